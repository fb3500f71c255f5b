"""The visitor's points: placed, taken away, undone."""

from __future__ import annotations

import math

import numpy as np

from page.state.points import count, pack, unpack
from page.widgets.history import Undoable
from unerase.clouds import MAX_POINTS

Place = tuple[float, float]
"""(x, y) in the units of the plane."""

GAP = 0.12
"""How far apart a brush leaves its points."""


class UndoableCloud(Undoable):
    """At most MAX_POINTS points, packed."""

    @property
    def count(self) -> int:
        """How many points there are."""
        return count(self.packed)

    def add(self, places: list[Place]) -> int:
        """Add points to the stroke while there is room, and return how many found none."""
        room = MAX_POINTS - self.count
        self.go_on(self.packed + pack(np.array(places[:room], dtype=np.float32)))
        return max(0, len(places) - room)

    def remove_near(self, place: Place) -> None:
        """Take away the point nearest to this place, if there is one."""
        points = unpack(self.packed)
        if len(points):
            nearest = int(np.hypot(*(points - np.array(place)).T).argmin())
            self.replace(pack(np.delete(points, nearest, axis=0)))


def along(last: Place, to: Place) -> list[Place]:
    """Points on the straight way from `last`, where there is one already, every GAP to `to`."""
    x, y = last
    length = math.hypot(to[0] - x, to[1] - y)
    count = int(length / GAP + 1e-9)
    share = GAP / length if count else 0.0
    return [(x + (to[0] - x) * share * i, y + (to[1] - y) * share * i) for i in range(1, count + 1)]
