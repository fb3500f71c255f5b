"""Ready-made sets of points in the plane: data that is small enough to be seen whole.

Each is drawn on demand from lines along which the points are evenly spaced, and then moved and
scaled: mean 0 on each axis, variance 1 on average over the two.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from unerase import checks
from unerase.arrays import Floats, Picture
from unerase.raster import Points, arc

MAX_POINTS = 300
"""The most points that a cloud has."""

_FINE = 721  # corners of a curve before the points are spaced along it


def _along(line: Points, count: int, closed: bool = False) -> Floats:
    """`count` points evenly spaced along a polyline; a closed one ends before it begins again.

    Shape (count, 2). The first point is the line's first corner, the last (if open) its last.
    """
    corners = np.asarray(line, dtype=np.float64)
    strides = np.hypot(*np.diff(corners, axis=0).T)
    travelled = np.concatenate(([0.0], np.cumsum(strides)))
    stops = np.linspace(0.0, travelled[-1], count, endpoint=not closed)
    return np.column_stack([np.interp(stops, travelled, along) for along in corners.T])


def _circles(centre: tuple[float, float], rows: Mapping[float, int]) -> Floats:
    """Concentric circles of evenly spaced points, {radius: count}; radius 0 is the centre."""
    return np.concatenate(
        [
            _along(arc(centre, radius, 0.0, 360.0, _FINE), count, closed=True)
            for radius, count in rows.items()
        ]
    )


def _two_moons() -> Floats:
    rows = []
    for offset, count in ((-0.075, 42), (0.0, 45), (0.075, 48)):
        upright = arc((0.0, 0.0), 1.0, 180.0, 0.0, _FINE) * (1.0 + offset, 1.5 + offset)
        rows.append(_along(upright, count))
    moon = np.concatenate(rows) - (0.5, 0.3)
    return np.concatenate((moon, -moon))


def _spiral() -> Floats:
    turn = np.linspace(0.0, 2.5, _FINE)
    radius, angle = 0.12 + 0.7 * turn, 2.0 * np.pi * turn
    return _along(np.column_stack((radius * np.cos(angle), radius * np.sin(angle))), 260)


def _ring() -> Floats:
    return _circles((0.0, 0.0), {0.93: 84, 1.0: 90, 1.07: 96})


def _letters() -> Floats:
    legs = _along([(0.0, 0.0), (0.65, 2.2), (1.3, 0.0)], 79)
    bar = _along([(0.225, 0.76), (1.075, 0.76)], 16)[1:-1]
    stem = _along([(1.6, 0.0), (1.6, 2.2)], 39)
    upper = _along([(1.6, 2.2), *arc((2.1, 1.68), 0.52, 90.0, -90.0), (1.6, 1.16)], 47)
    lower = _along([*arc((2.14, 0.58), 0.58, 90.0, -90.0), (1.6, 0.0)], 42)
    return np.concatenate((legs, bar, stem, upper[1:-1], lower[1:-1]))


def _checkerboard() -> Floats:
    side = np.arange(24)  # 4 × 4 cells of 6 × 6 points
    row, column = (places.reshape(-1) for places in np.meshgrid(side, side, indexing="ij"))
    filled = (row // 6 + column // 6) % 2 == 0
    return np.column_stack((column[filled], row[filled])).astype(np.float64)


def _smiley() -> Floats:
    face = _circles((0.0, 0.0), {1.53: 90, 1.62: 95})
    eye = {0.0: 1, 0.1: 6, 0.2: 12}
    smile = [
        _along(arc((0.0, -0.05), radius, -155.0, -25.0), count)
        for radius, count in ((0.82, 19), (0.91, 21), (1.0, 23))
    ]
    return np.concatenate((face, _circles((-0.52, 0.5), eye), _circles((0.52, 0.5), eye), *smile))


_CLOUDS: Mapping[str, tuple[str, Callable[[], Floats]]] = MappingProxyType(
    {
        "two-moons": ("Two moons", _two_moons),
        "spiral": ("Spiral", _spiral),
        "ring": ("Ring", _ring),
        "letters": ("Letters", _letters),
        "checkerboard": ("Checkerboard", _checkerboard),
        "smiley": ("Smiley", _smiley),
    }
)


def cloud_names() -> tuple[str, ...]:
    """The slugs of all clouds, in display order; the first is the one to begin with."""
    return tuple(_CLOUDS)


def cloud_label(slug: str) -> str:
    """The name to show for a cloud, such as "Two moons"."""
    label, _ = _CLOUDS[checks.one_of("slug", slug, _CLOUDS)]
    return label


def cloud(slug: str) -> Picture:
    """The points of a cloud, one of `cloud_names()`: a new float32 array, (n, 2), n <= MAX_POINTS.

    x to the right and y upwards, both within -2 … 2, mean 0. The same bytes on every machine.
    """
    _, draw = _CLOUDS[checks.one_of("slug", slug, _CLOUDS)]
    points = draw()
    points = points - points.mean(axis=0)
    points /= np.sqrt(points.var(axis=0).mean())
    # Steps of 1/4096 hide the last bits, in which maths libraries differ; + 0.0 undoes -0.0.
    return np.asarray(np.rint(points * 4096.0) / 4096.0 + 0.0, dtype=np.float32)
