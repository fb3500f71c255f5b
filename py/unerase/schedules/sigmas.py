"""Schedules that are told by the noise which is added to a picture: x0 + sigma·eps, or straight."""

from __future__ import annotations

import numpy as np

from unerase import checks
from unerase.schedules.schedule import MAX_STEPS, Schedule

SIGMA_MIN, SIGMA_MAX, RHO = 0.002, 80.0, 7.0


def karras(
    steps: int = 20,
    sigma_min: float = SIGMA_MIN,
    sigma_max: float = SIGMA_MAX,
    rho: float = RHO,
) -> Schedule:
    """Noise levels of Karras et al. 2022 ("EDM", eq. 5), and the picture itself at stop 0.

    The rho-th root of sigma rises evenly from sigma_min at stop 1 to sigma_max at stop T (one step:
    sigma_max). 1e-6 <= sigma_min < sigma_max <= 1e6, 0.1 <= rho <= 100.
    """
    steps = checks.integer("steps", steps, 1, MAX_STEPS)
    low = checks.number("sigma_min", sigma_min, 1e-6, 1e6)
    high = checks.number("sigma_max", sigma_max, 1e-6, 1e6)
    rho = checks.number("rho", rho, 0.1, 100)
    if not low < high:
        raise ValueError(
            f"sigma_min was {low} and sigma_max {high}; sigma_min must be the smaller one"
        )
    share = np.linspace(0, 1, steps) if steps > 1 else np.ones(1)
    root = 1 / rho
    sigma = (low**root + share * (high**root - low**root)) ** rho
    return Schedule.from_sigmas("karras", np.concatenate(([0.0], sigma)))


def rectified_flow(steps: int = 20) -> Schedule:
    """The straight way from picture to noise (Liu, Gong & Liu 2023; Lipman et al. 2023).

    There x = (1 - s)·x0 + s·eps with s = t / T; divided by its amplitude that is this schedule:
    alpha_bar = (1 - s)² / ((1 - s)² + s²). It ends at exactly 0.
    """
    s = np.arange(checks.integer("steps", steps, 1, MAX_STEPS) + 1) / steps
    return Schedule("flow", (1 - s) ** 2 / ((1 - s) ** 2 + s**2))
