"""The kinds of shape: each a region of the plane square -1 … 1, u to the right and v down.

A kind is a *body* and, where it has any, *marks* on it: a face's eyes and mouth, the door of a
house. `STYLES` turn the two into ink. Regions are made of half-planes and ellipses from constants,
so that every machine draws the same pixels.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

import numpy as np

from unerase.arrays import Bits, Floats

Region: TypeAlias = Callable[[Floats, Floats], Bits]

_bodies: dict[str, Region] = {}
_marks: dict[str, Region] = {}


def _kind(region: Region) -> Region:
    """Register a body under its function's name, in display order."""
    _bodies[region.__name__.strip("_")] = region
    return region


def _mark(region: Region) -> Region:
    """Register the marks of the kind that the function's name begins with."""
    _marks[region.__name__.strip("_").removesuffix("_marks")] = region
    return region


def _ellipse(u: Floats, v: Floats, centre: tuple[float, float], ru: float, rv: float) -> Bits:
    x, y = (u - centre[0]) * (1 / ru), (v - centre[1]) * (1 / rv)
    return np.asarray(x * x + y * y <= 1.0)


def _within(low: float, values: Floats, high: float) -> Bits:
    return np.asarray((low <= values) & (values <= high))


def _convex(u: Floats, v: Floats, corners: Sequence[tuple[float, float]]) -> Bits:
    """The convex polygon with these corners, clockwise on the screen."""
    inside = np.ones(np.broadcast_shapes(u.shape, v.shape), dtype=bool)
    for (u0, v0), (u1, v1) in zip(corners, [*corners[1:], corners[0]], strict=True):
        inside &= (u1 - u0) * (v - v0) >= (v1 - v0) * (u - u0)
    return inside


@_kind
def _circle(u: Floats, v: Floats) -> Bits:
    return _ellipse(u, v, (0, 0), 1, 1)


@_kind
def _square(u: Floats, v: Floats) -> Bits:
    return _within(-0.9, u, 0.9) & _within(-0.9, v, 0.9)


@_kind
def _triangle(u: Floats, v: Floats) -> Bits:
    return _convex(np.abs(u), v, [(0, -1), (1, 0.9), (-1, 0.9)])


@_kind
def _diamond(u: Floats, v: Floats) -> Bits:
    return np.asarray(np.abs(u) + np.abs(v) <= 1.04)


@_kind
def _plus(u: Floats, v: Floats) -> Bits:
    upright = _within(-0.36, u, 0.36) & _within(-1, v, 1)
    return upright | (_within(-0.36, v, 0.36) & _within(-1, u, 1))


@_kind
def _cross(u: Floats, v: Floats) -> Bits:
    arms = (np.abs(u - v) <= 0.5) | (np.abs(u + v) <= 0.5)
    return arms & _within(-0.97, u, 0.97) & _within(-0.97, v, 0.97)


@_kind
def _star(u: Floats, v: Floats) -> Bits:
    u, v = u / 1.08, (v - 0.08) / 1.08
    notch = 0.5
    across, along = math.sin(math.pi / 5), math.cos(math.pi / 5)
    inside = np.zeros(np.broadcast_shapes(u.shape, v.shape), dtype=bool)
    for point in range(5):  # a kite from the centre to each of the five tips
        cos, sin = math.cos(0.4 * math.pi * point), math.sin(0.4 * math.pi * point)
        a, b = sin * u - cos * v, np.abs(cos * u + sin * v)
        below_edge = notch * across * (1 - a) >= (1 - notch * along) * b
        inside |= (b * along <= a * across) & below_edge
    return inside


@_kind
def _heart(u: Floats, v: Floats) -> Bits:
    u = np.abs(u)
    lobe = _ellipse(u, v, (0.47, -0.42), 0.53, 0.53)
    wedge = (0.776 * u + 0.63 * v <= 0.63) & (v >= -0.09)  # tangent to the lobe
    return lobe | wedge | ((u <= 0.47) & _within(-0.42, v, 0))


@_kind
def _moon(u: Floats, v: Floats) -> Bits:
    return _ellipse(u, v, (0.3, 0), 1.25, 1) & ~_ellipse(u, v, (0.95, 0), 1.05, 0.82)


@_kind
def _arrow(u: Floats, v: Floats) -> Bits:
    shaft = _within(-1, u, 0) & _within(-0.34, v, 0.34)
    return shaft | _convex(u, v, [(-0.05, -0.98), (1, 0), (-0.05, 0.98)])


