"""Unerase's diffusion engine: numpy and the standard library, nothing of the browser.

Pictures are float32 arrays with ink = +1 and paper = -1. A schedule is one array of alpha_bar; a
denoiser answers x0_hat; a sampler is a generator of frozen frames. Randomness is always injected.
"""

from unerase.denoisers import Denoiser, Oracle, eps_from_x0
from unerase.experiment import Experiment
from unerase.forward import diffuse, diffuse_all
from unerase.metrics import mse, sign_accuracy, signal_left, snr, snr_db
from unerase.noise import NoiseSource
from unerase.pixels import pack_bits, to_bits, to_signal, tone, unpack_bits
from unerase.presets import preset, preset_names
from unerase.samplers import SAMPLERS, Frame, Sampler, ddim, ddpm
from unerase.schedules import SCHEDULES, Schedule, cosine, linear, linear_literal

__all__ = [
    "SAMPLERS",
    "SCHEDULES",
    "Denoiser",
    "Experiment",
    "Frame",
    "NoiseSource",
    "Oracle",
    "Sampler",
    "Schedule",
    "cosine",
    "ddim",
    "ddpm",
    "diffuse",
    "diffuse_all",
    "eps_from_x0",
    "linear",
    "linear_literal",
    "mse",
    "pack_bits",
    "preset",
    "preset_names",
    "sign_accuracy",
    "signal_left",
    "snr",
    "snr_db",
    "to_bits",
    "to_signal",
    "tone",
    "unpack_bits",
]
