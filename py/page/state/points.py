"""Points as bytes, for the link: three bytes a point, 12 bits a coordinate."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from unerase.clouds import MAX_POINTS, cloud, cloud_names

STEPS_PER_UNIT = 640
CENTRE = 2048
SIDE = 2 * CENTRE
"""The plane is SIDE steps wide and high, its middle the origin."""
HALF = CENTRE / STEPS_PER_UNIT
"""The largest coordinate, in the engine's units."""
BYTES_PER_POINT = 3


def pack(points: NDArray[np.float32]) -> bytes:
    """Points, shape (n, 2), each to the nearest step, those outside the plane to its edge."""
    steps = np.rint(np.asarray(points, dtype=np.float64).reshape(-1, 2) * STEPS_PER_UNIT) + CENTRE
    x, y = np.clip(steps, 0, SIDE - 1).astype(np.uint16).T
    packed = np.column_stack((x >> 4, (x & 15) << 4 | y >> 8, y & 255))
    return packed.astype(np.uint8).tobytes()


def unpack(packed: bytes) -> NDArray[np.float32]:
    """The points that `pack` made bytes of, float32 of shape (n, 2)."""
    first, middle, last = (
        np.frombuffer(packed, dtype=np.uint8).reshape(-1, BYTES_PER_POINT).astype(np.int32).T
    )
    steps = np.column_stack((first << 4 | middle >> 4, (middle & 15) << 8 | last))
    return ((steps - CENTRE) / STEPS_PER_UNIT).astype(np.float32)


def count(packed: bytes) -> int:
    """How many points these bytes hold."""
    return len(packed) // BYTES_PER_POINT


def fits(packed: bytes) -> bool:
    """Whether these bytes are points, and no more than a figure takes."""
    return len(packed) % BYTES_PER_POINT == 0 and count(packed) <= MAX_POINTS


DEFAULT_POINTS = pack(cloud(cloud_names()[0]))
"""The first ready-made cloud."""
