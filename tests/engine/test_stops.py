"""Quadratic stops: where they lie, and what they are for."""

from __future__ import annotations

import numpy as np
import pytest

from unerase import NoiseSource, PosteriorMean, Schedule, ddim, linear
from unerase.clouds import cloud
from unerase.scatter import nearest_distance
from unerase.schedules import SCHEDULES
from unerase.stops import quadratic

# A schedule whose alpha_bar says which fine step it is.
COUNTING = Schedule("counting", np.arange(1000, -1, -1) / 1000)


def stops(steps: int) -> list[int]:
    return [round(1000 - 1000 * left) for left in quadratic(COUNTING, steps).alpha_bar.tolist()]


def test_by_hand() -> None:
    assert stops(1) == [0, 1000]
    assert stops(5) == [0, 40, 160, 360, 640, 1000]
    assert stops(1000) == list(range(1001))


@pytest.mark.parametrize("steps", [2, 7, 60, 200, 999])
def test_stops_are_distinct_and_end_at_the_end(steps: int) -> None:
    found = stops(steps)
    assert found[0] == 0
    assert found[-1] == 1000
    assert (np.diff(found) >= 1).all()
    assert (np.diff(found, 2) >= -1).all()  # ever wider, but for rounding


def test_the_name_stays() -> None:
    assert quadratic(SCHEDULES["cosine"](1000), 60).name == "cosine"


def test_it_lets_a_walk_land_where_even_stops_blur() -> None:
    points = cloud("two-moons")
    ends = []
    for schedule in (linear(60), quadratic(linear(1000), 60)):
        start = NoiseSource(1).normal((400, 2))
        *_, last = ddim(PosteriorMean(points), schedule, start, NoiseSource(2))
        ends.append(float(nearest_distance(last.x_t, points).mean()))
    assert ends[0] > 0.02
    assert ends[1] < 1e-3


@pytest.mark.parametrize("steps", [0, 1001, 2.5, True])
def test_impossible_steps(steps: int) -> None:
    with pytest.raises(ValueError, match="steps"):
        quadratic(COUNTING, steps)
