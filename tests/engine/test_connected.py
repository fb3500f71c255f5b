"""Pieces of ink, against drawings whose pieces can be counted by eye and against a slow count."""

from __future__ import annotations

import numpy as np
import pytest

from unerase import NoiseSource
from unerase.connected import connected, pieces


def by_spreading(bits: np.ndarray) -> list[int]:
    """Every pixel takes the highest number around it, again and again; equal numbers are pieces."""
    height, width = bits.shape
    number = np.where(bits, np.arange(1, bits.size + 1).reshape(bits.shape), 0)
    for _ in range(bits.size):
        edged = np.pad(number, 1)
        around = [edged[i : i + height, j : j + width] for i in range(3) for j in range(3)]
        number = np.where(bits, np.max(around, axis=0), 0)
    return sorted(np.unique(number[bits], return_counts=True)[1].tolist(), reverse=True)


@pytest.mark.parametrize("seed", range(12))
def test_pieces_are_what_numbers_spread_over(seed: int) -> None:
    bits = NoiseSource(seed).normal((9, 13)) > 0.2 * (seed % 5)
    assert list(pieces(bits)) == by_spreading(bits)


def test_pixels_that_touch_at_a_corner_hang_together() -> None:
    assert pieces(np.eye(6, dtype=np.bool_)) == (6,)
    assert pieces(np.indices((4, 4)).sum(axis=0) % 3 == 0) == (4, 1, 1)


def test_what_counts_as_connected() -> None:
    bits = np.zeros((9, 9), dtype=np.bool_)
    assert connected(bits) == 0.0
    bits[0, :8] = True
    assert connected(bits) == 1.0
    bits[3, 3:5] = True
    assert connected(bits) == 0.8
    assert connected(bits, least=2) == 1.0
    assert connected(bits, least=9) == 0.0
    assert pieces(bits) == (8, 2)


def test_refusals() -> None:
    with pytest.raises(ValueError, match=r"bits had shape \(4,\); it must be \(height, width\)"):
        pieces(np.ones(4, np.bool_))
    with pytest.raises(ValueError, match="bits held float64 values"):
        connected(np.ones((2, 2)))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="least was 0"):
        connected(np.ones((2, 2), np.bool_), least=0)
