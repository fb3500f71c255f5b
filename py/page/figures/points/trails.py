"""The trails that points leave: how they look, and how many of them there are."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from page.figures.points import raster
from page.figures.points.marks import Points
from page.figures.points.settings import PointsSettings
from page.samplers import sampler_of

TRAIL_WIDTH, TRAIL = 6, 0.36
"""How wide trails are, and how opaque."""
TRAILS, JAGGED_TRAILS = 120, 30
"""How many points leave a trail, and how many of a stochastic walk, whose paths cross."""


def trails(s: PointsSettings, walking: bool) -> int:
    """How many of the points leave a trail."""
    return JAGGED_TRAILS if walking and sampler_of(s.sampler).stochastic else TRAILS


class TrailPictures:
    """The trails of one way as pictures: where each step has laid its own over the earlier ones.

    `stop` gives the points after so many steps. Kept in bytes: there are as many as frames.
    """

    def __init__(self, stop: Callable[[int], Points], count: int) -> None:
        self._stop, self._count = stop, count
        self._made = [np.zeros((raster.PIXELS, raster.PIXELS), dtype=np.uint8)]

    def opacity(self, gone: int) -> raster.Coverage:
        """How opaque the trails of the first `gone` steps are, 0 … 1, shape (side, side)."""
        while len(self._made) <= gone:
            n = len(self._made)
            before, after = (self._stop(i)[: self._count] for i in (n - 1, n))
            step = raster.segments(before, after, TRAIL_WIDTH) * np.float32(TRAIL)
            through = (1 - _shares(self._made[-1])) * (1 - step)
            self._made.append(np.rint(255 * (1 - through)).astype(np.uint8))
        return _shares(self._made[gone])


def _shares(levels: NDArray[np.uint8]) -> raster.Coverage:
    return levels * np.float32(1 / 255)
