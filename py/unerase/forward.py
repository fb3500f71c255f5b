"""The forward process: any step in one shot, q(x_t | x0), or one step after the other.

Ho et al. 2020, eq. 4 (`diffuse`, `diffuse_all`) and eq. 2 (`transition`, `chain`).
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from unerase import checks
from unerase.arrays import Picture
from unerase.noise import Noise
from unerase.schedules import Schedule


def diffuse(x0: Picture, alpha_bar: float, eps: Picture) -> Picture:
    """x_t = sqrt(alpha_bar)·x0 + sqrt(1 - alpha_bar)·eps, for one alpha_bar in [0, 1].

    x0, eps and x_t are float32 of one shape.
    """
    x0 = checks.picture("x0", x0)
    eps = checks.picture("eps", eps, x0.shape)
    alpha_bar = checks.fraction("alpha_bar", alpha_bar)
    return math.sqrt(alpha_bar) * x0 + math.sqrt(1.0 - alpha_bar) * eps


def diffuse_all(
    x0: Picture,
    schedule: Schedule,
    eps: Picture,
    first: int = 0,
    end: int | None = None,
) -> Picture:
    """x_first … x_{end - 1} under one eps, all at once; all of x_0 … x_T when not told otherwise.

    Shape (end - first, *x0.shape), float32; empty when end <= first. Each frame alone has
    the right distribution; together they are one smooth arc from x0 to eps, not a random walk.
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


def transition(x: Picture, beta: float, z: Picture) -> Picture:
    """One step of the chain: sqrt(1 - beta)·x + sqrt(beta)·z (Ho et al. 2020, eq. 2).

    beta in [0, 1] is the share of the power that is replaced; x and the fresh noise z are float32
    of one shape.
    """
    x = checks.picture("x", x)
    z = checks.picture("z", z, x.shape)
    return _mixed(x, checks.fraction("beta", beta), z)


def chain(x0: Picture, schedule: Schedule, noise: Noise) -> Iterator[Picture]:
    """x_0, x_1 … x_T of the true Markov chain: T + 1 pictures, one draw of noise a step.

    Every picture has the distribution that `diffuse` gives it, but each forgets a little of the
    noise of the one before, where `diffuse_all` keeps one eps throughout. The first picture is x0
    itself.
    """
    x = checks.picture("x0", x0)
    yield x
    for beta in schedule.beta.tolist():
        x = _mixed(x, beta, noise.normal(x.shape))
        yield x


def _mixed(x: Picture, beta: float, z: Picture) -> Picture:
    return math.sqrt(1.0 - beta) * x + math.sqrt(beta) * z
