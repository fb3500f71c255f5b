"""A pen with an elliptical point that draws strokes with flat ends and sharp corners.

All is measured where the pen's point is the unit circle: positions divided by its half width and
half height. A point of a stroke is a corner where the stroke begins, ends or turns by more than
30 degrees there, and part of a curve otherwise.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from unerase.raster import Bits, Floats

_CURVE = math.cos(math.radians(30.0))


@dataclass(frozen=True, eq=False)
class Pen:
    """A pen point of semi-axes `rx` and `ry`, and the places (x, y), shape (n,) each, to ink."""

    rx: float
    ry: float
    x: Floats
    y: Floats

    def stroke(self, points: Floats, overrun: Floats) -> Bits:
        """Which places a stroke covers, shape (n,).

        `points` has shape (k, 2), k >= 2; a stroke that ends where it begins is closed. `overrun`,
        shape (2,), is by how many times the pen's point its first and last end run on; it is 1 for
        an end that looks as a corner does, and of no account in a closed stroke.
        """
        p = points / (self.rx, self.ry)
        step = np.diff(p, axis=0)
        length = np.hypot(*step.T)
        (ux, uy) = (step / length[:, np.newaxis]).T
        # From every point to every place, and then along and across every line.
        dx = self.x / self.rx - p[:, :1]
        dy = self.y / self.ry - p[:, 1:]
        along = dx[:-1] * ux[:, np.newaxis] + dy[:-1] * uy[:, np.newaxis]
        across = dy[:-1] * ux[:, np.newaxis] - dx[:-1] * uy[:, np.newaxis]
        inside = np.abs(across) <= 1.0
        closed = bool(np.array_equal(points[0], points[-1]))
        start, stop = np.zeros(len(length)), length.copy()
        if not closed:
            start[0] -= overrun[0]
            stop[-1] += overrun[1]
        lines = inside & (along >= start[:, np.newaxis]) & (along <= stop[:, np.newaxis])
        before, after = np.arange(len(length) - 1), np.arange(1, len(length))
        if closed:
            before, after = np.append(before, len(length) - 1), np.append(after, 0)
        curved = ux[before] * ux[after] + uy[before] * uy[after] > _CURVE
        round_, sharp = after[curved], after[~curved]
        joints = dx[round_] ** 2 + dy[round_] ** 2 <= 1.0
        # A mitre, where the two lines overlap when they run on, but no further than a square pen.
        near = np.maximum(np.abs(dx[sharp]), np.abs(dy[sharp])) <= 1.0
        mitres = near & inside[before[~curved]] & inside[sharp]
        return np.asarray(lines.any(axis=0) | joints.any(axis=0) | mitres.any(axis=0))
