"""Walks that are made little by little, so that the page goes on answering meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from unerase import Denoiser, Frame, NoiseSource, Schedule
from unerase.noise import start_noise
from unerase.presets import SIDE
from unerase.samplers import Sampler

P = ParamSpec("P")
Owner = TypeVar("Owner")
V = TypeVar("V")

Measured = Callable[[], AbstractContextManager[object]]
"""Wraps every denoise-and-step."""
MeasuredBy = Callable[[str], AbstractContextManager[object]]
"""Measures several denoisers, each under its name."""

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


def kept(make: Callable[Concatenate[Owner, P], V]) -> Callable[Concatenate[Owner, P], V]:
    """A method that makes something once for the same arguments: its object keeps it."""

    @wraps(make)
    def method(self: Owner, /, *of: P.args, **options: P.kwargs) -> V:
        made: dict[object, V] = vars(self).setdefault(f"{make.__name__} kept", {})
        if of not in made:
            made[of] = make(self, *of, **options)
        return made[of]

    return method
