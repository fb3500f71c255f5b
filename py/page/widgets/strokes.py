"""From pointer positions to grid cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import floor

Cell = tuple[int, int]
"""(row, column)."""


def line(start: Cell, end: Cell) -> Iterator[Cell]:
    """Every cell on the straight way from start to end, both included, without gaps.

    Consecutive cells touch at a side or a corner.
    """
    rows, columns = end[0] - start[0], end[1] - start[1]
    count = max(abs(rows), abs(columns))
    yield start
    for i in range(1, count + 1):
        yield start[0] + round(rows * i / count), start[1] + round(columns * i / count)


def cell_at(x: float, y: float, side: int) -> Cell:
    """The cell under a point given in shares of the grid's width and height.

    A point outside the grid is in a cell outside it: negative, or `side` and beyond.
    """
    return floor(y * side), floor(x * side)


def within(cells: Iterable[Cell], side: int) -> list[Cell]:
    """The cells that are on the grid."""
    return [(row, column) for row, column in cells if 0 <= row < side and 0 <= column < side]
