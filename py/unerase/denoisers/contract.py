"""What a denoiser is, and the noise estimate that follows from its answer."""

from __future__ import annotations

import math
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from unerase import checks


class Denoiser(Protocol):
    """Answers the clean picture it believes x_t came from.

    It answers x0_hat, never eps_hat: x0_hat stays finite where alpha_bar is 0, and the noise
    estimate follows from it (`eps_from_x0`). x_t and the answer are float32 of one shape;
    alpha_bar is in [0, 1].
    """

    def __call__(self, x_t: NDArray[np.float32], alpha_bar: float, /) -> NDArray[np.float32]: ...


def eps_from_x0(
    x_t: NDArray[np.float32], x0_hat: NDArray[np.float32], alpha_bar: float
) -> NDArray[np.float32]:
    """The noise that x0_hat implies: (x_t - sqrt(alpha_bar)·x0_hat) / sqrt(1 - alpha_bar).

    Ho et al. 2020, eq. 15 solved for eps; Song et al. 2021, eq. 9. At alpha_bar = 1 there is no
    noise to name and the answer is 0. float32; raises ValueError when alpha_bar is outside [0, 1].
    """
    alpha_bar = checks.fraction("alpha_bar", alpha_bar)
    if alpha_bar == 1.0:
        return np.zeros_like(x_t)
    noise: NDArray[np.float32] = x_t - math.sqrt(alpha_bar) * x0_hat
    noise /= math.sqrt(1.0 - alpha_bar)
    return noise
