"""DPM-Solver++(2M) (Lu et al. 2022b, algorithm 2)."""

from __future__ import annotations

import math
from collections.abc import Iterator

from unerase.denoisers import Denoiser
from unerase.noise import Noise
from unerase.samplers.ddim import towards
from unerase.samplers.frame import Frame, Picture
from unerase.samplers.loop import Stop, walk
from unerase.schedules import Schedule


def line(at: Stop) -> Picture:
    """D = x0_hat + (x0_hat - x0_hat_before) / 2r, r the ratio of the last stride to this one.

    x0_hat, drawn on in a line to the middle of the step. There is no line at the start, after a
    stride from infinity, or on the last stride, which is one to infinity: there D = x0_hat.
    """
    if not (at.before and 0.0 < at.before[0].stride < math.inf and at.stride < math.inf):
        return at.x0_hat
    last = at.before[0]
    return at.x0_hat + (0.5 * at.stride / last.stride) * (at.x0_hat - last.x0_hat)


def dpmpp_2m(
    denoiser: Denoiser, schedule: Schedule, x_start: Picture, noise: Noise, start: int | None = None
) -> Iterator[Frame]:
    """DDIM's step towards D instead of x0_hat; so the last lands on x0_hat. No noise is drawn."""

    def step(at: Stop) -> Picture:
        return towards(line(at), at)

    return walk(step, denoiser, schedule, x_start, noise, start)
