"""Mean and variance of a noisy drawing."""

from __future__ import annotations

import math

import numpy as np
import pytest

from unerase import NoiseSource, cosine, diffuse
from unerase.moments import expected_moments, moments

BITS = np.zeros((64, 64), dtype=bool)
BITS[10:50, 20:40] = True


def test_a_clean_drawing_has_no_variance() -> None:
    found = moments(np.where(BITS, 1, -1).astype(np.float32), BITS)
    assert (found.ink, found.paper, found.variance) == (1, -1, 0)


def test_worked_by_hand() -> None:
    x = np.array([[1.0, 3.0], [-2.0, 0.0]], dtype=np.float32)
    found = moments(x, np.array([[True, True], [False, False]]))
    assert (found.ink, found.paper, found.variance) == (2, -1, 1)


@pytest.mark.parametrize("t", [1, 10, 20])
def test_noise_has_the_moments_that_the_forward_process_promises(t: int) -> None:
    alpha_bar = cosine(20).at(t)
    x0 = np.where(BITS, 1, -1).astype(np.float32)
    found = moments(diffuse(x0, alpha_bar, NoiseSource(3).normal(x0.shape)), BITS)
    exact = expected_moments(alpha_bar)
    assert exact.ink**2 + exact.variance == pytest.approx(1)
    assert found.ink == pytest.approx(exact.ink, abs=5 * math.sqrt(exact.variance / BITS.sum()))
    assert found.paper == pytest.approx(
        exact.paper, abs=5 * math.sqrt(exact.variance / (~BITS).sum())
    )
    assert found.variance == pytest.approx(exact.variance, rel=5 * math.sqrt(2 / BITS.size))


def test_a_drawing_without_ink_has_no_mean_of_ink() -> None:
    found = moments(np.zeros((3, 3), np.float32), np.zeros((3, 3), bool))
    assert math.isnan(found.ink)
    assert (found.paper, found.variance) == (0, 0)


def test_wrong_arguments_are_named() -> None:
    with pytest.raises(ValueError, match="bits held"):
        moments(np.zeros((2, 2), np.float32), np.zeros((2, 2)))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"x_t had shape \(2, 2\)"):
        moments(np.zeros((2, 2), np.float32), np.zeros((3, 3), bool))
    with pytest.raises(ValueError, match="alpha_bar was 2"):
        expected_moments(2)
