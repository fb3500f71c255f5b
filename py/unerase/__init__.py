"""Unerase's diffusion engine: numpy and the standard library, nothing of the browser.

Pictures are float32 arrays with ink = +1 and paper = -1. A schedule is one array of alpha_bar; a
denoiser answers x0_hat; a sampler is a generator of frozen frames. Randomness is always injected.
"""

from unerase.clouds import cloud, cloud_label, cloud_names
from unerase.denoisers import (
    Denoiser,
    Oracle,
    PosteriorMean,
    eps_from_x0,
    score_from_x0,
    x0_from_eps,
    x0_from_score,
)
from unerase.experiment import Experiment
from unerase.forward import chain, diffuse, diffuse_all, transition
from unerase.metrics import (
    amplification,
    detector_accuracy,
    distance,
    expected_mse,
    hamming,
    mse,
    perplexity,
    sign_accuracy,
    signal_left,
    snr,
    snr_db,
)
from unerase.moments import Moments, expected_moments, moments
from unerase.noise import NoiseSource
from unerase.pixels import pack_bits, to_bits, to_signal, tone, unpack_bits
from unerase.presets import nearest_preset, preset, preset_names
from unerase.samplers import SAMPLERS, Frame, Sampler, ddim, ddpm
from unerase.schedules import SCHEDULES, Schedule, cosine, linear, linear_literal

__all__ = [
    "SAMPLERS",
    "SCHEDULES",
    "Denoiser",
    "Experiment",
    "Frame",
    "Moments",
    "NoiseSource",
    "Oracle",
    "PosteriorMean",
    "Sampler",
    "Schedule",
    "amplification",
    "chain",
    "cloud",
    "cloud_label",
    "cloud_names",
    "cosine",
    "ddim",
    "ddpm",
    "detector_accuracy",
    "diffuse",
    "diffuse_all",
    "distance",
    "eps_from_x0",
    "expected_moments",
    "expected_mse",
    "hamming",
    "linear",
    "linear_literal",
    "moments",
    "mse",
    "nearest_preset",
    "pack_bits",
    "perplexity",
    "preset",
    "preset_names",
    "score_from_x0",
    "sign_accuracy",
    "signal_left",
    "snr",
    "snr_db",
    "to_bits",
    "to_signal",
    "tone",
    "transition",
    "unpack_bits",
    "x0_from_eps",
    "x0_from_score",
]
