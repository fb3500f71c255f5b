"""Heun's second-order method on the probability-flow ODE (Karras et al. 2022, algorithm 1)."""

from __future__ import annotations

import math
from collections.abc import Iterator

from unerase.arrays import Picture
from unerase.denoisers import Denoiser
from unerase.noise import Noise
from unerase.samplers.ddim import towards
from unerase.samplers.frame import Frame
from unerase.samplers.loop import Stop, walk
from unerase.schedules import Schedule


def correction(alpha_bar: float, alpha_bar_prev: float) -> float:
    """What Heun's step adds to Euler's for each unit by which x0_hat changes on the way.

    With sigma = sqrt(1 - alpha_bar) / sqrt(alpha_bar) and the slope (x - x0_hat) / sigma, the mean
    of the slopes at both ends differs from the first one so that x / sqrt(alpha_bar_prev) moves by
    ½·(sigma / sigma_prev - 1) times that change. 0 where sigma is infinite, or sigma_prev is 0:
    there is no second slope, and Euler's step stands.
    """
    if alpha_bar == 0.0 or alpha_bar_prev == 1.0:
        return 0.0
    sigma = math.sqrt((1.0 - alpha_bar) / alpha_bar)
    sigma_prev = math.sqrt((1.0 - alpha_bar_prev) / alpha_bar_prev)
    return 0.5 * math.sqrt(alpha_bar_prev) * (sigma / sigma_prev - 1.0)


def heun(
    denoiser: Denoiser, schedule: Schedule, x_start: Picture, noise: Noise, start: int | None = None
) -> Iterator[Frame]:
    """x_{t-1} lies along the mean of two slopes: here, and where Euler's step would lead.

    So each step asks twice. The last one asks once and lands on x0_hat, and so does a first one
    from no signal at all (alpha_bar = 0). Noise is not drawn.
    """

    def step(at: Stop) -> Picture:
        euler = towards(at.x0_hat, at)
        share = correction(at.alpha_bar, at.alpha_bar_prev)
        return euler + share * (at.ask_ahead(euler) - at.x0_hat) if share else euler

    return walk(step, denoiser, schedule, x_start, noise, start)
