"""Unerase's diffusion engine: numpy and the standard library, nothing of the browser.

Pictures are float32 arrays with ink = +1 and paper = -1. A schedule is one array of alpha_bar; a
denoiser answers x0_hat; a sampler is a generator of frozen frames. Randomness is always injected.
"""

from unerase.clouds import cloud, cloud_label, cloud_names
from unerase.denoisers import (
    Denoiser,
    LocalScore,
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
    outline,
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
from unerase.samplers import SAMPLERS, Frame, Sampler, ddim, ddpm, dpmpp_2m, heun, renoise
from unerase.schedules import (
    SCHEDULES,
    Schedule,
    cosine,
    custom,
    karras,
    laplace,
    linear,
    linear_literal,
    polynomial,
    rectified_flow,
    scaled_linear,
    sigmoid,
    zero_terminal_snr,
)

__all__ = [
    "SAMPLERS",
    "SCHEDULES",
    "Denoiser",
    "Experiment",
    "Frame",
    "LocalScore",
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
    "custom",
    "ddim",
    "ddpm",
    "detector_accuracy",
    "diffuse",
    "diffuse_all",
    "distance",
    "dpmpp_2m",
    "eps_from_x0",
    "expected_moments",
    "expected_mse",
    "hamming",
    "heun",
    "karras",
    "laplace",
    "linear",
    "linear_literal",
    "moments",
    "mse",
    "nearest_preset",
    "outline",
    "pack_bits",
    "perplexity",
    "polynomial",
    "preset",
    "preset_names",
    "rectified_flow",
    "renoise",
    "scaled_linear",
    "score_from_x0",
    "sigmoid",
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
    "zero_terminal_snr",
]
