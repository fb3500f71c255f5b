"""How much of a drawing is copied: against a search square by square, and what must hold."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from unerase import NoiseSource, preset
from unerase.copies import copied_share, largest_copy
from unerase.pixels import to_bits
from unerase.shelves import READY

Bits = NDArray[np.bool_]


def occurs(square: Bits, source: Bits) -> bool:
    """By comparing it with every place of the source."""
    side = len(square)
    places = np.ndindex(source.shape[0] - side + 1, source.shape[1] - side + 1)
    return any(np.array_equal(square, source[i : i + side, j : j + side]) for i, j in places)


def share_by_search(drawing: Bits, source: Bits, side: int) -> float:
    places = list(np.ndindex(drawing.shape[0] - side + 1, drawing.shape[1] - side + 1))
    found = [occurs(drawing[i : i + side, j : j + side], source) for i, j in places]
    return sum(found) / len(found)


def chance(seed: int, *shape: int) -> Bits:
    return to_bits(NoiseSource(seed).normal(shape))


@pytest.mark.parametrize("side", [1, 2, 3, 4, 5, 8])
def test_the_share_is_that_of_a_search(side: int) -> None:
    source, drawing = chance(1, 12, 9), chance(2, 8, 11)
    drawing[2:7, 3:9] = source[5:10, 1:7]
    assert copied_share(drawing, source, side) == share_by_search(drawing, source, side)


def test_sizes_that_fill_a_byte_or_not_are_told_apart() -> None:
    """Only the last cell of a square differs, in whichever bit of its last byte that is."""
    for side in range(1, 9):
        source = np.zeros((side, side), dtype=np.bool_)
        drawing = source.copy()
        drawing[-1, -1] = True
        assert copied_share(source, source, side) == 1
        assert copied_share(drawing, source, side) == 0
        assert largest_copy(drawing, source) == side - 1


def test_the_largest_copy_is_the_one_that_was_put_there() -> None:
    source, drawing = chance(3, 32, 32), chance(4, 32, 32)
    assert largest_copy(drawing, source) < 6
    drawing[7:20, 11:24] = source[19:32, 0:13]
    assert largest_copy(drawing, source) == 13
    larger = drawing[6:20, 10:24], drawing[6:20, 11:25], drawing[7:21, 10:24], drawing[7:21, 11:25]
    assert not any(occurs(square, source) for square in larger)


def test_a_drawing_is_a_copy_of_itself_and_a_moved_one_nearly() -> None:
    for sketch in READY["patterns"].make():
        assert copied_share(sketch.bits, sketch.bits, 5) == 1
        assert largest_copy(sketch.bits, sketch.bits) == 32
        assert largest_copy(np.roll(sketch.bits, 3, axis=1), sketch.bits) >= 29
    heart = preset("heart")
    assert largest_copy(~heart, heart) < 32 == largest_copy(heart, heart)


def test_paper_and_ink_share_nothing() -> None:
    paper = np.zeros((5, 7), dtype=np.bool_)
    assert copied_share(paper, ~paper, 1) == 0
    assert largest_copy(paper, ~paper) == 0


@pytest.mark.parametrize("side", [0, 5, 2.0])
def test_no_such_side(side: float) -> None:
    with pytest.raises(ValueError, match="side was"):
        copied_share(chance(1, 4, 8), chance(1, 6, 5), side)  # type: ignore[arg-type]


def test_no_such_sheet() -> None:
    sheet = chance(1, 4, 4)
    for bad in (chance(1, 4), chance(1, 2, 4, 4), np.zeros((0, 4), dtype=np.bool_)):
        with pytest.raises(ValueError, match="source had shape"):
            copied_share(sheet, bad, 1)
        with pytest.raises(ValueError, match="drawing had shape"):
            largest_copy(bad, sheet)
    with pytest.raises(ValueError, match="drawing held float32"):
        largest_copy(NoiseSource(1).normal((4, 4)), sheet)  # type: ignore[arg-type]
