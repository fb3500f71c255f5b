"""Two walks from one start."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import nullcontext

from page.figures.walks import Measured
from unerase import Frame
from unerase.metrics import distance


class Pair:
    """Two walks from step T down, made as far as they have been asked for."""

    def __init__(self, one: Iterator[Frame], other: Iterator[Frame], measured: Measured) -> None:
        self._coming = (one, other)
        self._measured = measured
        self._frames: tuple[list[Frame], list[Frame]] = ([], [])
        self._distances: list[float] = []

    def make(self, t: int, in_time: Callable[[], bool]) -> bool:
        """Walk on to step t while there is time; whether both walks are there."""
        while not self._distances or self._frames[1][-1].t > t:
            if not in_time():
                return False
            self._step()
        return True

    def at(self, t: int) -> tuple[Frame, Frame]:
        """Both frames at step t, walking on if need be."""
        self.make(t, lambda: True)
        one, other = self._frames
        return one[one[0].t - t], other[one[0].t - t]

    def distances(self, t: int) -> list[float]:
        """How far the walks are apart at steps T, T - 1 … t, walking on if need be."""
        self.make(t, lambda: True)
        return self._distances[: self._frames[0][0].t - t + 1]

    def _step(self) -> None:
        """One step of the walk whose turn it is."""
        one, other = self._frames
        turn = int(len(one) > len(other))
        walk = self._frames[turn]
        # The start is there already: only what follows is a step.
        with self._measured() if walk else nullcontext():
            walk.append(next(self._coming[turn]))
        if turn:
            self._distances.append(distance(one[-1].x_t, other[-1].x_t))
