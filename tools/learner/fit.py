"""The member of the generator's family that is most like a drawing."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from unerase.arrays import Bits
from unerase.presets import SIDE
from unerase.shapes import draw_all, every_pose
from unerase.shapes.poses import SIZES, WANDER

CLEAN = 16
"""A drawing is clean when it is within so many pixels of a member of its family."""

_MIDDLE = SIDE / 2
_SHIFTS = range(-WANDER - 1, WANDER + 2)
_ROUNDS, _TRIES = 3, 300
_FIRST = np.array([0.3, 0.3, 0.5, 0.5])  # pixels by which the first round tries others


def misfits(drawings: Bits, kind: str, style: str) -> NDArray[np.int64]:
    """In how many pixels each drawing (count, 32, 32) differs from the member that fits best.

    The family is the kind in the style at any centre, width and height, between whole pixels too.
    Those of random poses are tried, then a grid of others, then more at random around the best:
    what is found is an upper bound, and fixed by a seed.
    """
    return np.array([_misfit(bits, kind, style) for bits in drawings])


def _misfit(bits: Bits, kind: str, style: str) -> int:
    poses, templates = _templates(kind, style)
    moved = np.stack([np.roll(bits, -right, axis=1) for right in _SHIFTS])
    flat = moved.reshape(len(moved), -1).astype(np.float32)
    off = flat.sum(axis=1, keepdims=True) + templates.sum(axis=1) - 2 * (flat @ templates.T)
    shift, template = np.unravel_index(int(off.argmin()), off.shape)
    best, least = poses[template] + [_SHIFTS[int(shift)], 0, 0, 0], SIDE * SIDE
    source = np.random.default_rng(0)
    for turn in range(_ROUNDS):
        near = best + source.normal(0, 1, (_TRIES, 4)) * _FIRST * 0.6**turn
        near[0] = best
        found = (draw_all(kind, style, near) != bits).sum(axis=(1, 2))
        least, best = min(least, int(found.min())), near[found.argmin()]
    return least


@lru_cache(maxsize=1)
def _templates(kind: str, style: str) -> tuple[NDArray[np.float64], NDArray[np.float32]]:
    """Poses close to the middle column, at every height, and the pixels of each in a row.

    A shape further to the side is one of these, moved by whole pixels; further up it is not,
    because stripes stay where they are on the grid.
    """
    size, stretch, x, y = np.meshgrid(
        np.arange(SIZES[0] - 1, SIZES[-1] + 1.5),
        np.linspace(-0.1, 0.1, 5),
        (_MIDDLE, _MIDDLE + 0.5),
        np.arange(_MIDDLE - WANDER - 0.5, _MIDDLE + WANDER + 0.6, 0.5),
    )
    poses = np.stack((x, y, size * (1 + stretch), size * (1 - stretch)), axis=-1).reshape(-1, 4)
    known = every_pose()
    poses = np.concatenate((poses, known[known[:, 0] == _MIDDLE]))
    drawn = draw_all(kind, style, poses)
    return poses, drawn.reshape(len(drawn), -1).astype(np.float32)
