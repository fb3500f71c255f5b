"""The frames that the hero shows, computed as they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import numpy as np
from numpy.typing import NDArray

from page.state.settings import SIDE, Phase, Settings
from unerase import Experiment, Frame, mse, to_signal, tone, unpack_bits


class Session:
    """An experiment, the walk made in it so far, and both as pictures.

    `measured` wraps every denoise-and-step; `now` gives milliseconds, for the time budget.
    """

    def __init__(
        self, measured: Callable[[], AbstractContextManager[None]], now: Callable[[], float]
    ) -> None:
        self._measured = measured
        self._now = now
        self._key: object = None
        self._start = -1

    def use(self, settings: Settings) -> bool:
        """Take over the settings; True when frames made before are no longer right."""
        s = settings
        key = (s.drawing, s.schedule, s.steps, s.walk, s.seed, s.walk_seed)
        if key == self._key and s.start == self._start:
            return False
        if key != self._key:
            x0 = to_signal(unpack_bits(s.drawing, SIDE))
            self.experiment = Experiment(x0, s.schedule, s.steps, s.walk, s.seed, s.walk_seed)
            self._key = key
        self._generator: Iterator[Frame] = self.experiment.reverse(s.start)
        self._walk = [next(self._generator)]
        self._walk_tones = np.empty((s.start + 1, SIDE, SIDE), dtype=np.uint8)
        self._walk_tones[s.start] = tone(self._walk[0].x_t)
        self._start = s.start
        return True

    @property
    def reached(self) -> int:
        """The step down to which the walk has been made."""
        return self._walk[-1].t

    def walk_to(self, t: int, deadline_ms: float) -> bool:
        """Walk on towards step t, at least one step, until the deadline; True when there."""
        while self.reached > t:
            with self._measured():
                frame = next(self._generator)
            self._walk.append(frame)
            self._walk_tones[frame.t] = tone(frame.x_t)
            if self._now() > deadline_ms:
                break
        return self.reached <= t

    def frame(self, phase: Phase, t: int) -> Frame:
        """The frame at step t of one phase; a walk that is not there yet gives its last frame."""
        if phase == "reverse":
            return self._walk[min(self._start - t, len(self._walk) - 1)]
        x_t, alpha_bar = self.experiment.forward[t], self.experiment.schedule.at(t)
        return Frame(t, alpha_bar, x_t, self.experiment.denoiser(x_t, alpha_bar))

    def error(self, frame: Frame) -> float:
        """Mean squared error of the frame's picture against the drawing."""
        return mse(frame.x_t, self.experiment.x0)

    def forward_tones(self, first: int, end: int) -> NDArray[np.uint8]:
        """Tones of forward frames first … end - 1, shape (n, side, side)."""
        return tone(self.experiment.forward[first:end])

    def walk_tones(self, first: int, end: int) -> tuple[int, NDArray[np.uint8]]:
        """The walk's frames among first … end - 1: (step of the first one, tones)."""
        first = max(first, self.reached)
        return first, self._walk_tones[first : max(first, end)]
