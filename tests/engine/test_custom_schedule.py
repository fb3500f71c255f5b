"""A schedule of one's own: through its points, never rising, whatever is drawn."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unerase import custom
from unerase.schedules.custom import monotone

LINE = [(0.0, 8.0), (1.0, -8.0)]


def test_two_points_are_a_straight_line_of_log_snr() -> None:
    alpha_bar = custom(LINE, 8).alpha_bar
    assert alpha_bar[0] == 1.0
    expected = [1 / (1 + math.exp(-(8 - 2 * t))) for t in range(1, 9)]
    np.testing.assert_allclose(alpha_bar[1:], expected, rtol=1e-12)


def test_the_curve_runs_through_its_points() -> None:
    points = [(0.0, 9.0), (0.25, 4.0), (0.5, 3.5), (0.75, -6.0), (1.0, -6.0)]
    alpha_bar = custom(points, 4).alpha_bar
    log_snr = np.log(alpha_bar[1:] / (1 - alpha_bar[1:]))
    np.testing.assert_allclose(log_snr, [y for _, y in points[1:]], rtol=1e-12)


def test_slopes_by_hand() -> None:
    # Two pieces of width 1, falling by 1 and by 3: the harmonic mean of -1 and -3 is -1.5.
    x, y = np.array([0.0, 1.0, 2.0]), np.array([0.0, -1.0, -4.0])
    step = 1e-6
    rise = np.diff(monotone(x, y, np.array([1 - step, 1.0, 1 + step]))) / step
    np.testing.assert_allclose(rise, [-1.5, -1.5], atol=1e-4)
    # At a turn, and beside a level piece, the slope is 0.
    level = monotone(x, np.array([0.0, 0.0, -1.0]), np.array([0.2, 0.9, 1.0]))
    assert level.tolist() == [0.0, 0.0, 0.0]


def test_a_parabola_through_equal_strides() -> None:
    # Widths 1 and 3: weights 2·3 + 1 and 3 + 2·1, over the slopes -1 and -2.
    x, y = np.array([0.0, 1.0, 4.0]), np.array([0.0, -1.0, -7.0])
    expected = -12 / (7 / 1 + 5 / 2)
    rise = (monotone(x, y, np.array([1 + 1e-7])) - -1.0) / 1e-7
    assert rise[0] == pytest.approx(expected, abs=1e-4)


@given(
    inner=st.lists(st.floats(0.01, 0.99), unique=True, max_size=10).map(sorted),
    falling=st.lists(st.floats(-20, 20), min_size=12, max_size=12),
    steps=st.integers(1, 1000),
)
def test_any_falling_points_give_a_schedule(
    inner: list[float], falling: list[float], steps: int
) -> None:
    u = [0.0, *inner, 1.0]
    made = custom(list(zip(u, sorted(falling, reverse=True), strict=False)), steps)
    assert made.steps == steps
    assert 0 < made.at(steps) < 1


@pytest.mark.parametrize(
    ("points", "named"),
    [
        ([], "points"),
        ([(0.0, 1.0)], "at least two rows"),
        ([(0.0, 1.0, 2.0), (1.0, 0.0, 0.0)], "at least two rows"),
        ("0,1", "points was a str"),
        ([(0.0, math.nan), (1.0, 0.0)], "NaN or infinite"),
        ([(0.0, 1.0), (1.0, -math.inf)], "NaN or infinite"),
        ([(0.1, 1.0), (1.0, 0.0)], "must rise from 0 to 1"),
        ([(0.0, 1.0), (0.9, 0.0)], "must rise from 0 to 1"),
        ([(0.0, 1.0), (0.5, 0.5), (0.5, 0.2), (1.0, 0.0)], "must rise from 0 to 1"),
        ([(0.0, 1.0), (0.5, 2.0), (1.0, 0.0)], "rose from 1.0 to 2.0"),
        ([(0.0, 30.0), (1.0, 0.0)], "reached 30.0"),
    ],
)
def test_what_is_no_falling_curve_is_refused(points: Any, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        custom(points)


@pytest.mark.parametrize("steps", [0, 1001, 2.5])
def test_steps_out_of_range(steps: Any) -> None:
    with pytest.raises(ValueError, match="steps was"):
        custom(LINE, steps)
