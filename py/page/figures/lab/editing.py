"""Changes to a curve of one's own: each gives another curve that never rises.

Points are in the steps of `page.state.curve`: u from 0 to ACROSS, log-SNR from TOP to -TOP.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

import numpy as np

from page.state import curve

Point = tuple[int, int]
Points = tuple[Point, ...]

FAR = 10
"""How many steps an arrow key goes with Shift."""
_KEYS = {"ArrowLeft": (-1, 0), "ArrowRight": (1, 0), "ArrowUp": (0, 1), "ArrowDown": (0, -1)}


class Refused(ValueError):
    """A change that would leave no curve; the message is a sentence for the visitor."""


def points_of(packed: bytes) -> Points:
    """The control points of a packed curve."""
    return tuple((int(u), int(v)) for u, v in curve.unpack(packed))


def pack(points: Points) -> bytes:
    """The curve through these points, packed."""
    return curve.pack(np.array(points))


def bounds(points: Points, i: int) -> tuple[Point, Point]:
    """The least and the largest (u, log-SNR) that point i can be moved to: between its neighbours.

    The first and the last stay at their edges.
    """
    last = len(points) - 1
    highest = points[i - 1][1] if i else curve.TOP
    lowest = points[i + 1][1] if i < last else -curve.TOP
    if i in (0, last):
        return (points[i][0], lowest), (points[i][0], highest)
    return (points[i - 1][0] + 1, lowest), (points[i + 1][0] - 1, highest)


def moved(points: Points, i: int, u: float, v: float) -> Points:
    """Point i as near to (u, v) as its neighbours allow."""
    (left, lowest), (right, highest) = bounds(points, i)
    there = (min(right, max(left, round(u))), min(highest, max(lowest, round(v))))
    return (*points[:i], there, *points[i + 1 :])


def moved_by_key(points: Points, i: int, key: str, far: bool) -> Points | None:
    """Point i one step on, ten with `far`, or at its highest or lowest; None for other keys."""
    u, v = points[i]
    (_, lowest), (_, highest) = bounds(points, i)
    if key in ("Home", "End"):
        return moved(points, i, u, highest if key == "Home" else lowest)
    if key not in _KEYS:
        return None
    across, up = _KEYS[key]
    step = FAR if far else 1
    return moved(points, i, u + across * step, v + up * step)


def added(points: Points, u: float, v: float) -> tuple[Points, int]:
    """One more point, as near to (u, v) as may be, and which one it is; raises Refused."""
    if len(points) >= curve.MOST_POINTS:
        raise Refused(f"A curve has at most {curve.MOST_POINTS} points: remove one first.")
    at = min(curve.ACROSS - 1, max(1, round(u)))
    places = [place for place, _ in points]
    i = bisect_left(places, at)
    if places[i] == at:
        raise Refused("There is a point at this place already: move that one.")
    between = (at, min(points[i - 1][1], max(points[i][1], round(v))))
    return (*points[:i], between, *points[i:]), i


def added_in_the_widest_gap(points: Points) -> tuple[Points, int]:
    """One more point, halfway between the two that are furthest apart in u; raises Refused."""
    gaps = [b[0] - a[0] for a, b in pairwise(points)]
    i = gaps.index(max(gaps))
    (left, high), (right, low) = points[i : i + 2]
    return added(points, (left + right) // 2, (high + low) // 2)


def removed(points: Points, i: int) -> tuple[Points, int]:
    """Without point i, and which one is beside it; raises Refused for the first and the last."""
    if i in (0, len(points) - 1):
        raise Refused("The first and the last point stay: a curve runs from edge to edge.")
    return (*points[:i], *points[i + 1 :]), i - 1
