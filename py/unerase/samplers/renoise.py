"""The most random of all walks: each step forgets its noise and starts from x0_hat anew."""

from __future__ import annotations

import math
from collections.abc import Iterator

from unerase.arrays import Picture
from unerase.denoisers import Denoiser
from unerase.noise import Noise
from unerase.samplers.frame import Frame
from unerase.samplers.loop import Stop, walk
from unerase.schedules import Schedule


def renoise(
    denoiser: Denoiser, schedule: Schedule, x_start: Picture, noise: Noise, start: int | None = None
) -> Iterator[Frame]:
    """x_{t-1} = sqrt(alpha_bar_{t-1})·x0_hat + sqrt(1 - alpha_bar_{t-1})·z.

    The rule of multistep consistency sampling (Song et al. 2023, algorithm 1), and diffusers'
    `stochastic_sampling` of flow matching. A consistency model answers with a sample; a denoiser
    answers with a mean, which makes drawings narrower than the data: on N(mu, h²) their spread goes
    to h / sqrt(2), not to h, however many the steps.
    """

    def step(at: Stop) -> Picture:
        signal, sigma = math.sqrt(at.alpha_bar_prev), math.sqrt(1.0 - at.alpha_bar_prev)
        return signal * at.x0_hat + sigma * at.noise()

    return walk(step, denoiser, schedule, x_start, noise, start)
