"""A training run, which goes on while there is time, and is measured at marks."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import ClassVar

from page.figures.walks import Measured
from unerase.denoisers.slices import Slices
from unerase.training import Training

InTime = Callable[[], bool]


class Run(ABC):
    """One training, as far as it has come: `steps`.

    measured wraps every denoise-and-step of a walk. news: rises with each mark, when there is
    something else to see.
    """

    MARKS: ClassVar[tuple[int, ...]]
    """The steps after which it is measured; the last one ends it."""

    def __init__(self, measured: Measured) -> None:
        self._measured = measured
        self.steps, self.news = 0, 0
        self._at_mark = False
        self._work = self._all()

    @cached_property
    def training(self) -> Training:
        """The training, which takes a frame to begin: not before somebody wants it."""
        return self.begin()

    @abstractmethod
    def begin(self) -> Training:
        """A training at its first step."""

    @property
    def last(self) -> int:
        """The step after which there is no more."""
        return self.MARKS[-1]

    def advance(self, goal: float, in_time: InTime) -> bool:
        """Train up to step `goal`, and measure there, while there is time; whether it is there."""
        goal = min(goal, self.last)
        while self.steps < goal or self._at_mark:
            if not in_time():
                return False
            next(self._work)
        return True

    @abstractmethod
    def mark(self) -> Slices[None]:
        """Measure what it has learned, in slices."""

    def _all(self) -> Iterator[None]:
        for mark in self.MARKS:
            while self.steps < mark:
                for _share in self.training.step():
                    yield
                self.steps += 1
                self._at_mark = self.steps == mark
                yield
            for _share in self.mark():
                yield
            self.news += 1
            self._at_mark = False
            yield
