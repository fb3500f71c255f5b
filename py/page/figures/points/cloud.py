"""The visitor's points: placed, taken away, undone."""

from __future__ import annotations

import numpy as np

from page.figures.points.brush import Place
from page.figures.points.packing import count, pack, unpack
from page.widgets.history import Undoable
from unerase.clouds import MAX_POINTS


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
