"""What keys and fingers mean to a chart's cursor."""

from __future__ import annotations

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


def nearest(x: float, axis: Axis) -> int:
    """The cursor's place that is nearest to x, as one sees it."""
    at = axis.share(x)
    return min(axis.places, key=lambda place: abs(axis.share(place) - at))


def moved_by_key(key: str, x: int, axis: Axis) -> int | None:
    """Where a key takes the cursor from x (the keys of an ARIA slider); None for other keys."""
    if key in ("Home", "End"):
        return axis.places[-1 if key == "End" else 0]
    if key not in _STEPS:
        return None
    at = axis.places.index(x) + _STEPS[key]
    return axis.places[min(len(axis.places) - 1, max(0, at))]


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
