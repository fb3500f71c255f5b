"""Charts: what is drawn of a series, in px."""

from __future__ import annotations

import math
import random

import pytest

from page.widgets.charts.chart import Axis, Series
from page.widgets.charts.layout import Layout
from page.widgets.charts.paths import path_data, pieces

# 10 px for each unit of x and of y, y from the bottom.
PLACE = Layout(
    Axis("x", 0, 10, []),
    Axis("y", 0, 10, []),
    width=120,
    height=120,
    left=0,
    top=0,
    right=100,
    bottom=100,
    ends=False,
)


def series(*points: tuple[float, float]) -> Series:
    return Series("a", "a", [x for x, _ in points], [y for _, y in points])


def test_a_line_worked_by_hand() -> None:
    found = pieces(series((0, 0), (5, 10), (10, 5)), PLACE)
    assert found == [[(0, 100), (50, 0), (100, 50)]]
    assert path_data(found[0]) == "M0.0,100.0L50.0,0.0L100.0,50.0"


@pytest.mark.parametrize("hole", [math.nan, math.inf, -math.inf])
def test_what_is_not_finite_leaves_a_gap(hole: float) -> None:
    assert pieces(series((0, 0), (1, 0), (2, hole), (3, 0), (4, 0)), PLACE) == [
        [(0, 100), (10, 100)],
        [(30, 100), (40, 100)],
    ]
    assert pieces(series((0, hole), (1, hole)), PLACE) == []


def test_a_lone_point_is_kept_if_it_can_be_seen() -> None:
    assert pieces(series((0, math.nan), (5, 5), (6, math.nan)), PLACE) == [[(50, 50)]]
    assert pieces(series((5, 11)), PLACE) == []
    assert pieces(series((11, 5)), PLACE) == []


def test_a_line_is_cut_at_the_edges() -> None:
    # Up through the top at x = 2.5, back through it at x = 7.5.
    above = pieces(series((0, 5), (5, 15), (10, 5)), PLACE)
    assert above == [[(0, 50), (25, 0)], [(75, 0), (100, 50)]]
    # Right across, both ends outside.
    assert pieces(series((-5, 5), (15, 5)), PLACE) == [[(0, 50), (100, 50)]]
    # Past it.
    assert pieces(series((0, 11), (10, 12)), PLACE) == []
    assert pieces(series((-2, 9), (1, 12)), PLACE) == []


def test_nothing_is_ever_drawn_outside() -> None:
    dice = random.Random(1)
    for _ in range(300):
        points = [(x, dice.choice([-1e300, 1e9, -3, 4, 12.5, math.nan])) for x in range(-3, 14)]
        for piece in pieces(series(*points), PLACE):
            for x, y in piece:
                assert -1e-6 <= x <= 100 + 1e-6
                assert -1e-6 <= y <= 100 + 1e-6
