"""The local score against its definition, pixel by pixel, and against the posterior mean."""

from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from unerase import LocalScore, NoiseSource, PosteriorMean, preset, to_signal
from unerase.presets import preset_names

Picture = NDArray[np.float32]
PRESETS = np.stack([to_signal(preset(slug)) for slug in preset_names()])


def by_definition(examples: Picture, x: Picture, alpha_bar: float, window: int) -> Picture:
    """The formula, with loops."""
    answer, reach = np.empty_like(x), window // 2
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            rows = slice(max(0, i - reach), i + reach + 1)
            columns = slice(max(0, j - reach), j + reach + 1)
            off = [
                float(np.square(x[rows, columns] - math.sqrt(alpha_bar) * p[rows, columns]).sum())
                for p in examples.astype(np.float64)
            ]
            weights = [math.exp(-(d - min(off)) / (2 * (1 - alpha_bar))) for d in off]
            answer[i, j] = np.dot(weights, examples[:, i, j]) / sum(weights)
    return answer


@pytest.mark.parametrize("window", [1, 3, 7, 99])
@pytest.mark.parametrize("alpha_bar", [0.0, 1e-3, 0.3, 0.98])
def test_every_pixel_is_the_softmax_over_its_window(window: int, alpha_bar: float) -> None:
    noise = NoiseSource(3)
    examples, x = noise.normal((4, 6, 9)), noise.normal((6, 9))
    ours = LocalScore(examples, window)(x, alpha_bar)
    assert ours.dtype == np.float32
    expected = by_definition(examples, x, alpha_bar, window)
    np.testing.assert_allclose(ours, expected, rtol=0, atol=1e-5)


@pytest.mark.parametrize("alpha_bar", [0.0, 1e-4, 0.02, 0.5, 1.0])
def test_a_window_over_all_is_the_posterior_mean(alpha_bar: float) -> None:
    x = NoiseSource(5).normal(PRESETS.shape[1:])
    whole = LocalScore(PRESETS, 63)(x, alpha_bar)
    np.testing.assert_allclose(whole, PosteriorMean(PRESETS)(x, alpha_bar), rtol=0, atol=1e-5)


def test_a_window_of_one_pixel_knows_only_how_often_it_is_ink() -> None:
    examples = np.array([[[1.0]], [[1.0]], [[-1.0]]], dtype=np.float32)
    x, alpha_bar = np.array([[0.4]], dtype=np.float32), 0.25
    odds = 2 * math.exp(2 * 0.5 * 0.4 / 0.75)  # twice as often, and nearer to ink
    expected = (odds - 1) / (odds + 1)
    assert LocalScore(examples, 1)(x, alpha_bar)[0, 0] == pytest.approx(expected, abs=1e-6)


def test_with_neither_noise_nor_blur_what_fits_best_is_the_answer() -> None:
    assert np.array_equal(LocalScore(PRESETS, 9)(PRESETS[4], 1.0), PRESETS[4])


def test_weights_add_up_to_one_at_every_pixel() -> None:
    x = NoiseSource(8).normal(PRESETS.shape[1:])
    weights = LocalScore(PRESETS, 11).weights(x, 0.1)
    assert weights.shape == PRESETS.shape
    np.testing.assert_allclose(weights.sum(axis=0), 1.0, atol=1e-12)


@pytest.mark.parametrize("count", [1, 18, 450])
@pytest.mark.parametrize("alpha_bar", [0.0, 0.1, 0.999, 1.0])
def test_an_answer_is_the_weighted_mean_of_the_examples(alpha_bar: float, count: int) -> None:
    """A softmax over a stream, against the weights of all examples at once."""
    many = np.concatenate([np.roll(PRESETS, n, axis=2) for n in range(25)])[:count]
    x, model = NoiseSource(8).normal(PRESETS.shape[1:]), LocalScore(many, 11)
    once = (model.weights(x, alpha_bar) * many).sum(axis=0)
    np.testing.assert_allclose(model(x, alpha_bar), once, rtol=0, atol=1e-6)


