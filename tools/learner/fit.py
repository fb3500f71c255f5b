"""The member of the generator's family that is most like a drawing."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from unerase.raster import Bits
from unerase.shapes import draw_all, every_pose

CLEAN = 16
"""A drawing is clean when it is within so many pixels of a member of its family."""


def misfits(drawings: Bits, kind: str, style: str) -> NDArray[np.int64]:
    """In how many pixels each drawing (count, 32, 32) differs from the member that fits best.

    The family is every pose of the kind in the style, and all of them are tried.
    """
    off = (drawings[:, np.newaxis] != _family(kind, style)).sum(axis=(2, 3))
    return np.asarray(off.min(axis=1))


@lru_cache(maxsize=1)
def _family(kind: str, style: str) -> Bits:
    return draw_all(kind, style, every_pose())
