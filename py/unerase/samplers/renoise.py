"""The most random of all walks: each step forgets its noise and starts from x0_hat anew."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from unerase.denoisers import Denoiser, ask
from unerase.noise import Noise, draw
from unerase.samplers.frame import Frame, check_start
from unerase.schedules import Schedule


def renoise(
    denoiser: Denoiser,
    schedule: Schedule,
    x_start: NDArray[np.float32],
    noise: Noise,
    start: int | None = None,
) -> Iterator[Frame]:
    """Walk from x_start at step `start` (T when None) to step 0, replacing all noise at each step.

    x_{t-1} = sqrt(alpha_bar_{t-1})·x0_hat + sqrt(1 - alpha_bar_{t-1})·z with fresh z: the multistep
    sampling of consistency models (Song et al. 2023, algorithm 1), diffusers' `stochastic_sampling`
    of flow matching. One denoiser call and one draw a step; the last lands on x0_hat exactly.
    Yields start + 1 frames. Raises ValueError, at the first frame, for a start outside 0 … T or a
    picture not finite.
    """
    x, start = check_start(x_start, schedule, start)
    alpha_bar = schedule.alpha_bar.tolist()
    for t in range(start, 0, -1):
        x0_hat = ask(denoiser, x, alpha_bar[t], t)
        yield Frame(t, alpha_bar[t], x, x0_hat, start - t)
        z = draw(noise, x.shape, t)
        x = math.sqrt(alpha_bar[t - 1]) * x0_hat + math.sqrt(1.0 - alpha_bar[t - 1]) * z
    yield Frame(0, alpha_bar[0], x, x, start)
