"""Unerase's diffusion engine: numpy and the standard library, nothing of the browser.

Pictures are float32 arrays with ink = +1 and paper = -1. A schedule is one array of alpha_bar; a
denoiser answers x0_hat; a sampler is a generator of frozen frames. Randomness is always injected.
A wrong argument raises ValueError, with a sentence that names the argument, what it was and what
is allowed; docstrings tell only what is special.

Here are the names that most programs need; metrics, shelves, clouds and the rest are in the
modules of these names.
"""

from unerase.denoisers import (
    Denoiser,
    Guided,
    LocalScore,
    Oracle,
    PosteriorMean,
    Weaver,
    Wiener,
)
from unerase.denoisers.learned import Learned
from unerase.experiment import Experiment, sample
from unerase.forward import diffuse
from unerase.metrics import mse
from unerase.noise import NoiseSource
from unerase.pixels import to_signal
from unerase.presets import preset
from unerase.samplers import (
    Frame,
    ddim,
    ddpm,
    dpmpp_2m,
    dpmpp_2m_sde,
    dpmpp_3m,
    heun,
    renoise,
    unipc,
)
from unerase.schedules import (
    Schedule,
    cosine,
    custom,
    karras,
    laplace,
    linear,
    polynomial,
    rectified_flow,
    scaled_linear,
    sigmoid,
    zero_terminal_snr,
)

__version__ = "0.1.0"

__all__ = [
    "Denoiser",
    "Experiment",
    "Frame",
    "Guided",
    "Learned",
    "LocalScore",
    "NoiseSource",
    "Oracle",
    "PosteriorMean",
    "Schedule",
    "Weaver",
    "Wiener",
    "cosine",
    "custom",
    "ddim",
    "ddpm",
    "diffuse",
    "dpmpp_2m",
    "dpmpp_2m_sde",
    "dpmpp_3m",
    "heun",
    "karras",
    "laplace",
    "linear",
    "mse",
    "polynomial",
    "preset",
    "rectified_flow",
    "renoise",
    "sample",
    "scaled_linear",
    "sigmoid",
    "to_signal",
    "unipc",
    "zero_terminal_snr",
]
