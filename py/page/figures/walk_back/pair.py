"""Two walks from one start."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

from unerase import Frame, distance

Measured = Callable[[], AbstractContextManager[None]]
"""Wraps every denoise-and-step."""


class Pair:
    """Two walks from step T down, made as far as they have been asked for."""

    def __init__(self, one: Iterator[Frame], other: Iterator[Frame], measured: Measured) -> None:
        self._walks = (one, other)
        self._measured = measured
        self._frames = [(next(one), next(other))]
        self._distances = [self._apart()]

    def at(self, t: int) -> tuple[Frame, Frame]:
        """Both frames at step t, walking on if need be."""
        self._walk_to(t)
        return self._frames[self._frames[0][0].t - t]

    def distances(self, t: int) -> list[float]:
        """How far the walks are apart at steps T, T - 1 … t, walking on if need be."""
        self._walk_to(t)
        return self._distances[: self._frames[0][0].t - t + 1]

    def _walk_to(self, t: int) -> None:
        while self._frames[-1][0].t > t:
            one, other = map(self._step, self._walks)
            self._frames.append((one, other))
            self._distances.append(self._apart())

    def _step(self, walk: Iterator[Frame]) -> Frame:
        with self._measured():
            return next(walk)

    def _apart(self) -> float:
        one, other = self._frames[-1]
        return distance(one.x_t, other.x_t)
