"""Every denoiser at the ends of the noise and on awkward shelves, against double precision."""

from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from unerase import (
    Denoiser,
    LocalScore,
    NoiseSource,
    PosteriorMean,
    Weaver,
    Wiener,
    diffuse,
    preset,
    to_signal,
)
from unerase.denoisers import guided_posterior_mean
from unerase.pixels import to_bits
from unerase.presets import preset_names

Array = NDArray[np.float32]
Double = NDArray[np.float64]

PRESETS = np.stack([to_signal(preset(slug)) for slug in preset_names()])
BLANK = np.full((1, 32, 32), -1, np.float32)
SHELVES = {
    "one": PRESETS[:1],
    "three": PRESETS[:3],
    "twice the same": np.concatenate([PRESETS[:4], PRESETS[1:6], PRESETS[:2]]),
    "blank and full": np.concatenate([BLANK, PRESETS[:4], -BLANK, BLANK]),
    "all blank": np.concatenate([BLANK, BLANK]),
}
LEVELS = [0.0, 5e-324, 1e-9, 4e-5, 0.3, 0.998, 1 - 1e-9, 1 - 2**-53, 1.0]
QUESTIONS = {
    "noise": NoiseSource(1).normal((32, 32)),
    "loud": 1e6 * NoiseSource(2).normal((32, 32)),
    "nothing": np.zeros((32, 32), np.float32),
    "a sketch": PRESETS[2],
}


def all_of(examples: Array) -> dict[str, Denoiser]:
    labels = ["a", "b"] * len(examples)
    return {
        "posterior mean": PosteriorMean(examples),
        "wiener": Wiener(examples),
        "local score": LocalScore(examples, 7),
        "shrinking": LocalScore(examples, 15, 3),
        "weaver": Weaver(examples[-1], 5),
        "guided": guided_posterior_mean(examples, labels[: len(examples)], "a", 3),
    }


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("shelf", SHELVES)
def test_every_answer_is_finite(shelf: str, question: str) -> None:
    x_t = QUESTIONS[question]
    for name, model in all_of(SHELVES[shelf]).items():
        for alpha_bar in LEVELS:
            answer = model(x_t, alpha_bar)
            assert answer.dtype == np.float32, name
            assert answer.shape == x_t.shape, name
            assert np.isfinite(answer).all(), (name, alpha_bar)


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("shelf", SHELVES)
def test_all_weights_add_up_to_one(shelf: str, question: str) -> None:
    x_t, examples = QUESTIONS[question], SHELVES[shelf]
    local, mean, weaver = LocalScore(examples, 7), PosteriorMean(examples), Weaver(examples[-1], 5)
    for alpha_bar in LEVELS:
        sums = [
            local.weights(x_t, alpha_bar).sum(axis=0),
            local.weights_at(x_t, alpha_bar, 9, 20).sum(),
            mean.weights(x_t, alpha_bar).sum(dtype=np.float64),
            weaver.weights_at(x_t, alpha_bar, 9, 20).sum(),
        ]
        for each in sums:
            np.testing.assert_allclose(each, 1, rtol=0, atol=1e-6)


@pytest.mark.parametrize("alpha_bar", LEVELS)
def test_another_order_of_the_shelf_is_another_order_of_the_weights(alpha_bar: float) -> None:
    order = np.random.default_rng(1).permutation(len(PRESETS))
    x_t = diffuse(PRESETS[6], alpha_bar, NoiseSource(3).normal((32, 32)))
    for name, model in all_of(PRESETS).items():
        if name in ("weaver", "guided"):  # one has no shelf, the other's labels have an order too
            continue
        other = all_of(PRESETS[order])[name]
        ours, theirs = model(x_t, alpha_bar), other(x_t, alpha_bar)
        np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-6)
        if isinstance(model, PosteriorMean | LocalScore):
            assert isinstance(other, PosteriorMean | LocalScore)
            weights = model.weights(x_t, alpha_bar)[order]
            np.testing.assert_allclose(other.weights(x_t, alpha_bar), weights, rtol=0, atol=1e-6)


