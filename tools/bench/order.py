"""How fast samplers converge, on a Gaussian, where the probability-flow ODE has a closed form.

For data N(μ, h²) in every pixel the exact denoiser is linear, and a picture on the ODE stays as
many standard deviations from the mean as it was: x = √ᾱ·μ + √(ᾱh² + 1 - ᾱ)·z with one z for all ᾱ
(Karras et al. 2022, appendix B).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from unerase import NoiseSource, PosteriorMean, karras
from unerase.samplers import SAMPLERS, Sampler

MEAN, SPREAD = 0.7, 0.5
SIDE = 8
DETERMINISTIC: Mapping[str, Sampler] = {
    name: sampler for name, sampler in SAMPLERS.items() if not sampler.stochastic
}
CALLS = (5, 9, 19, 39, 79, 159)
"""Budgets of denoiser calls; odd, because Heun's walks have no others."""


@dataclass(frozen=True)
class Run:
    """A walk of so many steps: what it asked of the denoiser, and how far from the truth it ended.

    error: root mean square over the pixels, in standard deviations of the data.
    """

    steps: int
    calls: int
    error: float


def gaussian_run(sampler: Sampler, steps: int) -> Run:
    """One walk from pure noise through the noise levels of Karras et al. 2022."""
    schedule = karras(steps)
    x_start = NoiseSource(1).normal((SIDE, SIDE))
    mean = np.full((1, SIDE, SIDE), MEAN, dtype=np.float32)
    *_, last = sampler(PosteriorMean(mean, SPREAD), schedule, x_start, NoiseSource(2))
    expected = exact(x_start.astype(np.float64), schedule.at(steps))
    off = (last.x_t - expected) / SPREAD
    return Run(steps, last.calls, math.sqrt(float(np.square(off).mean())))


def exact(x: NDArray[np.float64], alpha_bar: float) -> NDArray[np.float64]:
    """Where the ODE takes x from alpha_bar to the picture."""
    spread = math.sqrt(alpha_bar * SPREAD**2 + 1 - alpha_bar)
    return np.asarray(MEAN + SPREAD / spread * (x - math.sqrt(alpha_bar) * MEAN))


def runs(sampler: Sampler) -> list[Run]:
    """Walks with each of the budgets, as many steps as it pays for."""
    return [gaussian_run(sampler, sampler.steps(calls, karras)) for calls in CALLS]


def order(found: Sequence[Run]) -> float:
    """The power p of error ∝ calls^-p, over the finer half of the runs."""
    finer = found[len(found) // 2 :]
    calls, errors = (
        [math.log(v) for v in column]
        for column in zip(*((run.calls, run.error) for run in finer), strict=True)
    )
    return -float(np.polyfit(calls, errors, 1)[0])


def report(_rounds: int, found: dict[str, Any]) -> Iterator[str]:
    """The table, line by line."""
    yield f"Gaussian data, N({MEAN}, {SPREAD}²) per pixel: error in standard deviations, by calls"
    yield f"{'':8}" + "".join(f"{calls:>10}" for calls in CALLS) + "     order"
    for name, sampler in DETERMINISTIC.items():
        made = runs(sampler)
        errors = "".join(f"{run.error:10.1e}" for run in made)
        found[name] = {"errors": [run.error for run in made], "order": order(made)}
        yield f"{name:8}{errors}{order(made):10.2f}"
