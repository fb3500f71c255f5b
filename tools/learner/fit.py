"""The member of the generator's family that is most like a drawing."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from unerase.presets import SIDE
from unerase.raster import Bits
from unerase.shapes import draw_all
from unerase.shapes.poses import SIZES, STRETCH, WANDER

CLEAN = 16
"""A drawing is clean when it is within so many pixels of a member of its family."""

_MIDDLE = SIDE / 2
_SHIFTS = range(-int(WANDER), int(WANDER) + 1)
_FINER = np.linspace(-0.5, 0.5, 9)


def misfit(bits: Bits, kind: str, style: str) -> int:
    """In how many pixels the drawing differs from the best member found, 0 … 1024.

    Tries every centre that a random pose can have with a grid of widths and heights, then finer
    ones around the best. It is an upper bound: a longer search could only find less.
    """
    poses, templates = _templates(kind, style)
    moved = np.stack([np.roll(bits, -right, axis=1) for right in _SHIFTS])
    flat = moved.reshape(len(moved), -1).astype(np.float32)
    off = flat.sum(axis=1, keepdims=True) + templates.sum(axis=1) - 2 * (flat @ templates.T)
    shift, template = np.unravel_index(int(off.argmin()), off.shape)
    best = poses[template] + [_SHIFTS[int(shift)], 0, 0, 0]
    near = np.tile(best, (len(_FINER) ** 2, 1))
    near[:, 2] += np.repeat(_FINER, len(_FINER))
    near[:, 3] += np.tile(_FINER, len(_FINER))
    return int((draw_all(kind, style, near) != bits).sum(axis=(1, 2)).min())


@lru_cache(maxsize=2)
def _templates(kind: str, style: str) -> tuple[NDArray[np.float64], NDArray[np.float32]]:
    """Poses close to the middle column, at every height, and the pixels of each in a row.

    A shape further to the side is one of these, moved by whole pixels; further up it is not,
    because stripes stay where they are on the grid.
    """
    size, stretch, x, y = np.meshgrid(
        np.arange(SIZES[0], SIZES[1] + 0.1, 0.5),
        np.linspace(-STRETCH, STRETCH, 9),
        (_MIDDLE, _MIDDLE + 0.5),
        np.arange(_MIDDLE - WANDER, _MIDDLE + WANDER + 0.1, 0.5),
    )
    poses = np.stack((x, y, size * (1 + stretch), size * (1 - stretch)), axis=-1).reshape(-1, 4)
    drawn = draw_all(kind, style, poses)
    return poses, drawn.reshape(len(drawn), -1).astype(np.float32)
