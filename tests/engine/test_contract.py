"""What follows from an answer: noise, picture, score and velocity, by hand and one from another."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from unerase import NoiseSource, diffuse
from unerase.denoisers import (
    eps_from_v,
    eps_from_x0,
    score_from_x0,
    v_from_x0,
    x0_from_eps,
    x0_from_score,
    x0_from_v,
)
from unerase.metrics import Answer, amplification

SHAPE = (16, 16)
Values = NDArray[np.float32]
Follows = Callable[[Values, Values, float], Values]


@pytest.mark.parametrize(
    ("follows", "x_t", "given", "alpha_bar", "by_hand"),
    [
        (score_from_x0, 1.4, 1.0, 0.64, -5 / 3),
        (score_from_x0, 1.0, -1.0, 0.36, -2.5),
        (score_from_x0, 0.3, 1.0, 0.0, -0.3),
        (score_from_x0, 0.8, 1.0, 0.64, 0.0),
        (x0_from_eps, 1.4, 1.0, 0.64, 1.0),
        (x0_from_eps, 1.0, 2.0, 0.36, -1.0),
        (x0_from_eps, 0.7, 5.0, 1.0, 0.7),
        (x0_from_eps, 0.5, 0.0, 0.25, 1.0),
        (x0_from_score, 1.4, -5 / 3, 0.64, 1.0),
        (x0_from_score, 1.0, -2.5, 0.36, -1.0),
        (x0_from_score, 0.7, 5.0, 1.0, 0.7),
        (x0_from_score, 0.5, 0.0, 0.25, 1.0),
        (v_from_x0, 1.4, 1.0, 0.64, 0.2),
        (v_from_x0, 1.0, -1.0, 0.36, 2.0),
        (v_from_x0, 0.3, 1.0, 0.0, -1.0),
        (v_from_x0, 1.0, 1.0, 1.0, 0.0),
        (x0_from_v, 1.4, 0.2, 0.64, 1.0),
        (x0_from_v, 0.3, -1.0, 0.0, 1.0),
        (x0_from_v, 0.7, 5.0, 1.0, 0.7),
        (eps_from_v, 1.4, 0.2, 0.64, 1.0),
        (eps_from_v, 0.3, -1.0, 0.0, 0.3),
        (eps_from_v, 0.7, 5.0, 1.0, 5.0),
    ],
)
def test_what_follows_by_hand(
    follows: Follows, x_t: float, given: float, alpha_bar: float, by_hand: float
) -> None:
    found = follows(np.array([x_t], np.float32), np.array([given], np.float32), alpha_bar)
    assert found.dtype == np.float32
    assert found[0] == pytest.approx(by_hand, abs=1e-6)


@pytest.mark.parametrize("alpha_bar", [0.0, 0.2, 0.9])
def test_for_the_true_picture_the_score_is_the_noise_over_its_amplitude(alpha_bar: float) -> None:
    x0, eps = NoiseSource(1).normal(SHAPE), NoiseSource(2).normal(SHAPE)
    score = score_from_x0(diffuse(x0, alpha_bar, eps), x0, alpha_bar)
    np.testing.assert_allclose(score, -eps / math.sqrt(1 - alpha_bar), rtol=0, atol=2e-5)


@pytest.mark.parametrize("alpha_bar", [0.0, 1e-6, 0.2, 0.9, 1.0])
def test_for_the_true_picture_the_velocity_is_as_salimans_and_ho_define_it(
    alpha_bar: float,
) -> None:
    """v = α·ε − σ·x, which at alpha_bar = 1 only the noise could tell; there it is called 0."""
    x0, eps = NoiseSource(1).normal(SHAPE), NoiseSource(2).normal(SHAPE)
    x_t = diffuse(x0, alpha_bar, eps)
    v = math.sqrt(alpha_bar) * eps - math.sqrt(1 - alpha_bar) * x0
    told = np.zeros_like(v) if alpha_bar == 1 else v
    np.testing.assert_allclose(v_from_x0(x_t, x0, alpha_bar), told, rtol=0, atol=2e-6)
    np.testing.assert_allclose(x0_from_v(x_t, v, alpha_bar), x0, rtol=0, atol=1e-6)
    np.testing.assert_allclose(eps_from_v(x_t, v, alpha_bar), eps, rtol=0, atol=1e-6)


@pytest.mark.parametrize("alpha_bar", [0.0, 4e-5, 0.3, 0.99, 1.0])
def test_an_error_of_the_velocity_splits_between_picture_and_noise(alpha_bar: float) -> None:
    x_t, v, off = (NoiseSource(seed).normal(SHAPE) for seed in (3, 4, 5))
    picture = x0_from_v(x_t, v + off, alpha_bar) - x0_from_v(x_t, v, alpha_bar)
    noise = eps_from_v(x_t, v + off, alpha_bar) - eps_from_v(x_t, v, alpha_bar)
    np.testing.assert_allclose(picture, -math.sqrt(1 - alpha_bar) * off, atol=2e-6)
    np.testing.assert_allclose(picture**2 + noise**2, off**2, atol=1e-5)


@pytest.mark.parametrize("alpha_bar", [0.01, 0.3, 0.99])
@pytest.mark.parametrize(
    ("there", "back"),
    [(eps_from_x0, x0_from_eps), (score_from_x0, x0_from_score), (v_from_x0, x0_from_v)],
)
def test_a_picture_comes_back_from_what_follows(
    there: Follows, back: Follows, alpha_bar: float
) -> None:
    x_t, x0_hat = NoiseSource(3).normal(SHAPE), NoiseSource(4).normal(SHAPE)
    found = back(x_t, there(x_t, x0_hat, alpha_bar), alpha_bar)
    np.testing.assert_allclose(found, x0_hat, rtol=0, atol=1e-5)


@pytest.mark.parametrize("alpha_bar", [4e-5, 0.01, 0.5, 0.99])
@pytest.mark.parametrize(
    ("of", "follows", "sign"),
    [("eps", x0_from_eps, -1), ("score", x0_from_score, 1), ("v", x0_from_v, -1)],
)
def test_an_error_of_the_answer_grows_in_the_picture_by_the_amplification(
    of: Answer, follows: Follows, sign: int, alpha_bar: float
) -> None:
    x_t, answer = np.zeros(4, np.float32), np.zeros(4, np.float32)
    apart = follows(x_t, answer + 0.125, alpha_bar) - follows(x_t, answer, alpha_bar)
    np.testing.assert_allclose(apart, sign * 0.125 * amplification(alpha_bar, of), rtol=1e-6)


def test_arguments_are_left_alone() -> None:
    x_t, other = NoiseSource(5).normal(SHAPE), NoiseSource(6).normal(SHAPE)
    before = x_t.copy(), other.copy()
    score_from_x0(x_t, other, 0.5)
    x0_from_eps(x_t, other, 0.5)
    x0_from_score(x_t, other, 0.5)
    v_from_x0(x_t, other, 0.5)
    x0_from_v(x_t, other, 0.5)
    eps_from_v(x_t, other, 0.5)
    assert np.array_equal(x_t, before[0])
    assert np.array_equal(other, before[1])
