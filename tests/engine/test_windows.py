"""Sums over windows: right, and without rounding where they promise it."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest

from unerase import NoiseSource
from unerase.denoisers.softmax import shares
from unerase.denoisers.windows import box_sums, fixed_point


def test_box_sums_by_hand() -> None:
    ones = np.ones((3, 4))
    assert box_sums(ones, 3).tolist() == [[4, 6, 6, 4], [6, 9, 9, 6], [4, 6, 6, 4]]
    assert box_sums(ones, 1).tolist() == ones.tolist()
    assert box_sums(ones, 99).tolist() == (12 * ones).tolist()
    layers = np.stack([ones, 2 * ones], axis=-1)
    assert np.array_equal(box_sums(layers, 3)[:, :, 1], 2 * box_sums(ones, 3))


@pytest.mark.parametrize("scale", [1e-30, 1.0, 1000.0])
def test_sums_of_fixed_point_numbers_have_no_rounding(scale: float) -> None:
    x = np.float32(scale) * NoiseSource(1).normal((32, 32))
    x[3, 4] = np.float32(scale * 1e-7)
    exact = fixed_point(x)
    assert np.abs(exact - x).max() <= np.abs(x).max() * 2.0**-39
    total = math.fsum(exact.ravel())
    assert Fraction(total) == sum(map(Fraction, exact.ravel().tolist()), Fraction(0))
    assert np.cumsum(exact)[-1] == np.cumsum(exact[::-1, ::-1])[-1] == total


def test_nothing_is_a_fixed_point_too() -> None:
    assert np.array_equal(fixed_point(np.zeros((2, 2), np.float32)), np.zeros((2, 2)))


def test_shares_of_two() -> None:
    assert shares(np.array([0.0, -1.0, -3.0]), hard=False).tolist() == [1.0, 0.5, 0.125]
    assert shares(np.array([0.0, -1e-300, -np.inf]), hard=True).tolist() == [1.0, 0.0, 0.0]
