"""A pen with an elliptical point that draws strokes with flat ends and sharp corners.

All is measured where the pen's point is the unit circle: positions divided by its half width and
half height. A point of a stroke is a corner where the stroke begins, ends or turns by more than
30 degrees there, and part of a curve otherwise.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from unerase.arrays import Bits, Floats

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
        places = np.stack((self.x / self.rx, self.y / self.ry))
        step = np.diff(p, axis=0)
        length = np.hypot(*step.T)
        ahead = step / length[:, np.newaxis]
        aside = ahead[:, ::-1] * (-1.0, 1.0)
        along = ahead @ places - (ahead * p[:-1]).sum(axis=1)[:, np.newaxis]
        across = aside @ places - (aside * p[:-1]).sum(axis=1)[:, np.newaxis]
        inside = np.abs(across) <= 1.0
        before, after = np.arange(len(step) - 1), np.arange(1, len(step))
        start, stop = np.zeros(len(step)), length.copy()
        if np.array_equal(points[0], points[-1]):
            before, after = np.append(before, len(step) - 1), np.append(after, 0)
        else:
            start[0] -= overrun[0]
            stop[-1] += overrun[1]
        lines = inside & (along >= start[:, np.newaxis]) & (along <= stop[:, np.newaxis])
        curved = (ahead[before] * ahead[after]).sum(axis=1) > _CURVE
        before, sharp = before[~curved], after[~curved]
        dx, dy = (places - p[after[curved], :, np.newaxis]).swapaxes(0, 1)
        joints = dx * dx + dy * dy <= 1.0
        # A mitre, where the two lines overlap when they run on, but no further than a square pen.
        near = np.abs(places - p[sharp, :, np.newaxis]).max(axis=1) <= 1.0
        mitres = near & inside[before] & inside[sharp]
        return np.asarray(lines.any(axis=0) | joints.any(axis=0) | mitres.any(axis=0))
