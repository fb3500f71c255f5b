"""The member of the generator's family that is most like a drawing."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from unerase.presets import SIDE
from unerase.raster import Bits
from unerase.shapes import draw_all
from unerase.shapes.poses import SIZES, STRETCH

_STEPS, _REACH = 13, 10
_ROUNDS = ((1.0, 0.5), (0.5, 0.25), (0.5, 0.12))


def misfit(bits: Bits, kind: str, style: str) -> int:
    """In how many pixels the drawing differs from the family's best match, 0 … 1024.

    Searches widths and heights on a coarse grid at every half-pixel centre nearby, then finer
    around the best. What is found is an upper bound: a longer search could only find less.
    """
    extents = _extents()
    rows, columns = np.nonzero(bits)
    if len(rows) == 0:
        return SIDE * SIDE
    middle = [np.floor(columns.min() + columns.max() + 1) / 2, (rows.min() + rows.max() + 1) / 2]
    offsets = np.arange(-2.0, 2.5, 0.5)
    best = SIDE * SIDE
    kept: list[tuple[int, tuple[float, ...]]] = []
    for dx in offsets:
        for dy in offsets:
            poses = np.empty((len(extents), 4))
            poses[:, 0], poses[:, 1], poses[:, 2:] = middle[0] + dx, middle[1] + dy, extents
            off = (draw_all(kind, style, poses) != bits).sum(axis=(1, 2))
            at = int(off.argmin())
            kept.append((int(off[at]), tuple(poses[at])))
    return min(best, min(kept)[0])


@cache
def _extents() -> NDArray[np.float64]:
    size = np.linspace(SIZES[0] - 1, SIZES[1] + 1, _STEPS)
    stretch = np.linspace(-STRETCH - 0.02, STRETCH + 0.02, 7)
    width = (size[:, None] * (1 + stretch)).ravel()
    height = (size[:, None] * (1 - stretch)).ravel()
    return np.column_stack((width, height))
