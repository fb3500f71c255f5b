"""The forward process: closed forms, statistics, and its two ends."""

from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from unerase import NoiseSource, Schedule, cosine, diffuse, linear, mse
from unerase.forward import diffuse_all
from unerase.schedules import SCHEDULES

Picture = NDArray[np.float32]


def picture(*values: float) -> Picture:
    return np.array(values, dtype=np.float32)


@pytest.mark.parametrize(
    ("x0", "alpha_bar", "eps", "expected"),
    [
        (1.0, 0.64, 0.0, 0.8),
        (0.0, 0.64, 1.0, 0.6),
        (1.0, 0.64, 1.0, 1.4),
        (-1.0, 0.36, 2.0, 1.0),
        (1.0, 0.25, -1.0, 0.5 - math.sqrt(0.75)),
    ],
)
def test_by_hand(x0: float, alpha_bar: float, eps: float, expected: float) -> None:
    assert diffuse(picture(x0), alpha_bar, picture(eps))[0] == pytest.approx(expected, abs=2e-7)


def test_the_two_ends_are_exact(x0: Picture) -> None:
    eps = NoiseSource(1).normal(x0.shape)
    assert np.array_equal(diffuse(x0, 1.0, eps), x0)
    assert np.array_equal(diffuse(x0, 0.0, eps), eps)


@pytest.mark.parametrize("t", [1, 5, 10, 15, 20])
def test_mean_and_variance_over_many_noises(t: int) -> None:
    alpha_bar = cosine(20).at(t)
    many = 100_000
    for value in (1.0, -1.0):
        eps = NoiseSource(2, stream=t).normal((many,))
        x_t = diffuse(np.full(many, value, np.float32), alpha_bar, eps).astype(np.float64)
        spread = 1 - alpha_bar
        assert abs(x_t.mean() - math.sqrt(alpha_bar) * value) < 4 * math.sqrt(spread / many)
        assert abs(x_t.var() - spread) < 4 * spread * math.sqrt(2 / many)


@pytest.mark.parametrize("name", SCHEDULES)
def test_all_steps_at_once_equal_one_at_a_time(name: str, x0: Picture) -> None:
    schedule = SCHEDULES[name](20)
    eps = NoiseSource(3).normal(x0.shape)
    frames = diffuse_all(x0, schedule, eps)
    assert frames.shape == (21, *x0.shape)
    assert frames.dtype == np.float32
    for t in range(21):
        one = diffuse(x0, schedule.at(t), eps)
        assert one.dtype == np.float32
        assert np.array_equal(frames[t], one)


@pytest.mark.parametrize("name", SCHEDULES)
def test_a_part_of_the_way_is_a_slice_of_the_whole(name: str, x0: Picture) -> None:
    schedule = SCHEDULES[name](20)
    eps = NoiseSource(3).normal(x0.shape)
    whole = diffuse_all(x0, schedule, eps)
    for first in range(22):
        assert np.array_equal(diffuse_all(x0, schedule, eps, first), whole[first:])
        assert np.array_equal(diffuse_all(x0, schedule, eps, end=first), whole[:first])
        for end in range(first, 22):
            part = diffuse_all(x0, schedule, eps, first, end)
            assert part.shape == (end - first, *x0.shape)
            assert part.dtype == np.float32
            assert np.array_equal(part, whole[first:end])
        for end in range(first):
            assert diffuse_all(x0, schedule, eps, first, end).shape == (0, *x0.shape)


def test_first_and_last_frame_of_a_schedule_that_ends_in_nothing(x0: Picture) -> None:
    eps = NoiseSource(4).normal(x0.shape)
    frames = diffuse_all(x0, Schedule("to zero", np.array([1.0, 0.5, 0.0])), eps)
    assert np.array_equal(frames[0], x0)
    assert np.array_equal(frames[2], eps)


@pytest.mark.parametrize("shape", [(), (6,), (2, 3), (2, 3, 4)])
def test_any_number_of_dimensions(shape: tuple[int, ...]) -> None:
    eps = NoiseSource(5).normal(shape)
    frames = diffuse_all(np.ones(shape, np.float32), Schedule("s", np.array([1.0, 0.64])), eps)
    assert frames.shape == (2, *shape)
    np.testing.assert_allclose(frames[1], 0.8 + 0.6 * eps, rtol=1e-6)


@pytest.mark.parametrize("t", [1, 5, 10, 20])
@pytest.mark.parametrize("ink", [1.0, 0.5])
def test_expected_distance_from_the_clean_picture(t: int, ink: float) -> None:
    """E‖x_t − x0‖² per pixel = (1 − √ᾱ)²·mean(x0²) + 1 − ᾱ."""
    alpha_bar = linear(20).at(t)
    x0 = np.full((400, 400), ink, np.float32)
    eps = NoiseSource(6, stream=t).normal(x0.shape)
    drift, spread = (1 - math.sqrt(alpha_bar)) * ink, 1 - alpha_bar
    expected = drift**2 + spread
    # Variance of (drift + √spread·n)², a shifted chi-square.
    sigma = math.sqrt((2 * spread**2 + 4 * spread * drift**2) / x0.size)
    assert abs(mse(diffuse(x0, alpha_bar, eps), x0) - expected) < 4 * sigma


def test_arguments_are_left_alone(x0: Picture) -> None:
    eps = NoiseSource(7).normal(x0.shape)
    before = x0.copy(), eps.copy()
    diffuse(x0, 0.5, eps)
    diffuse_all(x0, linear(5), eps)
    assert np.array_equal(x0, before[0])
    assert np.array_equal(eps, before[1])
