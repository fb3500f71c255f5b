"""Where a shape stands on the drawing grid, and how large: the whole of a shape's freedom."""

from __future__ import annotations

from functools import cache
from itertools import product

import numpy as np

from unerase import checks
from unerase._pcg64 import PCG64
from unerase.arrays import Floats
from unerase.noise import MAX_SEED
from unerase.presets import SIDE

SIZES = (20, 22, 24, 26, 28)
"""The widths and the heights of random poses, in pixels: even, so that edges lie on pixels."""

STRETCH = 4
"""By how many pixels the width and the height of a random pose differ at most."""

WANDER = 3
"""How far from the middle of the grid a random pose may be, either way, in pixels."""

_MARGIN = 1  # paper that stays around a shape


@cache
def every_pose() -> Floats:
    """Every pose that `random_poses` picks from, shape (count, 4), rows (x, y, width, height).

    Centres are corners of pixels, widths and heights are of `SIZES`. In whole pixels no two poses
    are almost alike, so that it can be told which of them a picture is meant to have.
    """
    poses = []
    for width, height in product(SIZES, SIZES):
        if abs(width - height) <= STRETCH:
            across, down = (
                min(WANDER, SIDE // 2 - _MARGIN - size // 2) for size in (width, height)
            )
            centres = product(range(-across, across + 1), range(-down, down + 1))
            poses += [(SIDE // 2 + x, SIDE // 2 + y, width, height) for x, y in centres]
    rows = np.array(poses, dtype=np.float64)
    rows.setflags(write=False)
    return rows


def random_poses(count: int, seed: int, stream: int = 0) -> Floats:
    """`count` of the rows of `every_pose`, each as likely as any other, shape (count, 4).

    count is 0 … a million. The same seed and stream (each 0 … 2**32 - 1) give the same poses on
    every machine: they follow from the raw output of PCG64.
    """
    count = checks.integer("count", count, 0, 1_000_000)
    seed = checks.integer("seed", seed, 0, MAX_SEED)
    stream = checks.integer("stream", stream, 0, MAX_SEED)
    poses = every_pose()
    places = (PCG64([seed, stream]).uniform(count) * len(poses)).astype(np.int64)
    picked: Floats = poses[places]
    return picked
