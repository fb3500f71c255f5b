"""DPM-Solver++(2M) (Lu et al. 2022b, algorithm 2)."""

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


def half_log_snr(alpha_bar: float) -> float:
    """lambda = ½·ln(alpha_bar / (1 - alpha_bar)); infinite at 0 and 1."""
    if alpha_bar in (0.0, 1.0):
        return math.inf if alpha_bar else -math.inf
    return 0.5 * math.log(alpha_bar / (1.0 - alpha_bar))


def dpmpp_2m(
    denoiser: Denoiser,
    schedule: Schedule,
    x_start: NDArray[np.float32],
    noise: Noise,
    start: int | None = None,
) -> Iterator[Frame]:
    """Walk from x_start at step `start` (T when None) to step 0, with x0_hat drawn on in a line.

    Each step is that of DDIM, towards D = x0_hat + (x0_hat - x0_hat_before) / 2r instead of x0_hat,
    r being the ratio of the last stride of lambda to this one. The first step has no x0_hat before
    it, a stride from or to infinity has no ratio, and the last lands on x0_hat exactly: there
    D = x0_hat (diffusers' `lower_order_final`). One denoiser call a step; noise is not drawn.
    Yields start + 1 frames. Raises ValueError, at the first frame, for a start outside 0 … T or a
    picture not finite.
    """
    x, start = check_start(x_start, schedule, start)
    alpha_bar = schedule.alpha_bar.tolist()
    lambdas = [half_log_snr(each) for each in alpha_bar]
    x0_before, stride_before = x, 0.0
    for t in range(start, 0, -1):
        x0_hat = ask(denoiser, x, alpha_bar[t], t)
        yield Frame(t, alpha_bar[t], x, x0_hat, start - t)
        of_x0, of_x, _ = step(alpha_bar[t], alpha_bar[t - 1], eta=0.0)
        stride = lambdas[t - 1] - lambdas[t]
        towards = x0_hat
        if t > 1 and 0.0 < stride_before < math.inf:
            towards = x0_hat + (0.5 * stride / stride_before) * (x0_hat - x0_before)
        x = of_x0 * towards + of_x * x
        x0_before, stride_before = x0_hat, stride
    yield Frame(0, alpha_bar[0], x, x, start)
