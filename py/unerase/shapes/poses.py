"""Where a shape stands on the drawing grid, and how large: the whole of a shape's freedom."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from unerase import checks
from unerase.noise import MAX_SEED
from unerase.presets import SIDE

SIZES = (21.0, 27.0)
"""The mean of width and height of a random pose, in pixels."""

STRETCH = 0.1
"""By which share of that mean a random pose is at most wider, or higher."""

WANDER = 3.0
"""How far from the middle of the grid a random pose may be, in pixels."""

_MARGIN = 0.5  # paper that stays around a shape
_LEAST, _MOST = 4, 2 * SIDE


@dataclass(frozen=True)
class Pose:
    """The centre (x to the right, y down), width and height of a shape, in pixels.

    The corner of the grid is (0, 0). Raises ValueError unless the centre is on the grid and width
    and height are 4 … 64.
    """

    x: float
    y: float
    width: float
    height: float

    def __post_init__(self) -> None:
        for name in ("x", "y"):
            object.__setattr__(self, name, checks.number(name, getattr(self, name), 0, SIDE))
        for name in ("width", "height"):
            value = checks.number(name, getattr(self, name), _LEAST, _MOST)
            object.__setattr__(self, name, value)

    @property
    def row(self) -> NDArray[np.float64]:
        """The pose as the array (x, y, width, height)."""
        return np.array([self.x, self.y, self.width, self.height])


def random_poses(count: int, seed: int, stream: int = 0) -> NDArray[np.float64]:
    """`count` random poses, shape (count, 4), each row (x, y, width, height) in pixels.

    Sizes and stretches are uniform. Centres are uniform over the corners, sides and middles of
    pixels, where a symmetric shape gets symmetric pixels, as far as the shape stays on the grid.
    The same seed and stream (each 0 … 2**32 - 1) give the same poses on every machine: raw output
    of PCG64, and nothing but IEEE arithmetic after it. Raises ValueError for other counts (0 … a
    million) and seeds.
    """
    count = checks.integer("count", count, 0, 1_000_000)
    entropy = [
        checks.integer("seed", seed, 0, MAX_SEED),
        checks.integer("stream", stream, 0, MAX_SEED),
    ]
    raw = np.random.PCG64(np.random.SeedSequence(entropy)).random_raw(4 * count)
    uniform = ((raw >> np.uint64(11)) * 2.0**-53).reshape(count, 4)
    size = SIZES[0] + (SIZES[1] - SIZES[0]) * uniform[:, 2]
    stretch = STRETCH * (2.0 * uniform[:, 3] - 1.0)
    poses = np.empty((count, 4))
    poses[:, 2], poses[:, 3] = size * (1.0 + stretch), size * (1.0 - stretch)
    room = np.minimum(WANDER, SIDE / 2 - _MARGIN - poses[:, 2:] / 2)
    halves = np.floor(2.0 * room)  # steps of half a pixel, to either side
    poses[:, :2] = SIDE / 2 + 0.5 * (np.floor(uniform[:, :2] * (2.0 * halves + 1.0)) - halves)
    return poses
