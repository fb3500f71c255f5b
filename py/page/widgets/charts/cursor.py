"""What keys and fingers mean to a chart's cursor."""

from __future__ import annotations

import math

from page.widgets.charts.chart import Axis

PAGE = 5
# A finger has to go this many px sideways, and more so than up or down, before it drags.
SLOP = 4.0

_STEPS = {
    "ArrowRight": 1,
    "ArrowUp": 1,
    "ArrowLeft": -1,
    "ArrowDown": -1,
    "PageUp": PAGE,
    "PageDown": -PAGE,
}


def whole_ends(axis: Axis) -> tuple[int, int]:
    """The first and the last place of a cursor on this axis, whole numbers both."""
    if axis.stops:
        return axis.stops[0], axis.stops[-1]
    return math.ceil(axis.low), math.floor(axis.high)


def nearest_whole(x: float, axis: Axis) -> int:
    """The cursor's place that is nearest to x."""
    if axis.stops:
        at = axis.share(x)
        return min(axis.stops, key=lambda stop: abs(axis.share(stop) - at))
    first, last = whole_ends(axis)
    return min(last, max(first, math.floor(x + 0.5)))


def moved_by_key(key: str, x: float, axis: Axis) -> int | None:
    """Where a key takes the cursor from x (the keys of an ARIA slider); None for other keys."""
    if key in ("Home", "End"):
        return whole_ends(axis)[key == "End"]
    step = _STEPS.get(key)
    if step is None or not axis.stops:
        return None if step is None else nearest_whole(x + step, axis)
    at = axis.stops.index(nearest_whole(x, axis)) + step
    return axis.stops[min(len(axis.stops) - 1, max(0, at))]


class Swipe:
    """Tells a finger that drags the cursor from one that scrolls the page."""

    def __init__(self, kind: str, x: float, y: float) -> None:
        self._start = (x, y)
        self.drags = kind == "mouse"  # which takes the cursor along at once

    def move(self, x: float, y: float) -> bool:
        """A pointer moves; whether the cursor is to follow it."""
        dx, dy = abs(x - self._start[0]), abs(y - self._start[1])
        self.drags = self.drags or (dx > SLOP and dx > dy)
        return self.drags
