"""What follows from an answer: noise, picture and score, by hand and against one another."""

from __future__ import annotations

import math

import numpy as np
import pytest

from unerase import NoiseSource, diffuse
from unerase.denoisers import eps_from_x0, score_from_x0, x0_from_eps, x0_from_score
from unerase.metrics import amplification

SHAPE = (16, 16)


@pytest.mark.parametrize(
    ("x_t", "x0_hat", "alpha_bar", "score"),
    [(1.4, 1.0, 0.64, -5 / 3), (1.0, -1.0, 0.36, -2.5), (0.3, 1.0, 0.0, -0.3), (0.8, 1, 0.64, 0)],
)
def test_a_score_by_hand(x_t: float, x0_hat: float, alpha_bar: float, score: float) -> None:
    x, answer = np.array([x_t], np.float32), np.array([x0_hat], np.float32)
    implied = score_from_x0(x, answer, alpha_bar)
    assert implied.dtype == np.float32
    assert implied[0] == pytest.approx(score, abs=1e-6)


@pytest.mark.parametrize("alpha_bar", [0.0, 0.2, 0.9])
def test_for_the_true_picture_the_score_is_the_noise_over_its_amplitude(alpha_bar: float) -> None:
    x0, eps = NoiseSource(1).normal(SHAPE), NoiseSource(2).normal(SHAPE)
    score = score_from_x0(diffuse(x0, alpha_bar, eps), x0, alpha_bar)
    np.testing.assert_allclose(score, -eps / math.sqrt(1 - alpha_bar), rtol=0, atol=2e-5)


@pytest.mark.parametrize(
    ("x_t", "eps_hat", "alpha_bar", "x0"),
    [(1.4, 1.0, 0.64, 1.0), (1.0, 2.0, 0.36, -1.0), (0.7, 5.0, 1.0, 0.7), (0.5, 0.0, 0.25, 1.0)],
)
def test_a_picture_by_hand(x_t: float, eps_hat: float, alpha_bar: float, x0: float) -> None:
    implied = x0_from_eps(np.array([x_t], np.float32), np.array([eps_hat], np.float32), alpha_bar)
    assert implied.dtype == np.float32
    assert implied[0] == pytest.approx(x0, abs=1e-6)


@pytest.mark.parametrize("alpha_bar", [0.01, 0.3, 0.99])
def test_picture_and_noise_follow_from_each_other(alpha_bar: float) -> None:
    x_t, x0_hat = NoiseSource(3).normal(SHAPE), NoiseSource(4).normal(SHAPE)
    back = x0_from_eps(x_t, eps_from_x0(x_t, x0_hat, alpha_bar), alpha_bar)
    np.testing.assert_allclose(back, x0_hat, rtol=0, atol=1e-5)


@pytest.mark.parametrize(
    ("x_t", "score", "alpha_bar", "x0"),
    [(1.4, -5 / 3, 0.64, 1.0), (1.0, -2.5, 0.36, -1.0), (0.7, 5.0, 1.0, 0.7), (0.5, 0, 0.25, 1)],
)
def test_a_picture_by_hand_from_a_score(
    x_t: float, score: float, alpha_bar: float, x0: float
) -> None:
    x, slope = np.array([x_t], np.float32), np.array([score], np.float32)
    implied = x0_from_score(x, slope, alpha_bar)
    assert implied.dtype == np.float32
    assert implied[0] == pytest.approx(x0, abs=1e-6)


@pytest.mark.parametrize("alpha_bar", [0.01, 0.3, 0.99])
def test_picture_and_score_follow_from_each_other(alpha_bar: float) -> None:
    x_t, x0_hat = NoiseSource(3).normal(SHAPE), NoiseSource(4).normal(SHAPE)
    back = x0_from_score(x_t, score_from_x0(x_t, x0_hat, alpha_bar), alpha_bar)
    np.testing.assert_allclose(back, x0_hat, rtol=0, atol=1e-5)


@pytest.mark.parametrize("alpha_bar", [4e-5, 0.01, 0.5, 0.99])
def test_an_error_of_the_noise_grows_in_the_picture_by_the_amplification(alpha_bar: float) -> None:
    x_t, eps = np.zeros(4, np.float32), np.zeros(4, np.float32)
    apart = x0_from_eps(x_t, eps + 0.125, alpha_bar) - x0_from_eps(x_t, eps, alpha_bar)
    np.testing.assert_allclose(apart, -0.125 * amplification(alpha_bar), rtol=1e-6)


def test_arguments_are_left_alone() -> None:
    x_t, other = NoiseSource(5).normal(SHAPE), NoiseSource(6).normal(SHAPE)
    before = x_t.copy(), other.copy()
    score_from_x0(x_t, other, 0.5)
    x0_from_eps(x_t, other, 0.5)
    x0_from_score(x_t, other, 0.5)
    assert np.array_equal(x_t, before[0])
    assert np.array_equal(other, before[1])
