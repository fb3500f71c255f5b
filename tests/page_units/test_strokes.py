"""Strokes: lines without gaps, and the cell under a point, and which of them are on the grid."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from page.widgets.strokes import Cell, cell_at, line, within


def pairs_of_cells() -> list[tuple[Cell, Cell]]:
    dice = random.Random(7)

    def cell() -> Cell:
        return dice.randrange(32), dice.randrange(32)

    small = [((5, 5), (5 + r, 5 + c)) for r in range(-5, 6) for c in range(-5, 6)]
    return small + [(cell(), cell()) for _ in range(1000)]


@pytest.mark.parametrize(
    ("start", "end", "cells"),
    [
        ((2, 3), (2, 6), [(2, 3), (2, 4), (2, 5), (2, 6)]),
        ((6, 3), (3, 3), [(6, 3), (5, 3), (4, 3), (3, 3)]),
        ((0, 0), (3, 3), [(0, 0), (1, 1), (2, 2), (3, 3)]),
        ((3, 0), (0, 3), [(3, 0), (2, 1), (1, 2), (0, 3)]),
        ((0, 0), (1, 3), [(0, 0), (0, 1), (1, 2), (1, 3)]),
        ((0, 0), (4, 1), [(0, 0), (1, 0), (2, 0), (3, 1), (4, 1)]),  # half way: to even
    ],
)
def test_lines_worked_by_hand(start: Cell, end: Cell, cells: list[Cell]) -> None:
    assert list(line(start, end)) == cells


def test_a_point_is_a_line_too() -> None:
    assert set(line((4, 7), (4, 7))) == {(4, 7)}


def test_both_ends_are_there_and_nothing_is_missing_between() -> None:
    for start, end in pairs_of_cells():
        cells = list(line(start, end))
        assert (cells[0], cells[-1]) == (start, end)
        for (r0, c0), (r1, c1) in pairwise(cells):
            assert max(abs(r1 - r0), abs(c1 - c0)) <= 1


def test_no_cell_too_many_and_none_off_the_way() -> None:
    for start, end in pairs_of_cells():
        cells = set(line(start, end))
        rows, columns = end[0] - start[0], end[1] - start[1]
        assert len(cells) == max(abs(rows), abs(columns)) + 1
        for r, c in cells:
            assert min(start[0], end[0]) <= r <= max(start[0], end[0])
            assert min(start[1], end[1]) <= c <= max(start[1], end[1])
            # Distance along the short axis is |cross product| / long axis: half a cell at most.
            cross = abs((r - start[0]) * columns - (c - start[1]) * rows)
            assert 2 * cross <= max(abs(rows), abs(columns))


def test_it_is_the_same_in_all_eight_directions() -> None:
    for start, end in pairs_of_cells():
        cells = list(line(start, end))
        upside_down = list(line((-start[0], start[1]), (-end[0], end[1])))
        turned = list(line(start[::-1], end[::-1]))
        assert upside_down == [(-r, c) for r, c in cells]
        assert turned == [(c, r) for r, c in cells]


def test_the_way_back_reaches_as_far() -> None:
    for start, end in pairs_of_cells():
        there, back = list(line(start, end)), list(line(end, start))
        assert len(there) == len(back)
        for (r0, c0), (r1, c1) in zip(there, reversed(back), strict=True):
            assert abs(r0 - r1) + abs(c0 - c1) <= 1  # exactly half way may fall either way


@pytest.mark.parametrize(
    ("x", "y", "cell"),
    [
        (0.0, 0.0, (0, 0)),
        (0.999, 0.0, (0, 31)),
        (0.0, 0.999, (31, 0)),
        (0.5, 0.25, (8, 16)),
        (1.0, 1.0, (32, 32)),  # the far edges belong to the next cell, which is outside
        (-0.01, 0.5, (16, -1)),  # down, not towards 0
        (0.5, -7.0, (-224, 16)),
        (1.01, 99.0, (3168, 32)),
        (-1e-9, -1e-9, (-1, -1)),
        (0.03124, 0.03126, (1, 0)),  # a cell is 0.03125 wide
    ],
)
def test_cells_under_points(x: float, y: float, cell: Cell) -> None:
    assert cell_at(x, y, 32) == cell


def test_every_cell_is_under_its_own_centre_and_corners() -> None:
    side = 28  # 1/28 is no binary fraction
    inside = [1e-6, 0.5, 1 - 1e-6]
    for row in range(side):
        for column in range(side):
            for dy in inside:
                for dx in inside:
                    assert cell_at((column + dx) / side, (row + dy) / side, side) == (row, column)


def test_cells_are_as_wide_outside_the_grid_as_inside() -> None:
    for k in range(-100, 100):
        assert cell_at((k + 0.5) / 32, 0.5, 32) == (16, k)
        assert cell_at(0.5, (k + 0.5) / 32, 32) == (k, 16)


def test_a_point_is_on_the_grid_when_its_cell_is() -> None:
    dice = random.Random(8)
    for _ in range(2000):
        x, y = dice.uniform(-1, 2), dice.uniform(-1, 2)
        inside = 0 <= x < 1 and 0 <= y < 1
        assert bool(within([cell_at(x, y, 28)], 28)) == inside


def test_within_worked_by_hand() -> None:
    corners = [(0, 0), (0, 31), (31, 0), (31, 31)]
    beyond = [(-1, 0), (0, -1), (32, 0), (0, 32), (-1, -1), (32, 32), (-224, 3168)]
    assert within([*beyond, *corners, *beyond], 32) == corners
    assert within(beyond, 32) == within([], 32) == []
    assert within([(0, 0), (0, 1), (1, 0)], 1) == [(0, 0)]


def test_within_keeps_the_order_and_what_comes_twice() -> None:
    cells = [(5, 5), (40, 5), (3, 3), (5, 5), (5, -1), (3, 3)]
    assert within(iter(cells), 32) == [(5, 5), (3, 3), (5, 5), (3, 3)]


def test_a_stroke_that_leaves_and_returns_marks_nothing_at_the_edge() -> None:
    out = within(line((10, 30), (10, 40)), 32)
    back = within(line((10, 40), (20, 40)), 32)
    home = within(line((20, 40), (20, 30)), 32)
    assert (out, back, home) == ([(10, 30), (10, 31)], [], [(20, 31), (20, 30)])


def test_a_stroke_that_only_crosses_the_grid_marks_its_way_across() -> None:
    assert within(line((-5, -5), (40, 40)), 32) == [(i, i) for i in range(32)]
