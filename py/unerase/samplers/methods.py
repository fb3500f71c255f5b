"""The samplers that can be compared: one entry for each algorithm, not for each of its names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from unerase import checks
from unerase.denoisers import Denoiser
from unerase.noise import NoiseSource
from unerase.samplers.ddim import ddim
from unerase.samplers.ddpm import ddpm
from unerase.samplers.dpm_solver import dpmpp_2m
from unerase.samplers.frame import Frame
from unerase.samplers.heun import heun
from unerase.samplers.renoise import renoise
from unerase.schedules import Schedule


@dataclass(frozen=True)
class Method:
    """One algorithm under all the names that it goes by.

    label has the best known of them, short fits at a line, also has the others. function and
    options are the engine's generator and what it is called with. stochastic: it draws noise on
    the way. asks: denoiser calls a step, but the last step asks once.
    """

    label: str
    short: str
    also: tuple[str, ...]
    function: Callable[..., Iterator[Frame]]
    options: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    stochastic: bool = False
    asks: int = 1

    def steps(self, calls: int, schedule: Callable[[int], Schedule]) -> int:
        """The most steps of that kind of schedule for which so many denoiser calls are enough.

        Heun's method asks twice a step, but once in the last, and in the first one too if the
        schedule ends without any signal: there is no slope at an infinite sigma. Raises ValueError
        for fewer than one call.
        """
        calls = checks.integer("calls", calls, 1, 2**31)
        if self.asks == 1:
            return calls
        saved = 2 if schedule(1).at(1) == 0.0 else 1
        return (calls + saved) // self.asks

    def walk(
        self,
        denoiser: Denoiser,
        schedule: Schedule,
        x_start: NDArray[np.float32],
        noise: NoiseSource,
        start: int | None = None,
    ) -> Iterator[Frame]:
        """The frames from x_start at step `start` (T when None) to step 0.

        From a drawing that `diffuse` has taken to `schedule.at(start)` it is the SDEdit of Meng et
        al. 2022: start is how far the drawing is forgotten. Raises ValueError, at the first frame,
        as the function does.
        """
        return self.function(denoiser, schedule, x_start, noise, start, **self.options)


METHODS: Mapping[str, Method] = MappingProxyType(
    {
        "ddim": Method(
            "DDIM (η = 0), Euler, DPM-Solver++(1)",
            "Euler",
            (
                "Euler on the probability-flow ODE",
                "Euler on rectified flow",
                "first-order DPM-Solver++",
            ),
            ddim,
        ),
        "heun": Method("Heun", "Heun", ("the sampler of EDM",), heun, asks=2),
        "dpmpp": Method("DPM-Solver++(2M)", "DPM++", ("DPM++ 2M",), dpmpp_2m),
        "half": Method(
            "DDIM (η = ½)",
            "η = ½",
            (),
            ddim,
            MappingProxyType({"eta": 0.5}),
            stochastic=True,
        ),
        "ddpm": Method(
            "DDPM (β̃), DDIM (η = 1), Euler ancestral",
            "DDPM",
            ("DDIM at η = 1", "Euler ancestral"),
            ddpm,
            stochastic=True,
        ),
        "beta": Method(
            "DDPM (β)",
            "DDPM β",
            (),
            ddpm,
            MappingProxyType({"variance": "beta"}),
            stochastic=True,
        ),
        "renoise": Method(
            "Fresh noise each step",
            "renoise",
            ("multistep consistency sampling",),
            renoise,
            stochastic=True,
        ),
    }
)
"""The methods by the name under which links know them.

What is one algorithm is one entry. DDIM at η = 0 (Song, Meng & Ermon 2021) is Euler's method on the
probability-flow ODE (Song et al. 2021; Karras et al. 2022), on rectified flow (Liu, Gong & Liu
2023), and the first-order DPM-Solver++ (Lu et al. 2022). At η = 1 it is DDPM with β̃ (Ho et al.
2020) and the "Euler ancestral" of Crowson's k-diffusion.
"""
