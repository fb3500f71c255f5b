"""Samplers: generators that walk from x_T to x_0 and yield every stop as a frozen Frame."""

from collections.abc import Mapping
from types import MappingProxyType

from unerase.samplers.ddim import ddim
from unerase.samplers.ddpm import ddpm
from unerase.samplers.dpm_solver import dpmpp_2m
from unerase.samplers.frame import Frame, Sampler
from unerase.samplers.heun import heun
from unerase.samplers.methods import METHODS, Method
from unerase.samplers.renoise import renoise

SAMPLERS: Mapping[str, Sampler] = MappingProxyType({"ddpm": ddpm, "ddim": ddim})
"""The two walks, stochastic and deterministic, by the name under which links know them."""

__all__ = [
    "METHODS",
    "SAMPLERS",
    "Frame",
    "Method",
    "Sampler",
    "ddim",
    "ddpm",
    "dpmpp_2m",
    "heun",
    "renoise",
]