@pytest.mark.parametrize("alpha_bar", [1e-4, 0.02, 0.3, 0.9])
def test_another_order_of_the_shelf_is_the_same_provenance(alpha_bar: float) -> None:
    order = np.random.default_rng(2).permutation(len(PRESETS))
    x_t = diffuse(PRESETS[6], alpha_bar, NoiseSource(4).normal((32, 32)))
    model, other = LocalScore(PRESETS, 9), LocalScore(PRESETS[order], 9)
    # Where windows look alike, either may be named: only a single winner has to be the same one.
    weights = np.sort(model.weights(x_t, alpha_bar), axis=0)
    single = weights[-1] > weights[-2]
    assert single.mean() > 0.3
    ours, theirs = model.provenance(x_t, alpha_bar), order[other.provenance(x_t, alpha_bar)]
    assert np.array_equal(ours[single], theirs[single])


@pytest.mark.parametrize("shelf", SHELVES)
@pytest.mark.parametrize("alpha_bar", LEVELS)
def test_a_window_over_all_is_the_posterior_mean(shelf: str, alpha_bar: float) -> None:
    examples = SHELVES[shelf]
    whole, mean = LocalScore(examples, 63), PosteriorMean(examples)
    for x_t in (QUESTIONS["noise"], diffuse(examples[0], alpha_bar, QUESTIONS["noise"])):
        answer = whole(x_t, alpha_bar)
        np.testing.assert_allclose(answer, mean(x_t, alpha_bar), rtol=0, atol=2e-6)
        everywhere = np.broadcast_to(
            mean.weights(x_t, alpha_bar)[:, np.newaxis, np.newaxis], (len(examples), 32, 32)
        )
        np.testing.assert_allclose(whole.weights(x_t, alpha_bar), everywhere, rtol=0, atol=2e-6)


def test_duplicates_count_twice() -> None:
    twice = np.concatenate([PRESETS[:4], PRESETS[:1]])
    x_t = QUESTIONS["noise"]
    for alpha_bar in LEVELS:
        weights = LocalScore(twice, 7).weights(x_t, alpha_bar)
        assert np.array_equal(weights[0], weights[4])
        shares = PosteriorMean(twice).weights(x_t, alpha_bar)
        assert shares[0] == shares[4]


def single_precision(examples: Array, window: int, x_t: Array, alpha_bar: float) -> Array:
    """The local score in float32 throughout, one window at a time."""
    s, answer, reach = np.float32(math.sqrt(alpha_bar)), np.empty_like(x_t), window // 2
    for row in range(x_t.shape[0]):
        for column in range(x_t.shape[1]):
            seen = (
                slice(max(0, row - reach), row + reach + 1),
                slice(max(0, column - reach), column + reach + 1),
            )
            fit = (examples[:, *seen] * x_t[seen]).sum(axis=(1, 2), dtype=np.float32)
            logs = (fit - fit.max()) * (s / np.float32(1 - alpha_bar))
            shares = np.exp(logs, dtype=np.float32)
            answer[row, column] = shares @ examples[:, row, column] / shares.sum()
    return answer


@pytest.mark.parametrize("alpha_bar", [1e-9, 1e-3, 0.1, 0.7, 0.998])
def test_single_precision_draws_the_same_bits(alpha_bar: float) -> None:
    x_t = diffuse(PRESETS[3], alpha_bar, QUESTIONS["noise"])
    ours = LocalScore(PRESETS, 9)(x_t, alpha_bar)
    theirs = single_precision(PRESETS, 9, x_t, alpha_bar)
    np.testing.assert_allclose(ours, theirs, rtol=0, atol=2e-3)
    # A pixel on the fence may fall on either side: in noise alone, where half of the shelf is ink.
    clear = np.abs(ours) > 2e-3
    assert clear.mean() > 0.9
    assert np.array_equal(to_bits(ours)[clear], to_bits(theirs)[clear])
