"""From a moving pointer to points a little apart."""

from __future__ import annotations

import math

Place = tuple[float, float]
"""(x, y) in the units of the plane."""

GAP = 0.12
"""How far apart a brush leaves its points."""


def along(last: Place, to: Place) -> list[Place]:
    """Points on the straight way from `last`, where there is one already, every GAP to `to`."""
    x, y = last
    length = math.hypot(to[0] - x, to[1] - y)
    count = int(length / GAP + 1e-9)
    share = GAP / length if count else 0.0
    return [(x + (to[0] - x) * share * i, y + (to[1] - y) * share * i) for i in range(1, count + 1)]
