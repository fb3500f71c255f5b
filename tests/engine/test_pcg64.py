"""The raw stream is numpy's own, number for number."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unerase._pcg64 import BLOCK, PCG64, seed_words

WORDS = st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=4)


def of_numpy(entropy: list[int]) -> np.random.PCG64:
    return np.random.PCG64(np.random.SeedSequence(entropy))


@given(WORDS)
def test_the_seed_is_spread_as_numpy_spreads_it(entropy: list[int]) -> None:
    expected = np.random.SeedSequence(entropy).generate_state(4, np.uint64)
    assert seed_words(entropy) == expected.tolist()


@given(WORDS, st.lists(st.integers(0, 3000), max_size=5))
def test_every_number_is_numpys_however_they_are_asked_for(
    entropy: list[int], counts: list[int]
) -> None:
    ours, theirs = PCG64(entropy), of_numpy(entropy)
    for count in counts:
        assert np.array_equal(ours.random_raw(count), theirs.random_raw(count))


def test_the_unit_interval_is_numpys_too() -> None:
    theirs = np.random.Generator(of_numpy([5, 6])).random(1000)
    assert np.array_equal(PCG64([5, 6]).uniform(1000), theirs)


@pytest.mark.parametrize("count", [1, BLOCK - 1, BLOCK, BLOCK + 1, 5 * BLOCK + 7])
def test_blocks_join_without_a_seam(count: int) -> None:
    ours, theirs = PCG64([1, 2]), of_numpy([1, 2])
    assert np.array_equal(ours.random_raw(count), theirs.random_raw(count))
    assert np.array_equal(ours.random_raw(3), theirs.random_raw(3))
