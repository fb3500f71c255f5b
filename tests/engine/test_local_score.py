"""The local score against its definition, pixel by pixel, and against the posterior mean."""

from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from unerase import LocalScore, NoiseSource, PosteriorMean, preset, preset_names, to_signal
from unerase.denoisers.local_score import box_sums

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


def test_box_sums_by_hand() -> None:
    ones = np.ones((3, 4))
    assert box_sums(ones, 3).tolist() == [[4, 6, 6, 4], [6, 9, 9, 6], [4, 6, 6, 4]]
    assert box_sums(ones, 1).tolist() == ones.tolist()
    assert box_sums(ones, 99).tolist() == (12 * ones).tolist()


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
