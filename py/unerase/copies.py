"""How much of one drawing occurs in another, square by square, wherever it stands there."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from unerase import checks
from unerase.arrays import Bits


def copied_share(drawing: Bits, source: Bits, side: int) -> float:
    """The share of the side × side squares of a drawing that occur in the source, 0 … 1.

    A square counts wherever in the source it stands, as it is: not turned, not mirrored. Both are
    bits of any height and width; side is 1 … the shortest of both. 1 for the source itself.
    """
    drawing, source = _sheet("drawing", drawing), _sheet("source", source)
    side = checks.integer("side", side, 1, min(*drawing.shape, *source.shape))
    known, squares = set(_squares(source, side)), _squares(drawing, side)
    return sum(square in known for square in squares) / len(squares)


def largest_copy(drawing: Bits, source: Bits) -> int:
    """The side of the largest square of a drawing that occurs in the source; 0 when none does."""
    drawing, source = _sheet("drawing", drawing), _sheet("source", source)
    found, too_large = 0, min(*drawing.shape, *source.shape) + 1
    # The squares inside a copy are copies too, so the sides that occur end at one point.
    while too_large - found > 1:
        side = (found + too_large) // 2
        if set(_squares(source, side)).isdisjoint(_squares(drawing, side)):
            too_large = side
        else:
            found = side
    return found


def _sheet(name: str, bits: Bits) -> Bits:
    bits = checks.bits(name, bits)
    if bits.ndim != 2 or bits.size == 0:
        raise ValueError(f"{name} had shape {bits.shape}; it must be (height, width), not empty")
    return bits


def _squares(bits: Bits, side: int) -> list[bytes]:
    """All squares of that side, each as its packed bits."""
    squares = sliding_window_view(bits, (side, side)).reshape(-1, side * side)
    packed = np.packbits(squares, axis=1)
    data, size = packed.tobytes(), packed.shape[1]
    return [data[start : start + size] for start in range(0, len(data), size)]
