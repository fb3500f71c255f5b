"""The visitor's points: placed, taken away, undone."""

from __future__ import annotations

import numpy as np

from page.figures.points.brush import Place
from page.figures.points.packing import count, pack, unpack
from page.widgets.history import History
from unerase.clouds import MAX_POINTS


class UndoableCloud:
    """At most MAX_POINTS points, packed; a stroke is undone as one."""

    def __init__(self, packed: bytes) -> None:
        self.packed = packed
        self.history: History[bytes] = History()
        self._before: bytes | None = None  # the points before the stroke that is under way

    @property
    def count(self) -> int:
        """How many points there are."""
        return count(self.packed)

    def begin(self) -> None:
        """Begin a stroke; one that is under way is closed first."""
        self.end()
        self._before = self.packed

    def add(self, places: list[Place]) -> int:
        """Add points to the stroke while there is room, and return how many found none."""
        if self._before is None:
            self.begin()
        room = MAX_POINTS - self.count
        self.packed += pack(np.array(places[:room], dtype=np.float32))
        return max(0, len(places) - room)

    def remove_near(self, place: Place) -> None:
        """Take away the point nearest to this place, if there is one."""
        points = unpack(self.packed)
        if len(points):
            nearest = int(np.hypot(*(points - np.array(place)).T).argmin())
            self.replace(pack(np.delete(points, nearest, axis=0)))

    def end(self) -> None:
        """Close the stroke: it can now be undone."""
        before, self._before = self._before, None
        if before is not None and before != self.packed:
            self.history.record(before)

    def withdraw(self) -> None:
        """Back to the points before the stroke under way, as if there had been none."""
        before, self._before = self._before, None
        if before is not None:
            self.packed = before

    def replace(self, packed: bytes) -> None:
        """Take other points, undoably."""
        self.begin()
        self.packed = packed
        self.end()

    def undo(self) -> None:
        """Back to the points before the last stroke."""
        self.end()
        self.packed = self.history.undo(self.packed)

    def redo(self) -> None:
        """Forward to the points that were undone."""
        self.end()
        self.packed = self.history.redo(self.packed)