@pytest.mark.parametrize("examples", [PRESETS, NoiseSource(9).normal((7, 32, 32))], ids=["±1", "z"])
@pytest.mark.parametrize("alpha_bar", [0.0, 0.2, 0.999, 1.0])
def test_weights_at_one_pixel_are_those_of_all(examples: Picture, alpha_bar: float) -> None:
    x, model = NoiseSource(10).normal((32, 32)), LocalScore(examples, 9)
    everywhere = model.weights(x, alpha_bar)
    for row, column in ((0, 0), (16, 3), (31, 31)):
        here = model.weights_at(x, alpha_bar, row, column)
        np.testing.assert_allclose(here, everywhere[:, row, column], rtol=0, atol=1e-9)


@pytest.mark.parametrize("alpha_bar", [0.0, 0.05, 0.5, 0.99, 1.0])
def test_provenance_is_what_weighs_most(alpha_bar: float) -> None:
    many = np.concatenate([PRESETS, *(np.roll(PRESETS, n, axis=2) for n in range(1, 14))])
    x, model = NoiseSource(11).normal((32, 32)), LocalScore(many, 9)
    found = model.provenance(x, alpha_bar)
    assert found.shape == (32, 32)
    assert np.array_equal(found, model.weights(x, alpha_bar).argmax(axis=0))


def test_windows_that_look_alike_weigh_the_same() -> None:
    """Sums of windows have no rounding, so that what lies outside cannot tip the scales."""
    other = PRESETS[3].copy()
    other[:, :16] = PRESETS[8][:, :16]
    model = LocalScore(np.stack([other, PRESETS[3], PRESETS[3]]), 7)
    for alpha_bar in (0.5, 1 - 1e-9, 1.0):
        weights = model.weights(NoiseSource(12).normal((32, 32)), alpha_bar)[:, :, 19:]
        assert np.array_equal(weights, np.full(weights.shape, 1 / 3))


def test_a_window_shrinks_with_the_noise() -> None:
    model = LocalScore(PRESETS, 23, 5)
    levels = np.linspace(0, 1, 500)
    sides = [model.window_of(level) for level in levels]
    assert (sides[0], sides[-1]) == (23, 5)
    assert sorted(set(sides)) == list(range(5, 24, 2))
    assert sides == sorted(sides, reverse=True)
    for level, side in zip(levels, sides, strict=True):
        assert abs(side - (5 + 18 * math.sqrt(1 - level))) <= 1
    x = NoiseSource(13).normal((32, 32))
    for level in (0.0, 0.3, 0.9):
        fixed = LocalScore(PRESETS, model.window_of(level))
        assert np.array_equal(model(x, level), fixed(x, level))


@pytest.mark.parametrize(
    ("examples", "window", "named"),
    [
        (PRESETS, 4, "window was 4; it must be odd"),
        (PRESETS, 0, "window was 0"),
        (PRESETS, 999, "window was 999"),
        (PRESETS[0], 3, "examples had shape"),
        (np.full((1, 2, 2), np.nan, dtype=np.float32), 3, "examples held"),
    ],
)
def test_refusals(examples: Picture, window: int, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        LocalScore(examples, window)


@pytest.mark.parametrize(
    ("x", "alpha_bar", "named"),
    [
        (np.zeros((3, 3), np.float32), 0.5, "x_t had shape"),
        (np.full((32, 32), np.inf, np.float32), 0.5, "x_t held"),
        (np.zeros((32, 32), np.float32), 1.5, "alpha_bar was"),
    ],
)
def test_bad_questions(x: Picture, alpha_bar: float, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        LocalScore(PRESETS, 9)(x, alpha_bar)


@pytest.mark.parametrize(
    ("narrowest", "named"),
    [
        (4, "narrowest was 4; it must be odd"),
        (11, "narrowest was 11; it must be at most window, 9"),
    ],
)
def test_a_window_cannot_grow(narrowest: int, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        LocalScore(PRESETS, 9, narrowest)


def test_no_pixel_beyond_the_edge() -> None:
    model, x = LocalScore(PRESETS, 9), PRESETS[0]
    with pytest.raises(ValueError, match="row was 32"):
        model.weights_at(x, 0.5, 32, 0)
    with pytest.raises(ValueError, match="column was -1"):
        model.weights_at(x, 0.5, 0, -1)
