"""Walks that are made little by little, so that the page goes on answering meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager

from unerase import Frame

Measured = Callable[[], AbstractContextManager[None]]
"""Wraps every denoise-and-step."""


class Walk:
    """The frames of one walk, as far as it has been made."""

    def __init__(self, frames: Iterator[Frame], measured: Measured) -> None:
        self._coming, self._measured = frames, measured
        self.frames: list[Frame] = []

    @property
    def over(self) -> bool:
        """Whether the last frame has been made."""
        return bool(self.frames) and self.frames[-1].t == 0

    def step(self) -> None:
        """Make one frame more."""
        with self._measured():
            self.frames.append(next(self._coming))

    def after(self, calls: int) -> Frame:
        """The last state that was reached with at most so many denoiser calls."""
        return next(frame for frame in reversed(self.frames) if frame.calls <= calls)


class Ending(Walk):
    """A walk of which only the last frame is kept: a thousand of them are too many to keep."""

    def step(self) -> None:
        super().step()
        del self.frames[:-1]


def finish(walks: Iterable[Walk], in_time: Callable[[], bool]) -> bool:
    """Walk on, one after another, while `in_time()`; whether all of them are over."""
    for walk in walks:
        while not walk.over:
            if not in_time():
                return False
            walk.step()
    return True
