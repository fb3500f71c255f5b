"""A small rasteriser: plane shapes sampled at the pixel centres of a square grid.

A `Canvas` of side n covers the square [0, span] × [0, span] with n × n pixels, x to the right and
y down. Every shape is a boolean array of shape (n, n), indexed [row, column], that is True at the
pixels whose centre lies in the shape. Shapes are combined with the array operators: `a | b` joins
them, `a & b` intersects them, `a & ~b` cuts b out of a.

Lengths and positions are in canvas units (a fraction of the side when span is 1, pixels when span
is n), angles in degrees, clockwise on the screen from the positive x axis.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np

from unerase.arrays import Bits, Floats

Point: TypeAlias = tuple[float, float]
Points: TypeAlias = Sequence[Point] | Floats


def arc(centre: Point, radius: float, start: float, stop: float, count: int = 33) -> Floats:
    """Points along a circular arc, for a stroke or as part of a polygon.

    `start` and `stop` are angles in degrees; the arc runs clockwise on the screen when stop is
    greater. Returns shape (count, 2), x before y, both ends included.
    """
    angle = np.radians(np.linspace(start, stop, count))
    return np.asarray(centre) + radius * np.column_stack((np.cos(angle), np.sin(angle)))


def mirrored(bits: Bits) -> Bits:
    """The drawing joined with its left-right mirror image: exactly symmetric, same shape."""
    return bits | bits[:, ::-1]


@dataclass(frozen=True)
class Canvas:
    """A grid of n × n pixels over the square [0, span] × [0, span]."""

    n: int
    span: float = 1.0

    @cached_property
    def _x(self) -> Floats:
        """Pixel-centre abscissae, shape (1, n)."""
        centres = (np.arange(self.n, dtype=np.float64) + 0.5) * (self.span / self.n)
        return centres[np.newaxis, :]

    @cached_property
    def _y(self) -> Floats:
        """Pixel-centre ordinates, shape (n, 1)."""
        return self._x.T

    def box(self, corner: Point, opposite: Point) -> Bits:
        """The axis-parallel rectangle between its top-left and its bottom-right corner."""
        (left, top), (right, bottom) = corner, opposite
        return (left <= self._x) & (self._x < right) & (top <= self._y) & (self._y < bottom)

    def ellipse(self, centre: Point, rx: float, ry: float, tilt: float = 0.0) -> Bits:
        """A filled ellipse with semi-axes `rx` and `ry` (> 0), turned by `tilt` degrees."""
        dx, dy = self._x - centre[0], self._y - centre[1]
        cos, sin = np.cos(np.radians(tilt)), np.sin(np.radians(tilt))
        along, across = cos * dx + sin * dy, cos * dy - sin * dx
        return np.asarray((along / rx) ** 2 + (across / ry) ** 2 <= 1.0)

    def disc(self, centre: Point, radius: float) -> Bits:
        """A filled circle of `radius` > 0."""
        return self.ellipse(centre, radius, radius)

    def ring(self, centre: Point, outer: float, inner: float) -> Bits:
        """The band between two concentric circles of radii `outer` > `inner` > 0."""
        return self.disc(centre, outer) & ~self.disc(centre, inner)

    def polygon(self, corners: Points) -> Bits:
        """A filled polygon (even-odd rule) with the given corners, at least 3, closed by itself.

        Edges are half open, so polygons that share an edge share no pixel.
        """
        p = np.asarray(corners, dtype=np.float64)
        x0, y0 = p.T[:, :, np.newaxis, np.newaxis]
        x1, y1 = np.roll(p, -1, axis=0).T[:, :, np.newaxis, np.newaxis]
        crosses_row = (y0 <= self._y) != (y1 <= self._y)
        rise = np.where(y0 == y1, 1.0, y1 - y0)  # a level edge crosses no row: any divisor will do
        to_the_right = self._x < x0 + (x1 - x0) * (self._y - y0) / rise
        return np.asarray(np.logical_xor.reduce(crosses_row & to_the_right, axis=0))

    def stroke(self, points: Points, width: float) -> Bits:
        """A polyline through `points` (at least 2), `width` across, with round ends and joints."""
        p = np.asarray(points, dtype=np.float64)
        x0, y0 = p[:-1].T[:, :, np.newaxis, np.newaxis]
        dx, dy = np.diff(p, axis=0).T[:, :, np.newaxis, np.newaxis]
        squared = np.maximum(dx * dx + dy * dy, np.finfo(np.float64).tiny)
        t = np.clip(((self._x - x0) * dx + (self._y - y0) * dy) / squared, 0.0, 1.0)
        across, down = self._x - x0 - t * dx, self._y - y0 - t * dy
        nearest = (across * across + down * down).min(axis=0)  # squared: a root takes its time
        return np.asarray(nearest <= (width / 2) ** 2)
