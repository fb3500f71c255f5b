"""Samplers: generators that walk from x_T to x_0 and yield every stop as a frozen Frame."""

from collections.abc import Mapping
from types import MappingProxyType

from unerase.samplers.ddim import ddim
from unerase.samplers.ddpm import ddpm
from unerase.samplers.dpm_solver import dpmpp_2m, dpmpp_2m_sde, dpmpp_3m
from unerase.samplers.frame import Frame, Walk
from unerase.samplers.heun import heun
from unerase.samplers.renoise import renoise
from unerase.samplers.sampler import Sampler
from unerase.samplers.unipc import unipc

SAMPLERS: Mapping[str, Sampler] = MappingProxyType(
    {
        "ddim": Sampler(ddim),
        "heun": Sampler(heun, asks=2),
        "dpmpp": Sampler(dpmpp_2m),
        "dpmpp3": Sampler(dpmpp_3m),
        "unipc": Sampler(unipc),
        "half": Sampler(ddim, {"eta": 0.5}, stochastic=True),
        "ddpm": Sampler(ddpm, stochastic=True),
        "beta": Sampler(ddpm, {"variance": "beta"}, stochastic=True),
        "sde": Sampler(dpmpp_2m_sde, stochastic=True),
        "renoise": Sampler(renoise, stochastic=True),
    }
)
"""The samplers by the name under which links know them.

What is one algorithm is one entry. DDIM at η = 0 (Song, Meng & Ermon 2021) is Euler's method on the
probability-flow ODE (Song et al. 2021; Karras et al. 2022), on rectified flow (Liu, Gong & Liu
2023), and the first-order DPM-Solver++ (Lu et al. 2022). At η = 1 it is DDPM with β̃ (Ho et al.
2020) and the "Euler ancestral" of Crowson's k-diffusion.
"""

__all__ = [
    "SAMPLERS",
    "Frame",
    "Sampler",
    "Walk",
    "ddim",
    "ddpm",
    "dpmpp_2m",
    "dpmpp_2m_sde",
    "dpmpp_3m",
    "heun",
    "renoise",
    "unipc",
]
