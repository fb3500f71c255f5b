"""The one loop that every sampler walks in; a sampler is the step that it takes there."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from unerase import checks
from unerase.answers import read_only
from unerase.arrays import Picture
from unerase.denoisers import Denoiser, ask
from unerase.noise import Noise, draw
from unerase.samplers.frame import Frame
from unerase.schedules import Schedule


class Step(NamedTuple):
    """x_{t-1} = of_x0·x0_hat + of_x·x_t + sigma·z."""

    of_x0: float
    of_x: float
    sigma: float


class Stop:
    """One step t of a walk, and what is known there.

    x0_hat: the denoiser's answer to x_t. alpha_bar, alpha_bar_prev: the schedule at t and at t - 1.
    stride: the distance between them in lambda, half the log of the signal-to-noise ratio;
    infinite if alpha_bar is 0 or alpha_bar_prev is 1, NaN if both are 0 or both are 1. before: the
    last two stops, the latest first; empty once the step is done. calls: how often this step has
    asked the denoiser.
    """

    def __init__(
        self,
        denoiser: Denoiser,
        noise: Noise,
        t: int,
        alpha_bar: Sequence[float],
        x_t: Picture,
        before: Sequence[Stop],
    ) -> None:
        self._denoiser, self._noise = denoiser, noise
        self.t, self.x_t, self.before = t, x_t, before
        self.alpha_bar, self.alpha_bar_prev = alpha_bar[t], alpha_bar[t - 1]
        self.x0_hat = ask(denoiser, x_t, self.alpha_bar, t)
        self.calls = 1
        self.stride = half_log_snr(self.alpha_bar_prev) - half_log_snr(self.alpha_bar)

    def ask_ahead(self, x: Picture) -> Picture:
        """What the denoiser makes of x at t - 1."""
        self.calls += 1
        return ask(self._denoiser, x, self.alpha_bar_prev, self.t - 1)

    def noise(self) -> Picture:
        """Fresh noise z."""
        return draw(self._noise, self.x_t.shape, self.t)


def half_log_snr(alpha_bar: float) -> float:
    """lambda = ½·ln(alpha_bar / (1 - alpha_bar)); infinite at 0 and 1."""
    if alpha_bar in (0.0, 1.0):
        return math.inf if alpha_bar else -math.inf
    return 0.5 * math.log(alpha_bar / (1.0 - alpha_bar))


def walk(
    step: Callable[[Stop], Picture],
    denoiser: Denoiser,
    schedule: Schedule,
    x_start: Picture,
    noise: Noise,
    start: int | None,
) -> Iterator[Frame]:
    """The frames from x_start at step `start` (T when None) to step 0, start + 1 of them.

    `step` answers x_{t-1}, a new array, of what is known at step t.
    """
    x = read_only(checks.picture("x_start", x_start))
    top = schedule.steps
    start = top if start is None else checks.integer("start", start, 0, top)
    alpha_bar = schedule.alpha_bar.tolist()
    before: deque[Stop] = deque(maxlen=2)
    calls = 0
    for t in range(start, 0, -1):
        at = Stop(denoiser, noise, t, alpha_bar, x, before)
        yield Frame(t, at.alpha_bar, x, at.x0_hat, calls)
        x = step(at)
        x.setflags(write=False)
        calls += at.calls
        at.before = ()  # breaks the reference cycle, so a dropped walk frees its denoiser at once
        before.appendleft(at)
    yield Frame(0, alpha_bar[0], x, x, calls)
