"""Charts: the model, the margins, and from values to px and back."""

from __future__ import annotations

import itertools
import math
import random

import numpy as np
import pytest

from page.widgets.charts.chart import Axis, Chart, Series
from page.widgets.charts.layout import Layout, layout, pushed_apart

X = Axis("timestep", 0, 20, [(0, "0"), (10, "10"), (20, "20")])
Y = Axis("power", -1, 1, [(-1, "−1"), (1, "1")])


def chart(*series: Series) -> Chart:
    return Chart("A chart", X, Y, series)


def line(label: str, *ys: float) -> Series:
    return Series("linear", label, list(np.linspace(0, 20, len(ys))), ys)


def test_known_values_are_at_known_places() -> None:
    place = Layout(X, Y, 300, 200, left=40, top=10, right=240, bottom=110, ends=False)
    assert [place.x_to_px(x) for x in (0, 5, 20)] == [40, 90, 240]
    assert [place.y_to_px(y) for y in (-1, 0, 1)] == [110, 60, 10]
    assert [place.px_to_x(px) for px in (40, 90, 240)] == [0, 5, 20]
    assert [place.px_to_y(px) for px in (110, 60, 10)] == [-1, 0, 1]
    assert (place.px_to_y(-500), place.px_to_y(1e9)) == (1, -1)
    assert (place.px_to_x(-500), place.px_to_x(39.9), place.px_to_x(1e9)) == (0, 0, 20)


def test_on_a_logarithmic_axis_equal_ratios_take_equal_room() -> None:
    axis = Axis("factor", 0.01, 100, [], log=True)
    shares = [axis.share(value) for value in (0.01, 0.1, 1, 10, 100, 1000)]
    assert shares == pytest.approx([0, 0.25, 0.5, 0.75, 1, 1.25])
    assert axis.share(0) == axis.share(-1) < -1000


@pytest.mark.parametrize("width", [200.0, 340.0, 700.0, 1071.5])
def test_from_x_to_px_and_back(width: float) -> None:
    dice = random.Random(3)
    for low, high in ((0, 20), (-0.5, 20.5), (0, 1000), (-3e-5, 2e-5)):
        axis = Axis("x", low, high, [])
        place = layout(Chart("A chart", axis, Y, ()), width, 260)
        for _ in range(200):
            x = dice.uniform(low, high)
            assert math.isclose(place.px_to_x(place.x_to_px(x)), x, abs_tol=1e-9 * (high - low))


@pytest.mark.parametrize("size", [(340, 260), (700, 260), (1000, 400), (30, 20)])
def test_the_plot_lies_within_the_chart(size: tuple[int, int]) -> None:
    width, height = size
    place = layout(chart(line("linear", 1, 0)), width, height)
    assert 0 < place.left < place.right
    assert 0 < place.top < place.bottom
    if width > 100:
        assert place.right < width
        assert place.bottom < height


def test_names_stand_at_the_ends_of_lines_that_end_apart() -> None:
    assert layout(chart(line("a", 0, 0.9), line("b", 0, -0.9)), 700, 260).ends
    assert not layout(chart(line("a", 1, 0.0), line("b", -1, 0.0)), 700, 260).ends
    assert not layout(chart(line("a", 0, math.nan), line("b", 0, 1)), 700, 260).ends
    assert not layout(chart(line("a", 0, 5.0)), 700, 260).ends  # ends outside the axis
    assert not layout(chart(line("a rather long name for a line", 0, 1)), 340, 260).ends
    assert not layout(chart(), 340, 260).ends


def test_pushing_apart_worked_by_hand() -> None:
    assert pushed_apart([10, 50], 17, 0, 100) == [10, 50]
    assert pushed_apart([50, 50], 10, 0, 100) == [45, 55]
    assert pushed_apart([55, 50, 45], 10, 0, 100) == [60, 50, 40]
    assert pushed_apart([0, 0, 0], 10, 0, 100) == [0, 10, 20]
    assert pushed_apart([100, 100], 10, 0, 100) == [90, 100]
    assert pushed_apart([], 10, 0, 100) == []


def test_pushing_apart_keeps_the_order_the_distance_and_the_room() -> None:
    dice = random.Random(5)
    for _ in range(500):
        wanted = [dice.uniform(-5, 205) for _ in range(dice.randint(1, 8))]
        placed = pushed_apart(wanted, 17, 0, 200)
        order = sorted(range(len(wanted)), key=lambda i: wanted[i])
        found = [placed[i] for i in order]
        assert found == sorted(found)
        assert all(b - a > 17 - 1e-9 for a, b in itertools.pairwise(found))
        assert found[0] >= -1e-9
        assert found[-1] <= 200 + 1e-9


def test_equal_charts_are_equal_whatever_the_numbers_were_in() -> None:
    ys = [1.0, math.nan, math.inf]
    a = chart(Series("linear", "a", [0, 1, 2], ys))
    b = chart(Series("linear", "a", np.arange(3).tolist(), np.array(ys).tolist()))
    assert a == b
    assert a != chart(Series("linear", "a", [0, 1, 2], [1.0, math.nan, -math.inf]))


def test_the_chart_in_words() -> None:
    assert Chart("A", X, Y, (), summary="It falls.").spoken == "A. It falls."
    assert Chart("A", X, Y, ()).spoken == "A."
