"""What the local score makes of the letters: new ones that hang together; the memoriser: copies."""

from __future__ import annotations

import statistics
from collections.abc import Mapping
from functools import cache

import numpy as np
import pytest
from support.pictures import connected, pieces

from unerase import Denoiser, LocalScore, NoiseSource, PosteriorMean, ddim, ddpm, linear, to_signal
from unerase.arrays import Bits
from unerase.metrics import hamming
from unerase.pixels import to_bits
from unerase.samplers import Walk
from unerase.shelves import letters

SHELF = letters()
EXAMPLES = np.stack([to_signal(sketch.bits) for sketch in SHELF])
SAMPLER: Mapping[str, Walk] = {"ddim": ddim, "ddpm": ddpm}
WALKS = pytest.mark.parametrize("sampler", SAMPLER)
SEEDS = range(24)


def walked(denoiser: Denoiser, sampler: str, seed: int) -> Bits:
    """The picture at the end of 20 stops from pure noise, linear schedule."""
    start = NoiseSource(seed).normal((32, 32))
    *_, last = SAMPLER[sampler](denoiser, linear(20), start, NoiseSource(seed, stream=1))
    return to_bits(last.x_t)


@cache
def improvised(sampler: str, window: int, seeds: range = SEEDS) -> list[Bits]:
    denoiser = LocalScore(EXAMPLES, window)
    return [walked(denoiser, sampler, seed) for seed in seeds]


def to_nearest(bits: Bits) -> int:
    return min(hamming(bits, sketch.bits) for sketch in SHELF)


@WALKS
def test_a_window_of_13_makes_letters_that_are_not_there(sampler: str) -> None:
    distances = [to_nearest(bits) for bits in improvised(sampler, 13)]
    assert statistics.median(distances) > 20
    assert len({bits.tobytes() for bits in improvised(sampler, 13)}) == len(SEEDS)


@WALKS
def test_what_is_made_hangs_together(sampler: str) -> None:
    """Next to no ink is in specks of fewer than 8 pixels, and nearly all is in one piece."""
    made = improvised(sampler, 13)
    assert statistics.mean(connected(bits) for bits in made) >= 0.99
    assert min(connected(bits) for bits in made) >= 0.9
    assert statistics.mean(pieces(bits)[0] / bits.sum() for bits in made) >= 0.9


@WALKS
def test_what_is_made_is_as_bold_as_letters_are(sampler: str) -> None:
    shares = [float(sketch.bits.mean()) for sketch in SHELF]
    for bits in improvised(sampler, 13):
        assert min(shares) <= bits.mean() <= max(shares)


@WALKS
def test_pixels_that_know_nothing_of_each_other_make_specks(sampler: str) -> None:
    """So that it means something when the ink of wider windows hangs together."""
    made = improvised(sampler, 1, range(6))
    assert statistics.mean(len(pieces(bits)) for bits in made) >= 3


@WALKS
def test_a_wider_window_makes_less_that_is_new(sampler: str) -> None:
    """From texture through invention to memory."""
    medians = [
        statistics.median(to_nearest(bits) for bits in improvised(sampler, window, SEEDS[:8]))
        for window in (5, 13, 63)
    ]
    assert medians[0] > medians[1] > medians[2] == 0


@WALKS
def test_a_window_over_the_whole_picture_copies(sampler: str) -> None:
    assert [to_nearest(bits) for bits in improvised(sampler, 63, SEEDS[:8])] == [0] * 8


@WALKS
def test_the_memoriser_copies(sampler: str) -> None:
    denoiser = PosteriorMean(EXAMPLES)
    distances = [to_nearest(walked(denoiser, sampler, seed)) for seed in range(100)]
    assert distances.count(0) >= 95
