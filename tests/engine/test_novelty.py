"""How new a drawing is: its nearest on the shelf, and what that distance is called."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from numpy.typing import NDArray

from unerase import preset
from unerase.metrics import CLOSE, COPY, hamming, nearest, verdict
from unerase.presets import nearest_preset, preset_names

SHELF = np.stack([preset(slug) for slug in preset_names()])


def test_the_nearest_is_found() -> None:
    for k, drawing in enumerate(SHELF):
        assert nearest(drawing, SHELF) == (k, 0)
        spoilt = drawing.copy()
        spoilt[3:6, 7] ^= True
        assert nearest(spoilt, SHELF) == (k, 3)
        slug, distance = nearest_preset(~drawing)
        assert nearest(~drawing, SHELF) == (preset_names().index(slug), distance)


def test_among_equals_the_first() -> None:
    assert nearest(SHELF[2], np.stack([SHELF[0], SHELF[2], SHELF[2]])) == (1, 0)
    assert nearest(np.array([True, False]), np.array([[True, True], [False, False]])) == (0, 1)


@pytest.mark.parametrize(
    ("distance", "word"),
    [(0, "copy"), (8, "copy"), (9, "close"), (40, "close"), (41, "new"), (1024, "new")],
)
def test_what_a_distance_is_called(distance: int, word: str) -> None:
    assert verdict(distance) == word


def test_the_thresholds_are_where_they_are_said_to_be() -> None:
    moved = [hamming(each, np.roll(each, 1, axis=axis)) for each in SHELF for axis in (0, 1)]
    apart = [hamming(a, b) for a, b in itertools.combinations(SHELF, 2)]
    assert COPY < CLOSE < min(moved) < min(apart)
    assert (min(moved), min(apart)) == (52, 168)


@pytest.mark.parametrize(
    "shelf", [SHELF[0], SHELF[:0], SHELF[:, :5], np.array(True)], ids=["one", "none", "cut", "()"]
)
def test_no_such_shelf(shelf: NDArray[np.bool_]) -> None:
    with pytest.raises(ValueError, match="shelf_bits had shape"):
        nearest(SHELF[0], shelf)


def test_refusals() -> None:
    with pytest.raises(ValueError, match="bits held int8"):
        nearest(np.zeros((32, 32), np.int8), SHELF)
    with pytest.raises(ValueError, match="shelf_bits held int8"):
        nearest(SHELF[0], np.zeros((1, 32, 32), np.int8))
    for bad in (-1, 1025):
        with pytest.raises(ValueError, match="distance was"):
            verdict(bad)
