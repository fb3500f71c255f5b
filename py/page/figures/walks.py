"""Walks that are made little by little, so that the page goes on answering meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from typing import TypeVar
from weakref import WeakMethod

from unerase import Denoiser, Frame, NoiseSource, Schedule
from unerase.noise import start_noise
from unerase.presets import SIDE
from unerase.samplers import Sampler

K = TypeVar("K")
V = TypeVar("V")

Measured = Callable[[], AbstractContextManager[None]]
"""Wraps every denoise-and-step."""
MeasuredBy = Callable[[str], AbstractContextManager[None]]
"""The same of several denoisers: of the one of that name."""

PRESSED = 0
"""The dice of a walk that throws none."""


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

    def at(self, t: int) -> Frame:
        """The frame of step t; it must have been made."""
        return self.frames[self.frames[0].t - t]

    def after(self, calls: int) -> Frame:
        """The last state that was reached with at most so many denoiser calls."""
        return next(frame for frame in reversed(self.frames) if frame.calls <= calls)


class Kept(dict[K, V]):
    """What an object has made, by its key; what is asked for and not there `make(key)` makes.

    make: a method of that object, which is not kept alive by this: its memory is free at once.
    """

    def __init__(self, make: Callable[[K], V]) -> None:
        super().__init__()
        self._make = WeakMethod(make)

    def __missing__(self, key: K) -> V:
        make = self._make()
        assert make
        self[key] = made = make(key)
        return made


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


def from_noise(
    sampler: Sampler, denoiser: Denoiser, schedule: Schedule, seed: int, dice: int
) -> Iterator[Frame]:
    """A walk from the start noise of a seed."""
    noise = NoiseSource(seed, dice if sampler.stochastic else PRESSED)
    return sampler(denoiser, schedule, start_noise(seed, (SIDE, SIDE)), noise)
