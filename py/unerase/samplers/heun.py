"""Heun's second-order method on the probability-flow ODE (Karras et al. 2022, algorithm 1)."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from unerase.denoisers import Denoiser, ask
from unerase.noise import Noise
from unerase.samplers.ddim import step
from unerase.samplers.frame import Frame, check_start
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
    denoiser: Denoiser,
    schedule: Schedule,
    x_start: NDArray[np.float32],
    noise: Noise,
    start: int | None = None,
) -> Iterator[Frame]:
    """Walk from x_start at step `start` (T when None) to step 0 along the mean of two slopes.

    Each step asks the denoiser twice: where it is, and where Euler's step would lead. The last one
    asks once and lands on x0_hat exactly, and so does a first one from no signal at all
    (alpha_bar = 0). Deterministic; noise is not drawn.
    Yields start + 1 frames. Raises ValueError, at the first frame, for a start outside 0 … T or a
    picture not finite.
    """
    x, start = check_start(x_start, schedule, start)
    alpha_bar = schedule.alpha_bar.tolist()
    calls = 0
    for t in range(start, 0, -1):
        x0_hat = ask(denoiser, x, alpha_bar[t], t)
        yield Frame(t, alpha_bar[t], x, x0_hat, calls)
        of_x0, of_x, _ = step(alpha_bar[t], alpha_bar[t - 1], eta=0.0)
        x = of_x0 * x0_hat + of_x * x
        calls += 1
        share = correction(alpha_bar[t], alpha_bar[t - 1])
        if share:
            x = x + share * (ask(denoiser, x, alpha_bar[t - 1], t - 1) - x0_hat)
            calls += 1
    yield Frame(0, alpha_bar[0], x, x, calls)
