"""The forward process q(x_t | x0): any step in one shot (Ho et al. 2020, eq. 4)."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from unerase import checks
from unerase.schedules import Schedule


def diffuse(
    x0: NDArray[np.float32], alpha_bar: float, eps: NDArray[np.float32]
) -> NDArray[np.float32]:
    """x_t = sqrt(alpha_bar)·x0 + sqrt(1 - alpha_bar)·eps, for one alpha_bar in [0, 1].

    x0 and eps have one shape, float32. Raises ValueError for other shapes, for values that are
    not finite, and for alpha_bar outside [0, 1].
    """
    x0 = checks.picture("x0", x0)
    eps = checks.picture("eps", eps, x0.shape)
    alpha_bar = checks.fraction("alpha_bar", alpha_bar)
    return math.sqrt(alpha_bar) * x0 + math.sqrt(1.0 - alpha_bar) * eps


def diffuse_all(
    x0: NDArray[np.float32],
    schedule: Schedule,
    eps: NDArray[np.float32],
    first: int = 0,
    end: int | None = None,
) -> NDArray[np.float32]:
    """x_first … x_{end - 1} under one eps, all at once; all of x_0 … x_T when not told otherwise.

    Shape (end - first, *x0.shape), float32; empty when end <= first. Each frame alone has
    the right distribution; together they are one smooth arc from x0 to eps, not a random walk.
    Raises ValueError as `diffuse` does, and for a first or end outside 0 … T + 1.
    """
    x0 = checks.picture("x0", x0)
    eps = checks.picture("eps", eps, x0.shape)
    count = schedule.steps + 1
    end = count if end is None else checks.integer("end", end, 0, count)
    wanted = slice(checks.integer("first", first, 0, count), end)
    column = (-1,) + (1,) * x0.ndim
    signal = schedule.signal[wanted].astype(np.float32).reshape(column)
    noise = schedule.noise[wanted].astype(np.float32).reshape(column)
    return signal * x0 + noise * eps