@_kind
def _house(u: Floats, v: Floats) -> Bits:
    walls = _within(-0.75, u, 0.75) & _within(-0.2, v, 0.95)
    return walls | _convex(np.abs(u), v, [(0, -1), (1, -0.1), (-1, -0.1)])


@_mark
def _house_marks(u: Floats, v: Floats) -> Bits:
    return _within(-0.25, u, 0.25) & _within(0.3, v, 0.95)


@_kind
def _face(u: Floats, v: Floats) -> Bits:
    return _ellipse(u, v, (0, 0), 1, 1)


@_mark
def _face_marks(u: Floats, v: Floats) -> Bits:
    eyes = _ellipse(np.abs(u), v, (0.37, -0.28), 0.16, 0.22)
    smile = _ellipse(u, v, (0, 0), 0.68, 0.68) & ~_ellipse(u, v, (0, 0), 0.42, 0.42) & (v >= 0.18)
    return eyes | smile


@_kind
def _cat(u: Floats, v: Floats) -> Bits:
    ear = _convex(np.abs(u), v, [(0.86, -1), (0.95, 0.2), (0.1, -0.4)])
    return ear | _ellipse(u, v, (0, 0.2), 0.97, 0.78)


@_mark
def _cat_marks(u: Floats, v: Floats) -> Bits:
    return _ellipse(np.abs(u), v, (0.4, 0.15), 0.2, 0.24)


@_kind
def _fish(u: Floats, v: Floats) -> Bits:
    tail = (np.abs(v) <= 1.2 * (u - 0.25)) & _within(0.25, u, 1)
    return tail | _ellipse(u, v, (-0.25, 0), 0.75, 0.72)


@_mark
def _fish_marks(u: Floats, v: Floats) -> Bits:
    return _ellipse(u, v, (-0.5, -0.12), 0.17, 0.17)


@_kind
def _tree(u: Floats, v: Floats) -> Bits:
    top = _convex(np.abs(u), v, [(0, -1), (0.7, 0), (-0.7, 0)])
    skirt = _convex(np.abs(u), v, [(0, -0.7), (1, 0.55), (-1, 0.55)])
    return top | skirt | (_within(-0.22, u, 0.22) & _within(0.5, v, 1))


@_kind
def _drop(u: Floats, v: Floats) -> Bits:
    u = np.abs(u) / 1.15
    point = (0.857 * u - 0.515 * v <= 0.515) & _within(-1, v, -0.03)  # tangent to the disc
    return point | _ellipse(u, v, (0, 0.32), 0.68, 0.68)


@_kind
def _mushroom(u: Floats, v: Floats) -> Bits:
    cap = _ellipse(u, v, (0, 0.1), 1, 1.08) & (v <= 0.1)
    return cap | (_within(-0.38, u, 0.38) & _within(0, v, 0.95))


@_kind
def _cup(u: Floats, v: Floats) -> Bits:
    handle = _ellipse(u, v, (0.4, -0.05), 0.6, 0.58) & ~_ellipse(u, v, (0.4, -0.05), 0.26, 0.24)
    return (_within(-1, u, 0.4) & _within(-0.9, v, 0.9)) | (handle & (u >= 0.4))


@_kind
def _crown(u: Floats, v: Floats) -> Bits:
    to_tip = np.minimum(np.abs(u), 0.95 - np.abs(u))
    return (v >= 1.9 * to_tip - 0.9) & (v <= 0.85) & _within(-0.95, u, 0.95)


@_kind
def _hourglass(u: Floats, v: Floats) -> Bits:
    return (np.abs(u) <= 0.15 + 0.8 * np.abs(v)) & _within(-0.97, v, 0.97)


@_kind
def _ring(u: Floats, v: Floats) -> Bits:
    return _ellipse(u, v, (0, 0), 1, 1) & ~_ellipse(u, v, (0, 0), 0.36, 0.36)


@_kind
def _boat(u: Floats, v: Floats) -> Bits:
    sail = _convex(np.abs(u), v, [(0, -1), (0.8, 0.1), (-0.8, 0.1)])
    hull = _convex(np.abs(u), v, [(-1, 0.35), (1, 0.35), (0.6, 0.95), (-0.6, 0.95)])
    return sail | hull | (_within(-0.14, u, 0.14) & _within(0, v, 0.4))


BODIES: Mapping[str, Region] = MappingProxyType(_bodies)
"""The bodies by name: (u, v), broadcast together, to bits of the same shape."""

MARKS: Mapping[str, Region] = MappingProxyType(_marks)
"""The marks of those kinds that have any, as in `BODIES`."""

KINDS: tuple[str, ...] = tuple(BODIES)
"""The names of the kinds, in display order; the learner's numbers for them are their places."""
