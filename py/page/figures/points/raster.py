"""The plane as a picture of pixels, for files."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from page.export.film import Colours, Rgb
from page.figures.points.marks import Points, arrow_corners, units
from page.figures.points.scene import GRID
from page.state.points import SIDE
from page.widgets.palette import parse_colour

PIXELS = 320
"""The side of the picture."""
FINER = 2
"""Marks are set on a grid so much finer, which is then averaged: edges come out smooth."""
ALONG = 40
"""How many dots make a line of an arrow."""

Coverage = NDArray[np.float32]


def canvas(colours: Colours) -> NDArray[np.float32]:
    """An empty plane, to be painted on."""
    return np.tile(colours.signal[0, :3].astype(np.float32), (PIXELS, PIXELS, 1))


def lay(picture: NDArray[np.float32], colour: str, mask: Coverage, opacity: float = 1.0) -> None:
    """Lay a colour over the picture where `mask` is."""
    share = (mask * np.float32(opacity))[..., None]
    picture += share * (np.array(parse_colour(colour), dtype=np.float32) - picture)


def finish(picture: NDArray[np.float32]) -> Rgb:
    """The picture in bytes."""
    found: Rgb = np.rint(picture).astype(np.uint8)
    return found


def dots(points: Points, width: float) -> Coverage:
    """How much of each pixel is covered by dots `width` steps of the plane wide."""
    return _stamped(units(points), width)


def arrows(score: Points, width: float) -> Coverage:
    """How much of each pixel the arrows of the score at GRID cover."""
    corners = arrow_corners(GRID, score).reshape(-1, 5, 2).astype(np.float32)
    lines = corners[:, [[0, 1], [2, 3], [3, 4]]].reshape(-1, 2, 1, 2)
    along = np.linspace(0, 1, ALONG, dtype=np.float32)[:, None]
    places = lines[:, 0] + along * (lines[:, 1] - lines[:, 0])
    return _stamped(places.reshape(-1, 2), width)


def segments(before: Points, after: Points, width: float) -> Coverage:
    """How much of each pixel straight lines from each point to its next place cover."""
    start, end = units(before).astype(np.float32), units(after).astype(np.float32)
    longest = np.abs(end - start).max(initial=0) * (PIXELS * FINER / SIDE)
    along = np.linspace(0, 1, int(longest) + 2, dtype=np.float32)[:, None, None]
    return _stamped((start + along * (end - start)).reshape(-1, 2), width)


def _stamped(places: NDArray[np.float32] | NDArray[np.int32], width: float) -> Coverage:
    side = PIXELS * FINER
    radius = width * side / SIDE / 2
    reach = np.arange(-int(radius + 1), int(radius + 1) + 1)
    dx, dy = np.meshgrid(reach, reach)
    inside = np.hypot(dx, dy) <= radius
    pixels = np.rint(places * (side / SIDE) - 0.5).astype(np.intp)
    x = (pixels[:, :1] + dx[inside]).reshape(-1)
    y = (pixels[:, 1:] + dy[inside]).reshape(-1)
    seen = (x >= 0) & (x < side) & (y >= 0) & (y < side)
    mask = np.zeros((side, side), dtype=np.float32)
    mask[y[seen], x[seen]] = 1
    shares: Coverage = mask.reshape(PIXELS, FINER, PIXELS, FINER).mean(axis=(1, 3))
    return shares
