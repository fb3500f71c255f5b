"""From pointer positions to grid cells."""

from __future__ import annotations

from collections.abc import Iterator

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

    Points outside the grid belong to the nearest cell at its edge.
    """

    def index(share: float) -> int:
        return min(side - 1, max(0, int(share * side)))

    return index(y), index(x)
