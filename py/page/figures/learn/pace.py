"""How fast it trains on this device, everything between the steps included."""

from __future__ import annotations

SURE = 5
"""After so many steps it can be said."""


class Pace:
    """Milliseconds a step since it was begun; it is told the steps and the time."""

    def __init__(self) -> None:
        self._first: tuple[int, float] | None = None
        self._last = (0, 0.0)

    def count(self, steps: int, now_ms: float) -> None:
        """So many steps are done now."""
        self._first = self._first or (steps, now_ms)
        self._last = steps, now_ms

    @property
    def ms(self) -> float | None:
        """Of one step; None before a few are done."""
        if self._first is None or self._last[0] - self._first[0] < SURE:
            return None
        return (self._last[1] - self._first[1]) / (self._last[0] - self._first[0])
