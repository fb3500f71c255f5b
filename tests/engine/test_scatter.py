"""Numbers about points, by hand and against plain loops."""

from __future__ import annotations

import math

import numpy as np
import pytest

from unerase import NoiseSource
from unerase.clouds import cloud
from unerase.scatter import cloud_moments, nearest_distance


def test_moments_by_hand() -> None:
    found = cloud_moments(np.array([[1, 0], [3, 0], [1, 4], [3, 4]], dtype=np.float32))
    assert found.mean == (2, 2)
    assert found.variance == (1, 4)


def test_moments_are_summed_in_double_precision() -> None:
    many = np.full((1_000_000, 2), 0.1, dtype=np.float32)
    assert cloud_moments(many).mean[0] == pytest.approx(float(np.float32(0.1)), rel=1e-12)


def test_distances_against_a_loop() -> None:
    points, examples = NoiseSource(3).normal((40, 2)), NoiseSource(4).normal((25, 2))
    expected = [min(math.dist(p, q) for q in examples.astype(float)) for p in points.astype(float)]
    assert nearest_distance(points, examples) == pytest.approx(expected, rel=1e-5)


def test_an_example_is_at_no_distance_from_itself() -> None:
    """Exactly: a rounding that does not cancel would hide what is memory and what is not."""
    points = cloud("spiral")
    assert (nearest_distance(points, points) == 0).all()
    assert (nearest_distance(points + np.float32(1e-3), points) > 0).all()


@pytest.mark.parametrize("shape", [(3,), (3, 3), (2, 3, 2), (0, 2)])
def test_what_is_no_row_of_points(shape: tuple[int, ...]) -> None:
    wrong = np.zeros(shape, dtype=np.float32)
    with pytest.raises(ValueError, match="points"):
        cloud_moments(wrong)
    with pytest.raises(ValueError, match="points"):
        nearest_distance(wrong, np.zeros((5, 2), dtype=np.float32))


def test_what_is_not_finite() -> None:
    wrong = np.array([[0, np.nan]], dtype=np.float32)
    with pytest.raises(ValueError, match="finite"):
        cloud_moments(wrong)
    with pytest.raises(ValueError, match="finite"):
        nearest_distance(np.zeros((1, 2), dtype=np.float32), wrong)
