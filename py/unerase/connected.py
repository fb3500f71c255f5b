"""Whether a drawing hangs together: its pieces of ink, and how much of it is no speck."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from unerase import checks

SPECK = 8
"""A piece of fewer pixels is a speck."""


def pieces(bits: NDArray[np.bool_]) -> tuple[int, ...]:
    """The sizes in pixels of the connected pieces of ink, largest first; () without any ink.

    Pixels that touch along a side or at a corner hang together (8-connectivity, Rosenfeld 1970).
    `bits` has shape (height, width); raises ValueError for anything else.
    """
    bits = checks.bits("bits", bits)
    if bits.ndim != 2:
        raise ValueError(f"bits had shape {bits.shape}; it must be (height, width)")
    left = set(zip(*(places.tolist() for places in np.nonzero(bits)), strict=True))
    sizes = []
    while left:
        frontier, size = [left.pop()], 0
        while frontier:
            row, column = frontier.pop()
            size += 1
            around = {(row + i, column + j) for i in (-1, 0, 1) for j in (-1, 0, 1)} & left
            left -= around
            frontier.extend(around)
        sizes.append(size)
    return tuple(sorted(sizes, reverse=True))


def connected(bits: NDArray[np.bool_], least: int = SPECK) -> float:
    """The share of the ink that is in pieces of at least `least` pixels, 0 … 1; 0 without any ink.

    `bits` has shape (height, width); raises ValueError for anything else and for least < 1.
    """
    least = checks.integer("least", least, 1, 2**31)
    sizes = pieces(bits)
    return sum(size for size in sizes if size >= least) / max(sum(sizes), 1)
