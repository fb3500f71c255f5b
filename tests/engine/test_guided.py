"""Guidance against its formula, and against the gradient of the classifier that it stands for."""

from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from unerase import Guided, NoiseSource, Oracle, PosteriorMean, preset, to_signal
from unerase.denoisers import guided_posterior_mean, score_from_x0
from unerase.denoisers.guided import MAX_WEIGHT

Array = NDArray[np.float32]

U, C = NoiseSource(1).normal((4, 5)), NoiseSource(2).normal((4, 5))
X = NoiseSource(3).normal((4, 5))
SHELF = np.array([[1, 1], [1, -1], [-1, 0.5], [0.2, -0.3]], np.float32)
LABELS = ["a", "b", "a", "b"]


@pytest.mark.parametrize("weight", [0, 0.25, 1, 2, 7.5, 20])
def test_the_mixture(weight: float) -> None:
    exact = U + weight * (C.astype(np.float64) - U)
    raw = Guided(Oracle(C), Oracle(U), weight, clipped=False)(X, 0.3)
    clipped = Guided(Oracle(C), Oracle(U), weight)(X, 0.3)
    assert raw.dtype == clipped.dtype == np.float32
    np.testing.assert_allclose(raw, exact, rtol=1e-5, atol=1e-5)
    np.testing.assert_allclose(clipped, exact.clip(-1, 1), rtol=0, atol=1e-5)
    assert np.abs(clipped).max() == 1


def refuses(x_t: Array, alpha_bar: float, /) -> Array:
    raise AssertionError("was asked")


def test_at_the_ends_only_one_is_asked() -> None:
    assert np.array_equal(Guided(refuses, Oracle(U), 0, clipped=False)(X, 0.3), U)
    assert np.array_equal(Guided(Oracle(C), refuses, 1, clipped=False)(X, 0.3), C)
    with pytest.raises(AssertionError, match="was asked"):
        Guided(Oracle(C), refuses, 1.5)(X, 0.3)


def log_density(x: Array, alpha_bar: float, weight: float) -> float:
    """log p(x_t) + weight·log p("a" | x_t), straight from Bayes' rule."""
    off = np.square(x.astype(np.float64) - math.sqrt(alpha_bar) * SHELF).sum(axis=1)
    likely = np.exp(-off / (2 * (1 - alpha_bar)))
    of_a = likely[[0, 2]].sum() / likely.sum()
    return math.log(likely.sum()) + weight * math.log(of_a)


@pytest.mark.parametrize("weight", [0.0, 0.5, 1.0, 3.0, 10.0])
@pytest.mark.parametrize("alpha_bar", [0.1, 0.5, 0.8])
def test_guidance_on_a_labelled_shelf_is_that_of_the_exact_classifier(
    alpha_bar: float, weight: float
) -> None:
    model = guided_posterior_mean(SHELF, LABELS, "a", weight)
    for x in NoiseSource(5).normal((6, 2)).astype(np.float64):
        steps = 1e-5 * np.eye(2)
        slopes = [
            log_density(x + h, alpha_bar, weight) - log_density(x - h, alpha_bar, weight)
            for h in steps
        ]
        x_t = x.astype(np.float32)
        score = score_from_x0(x_t, model(x_t, alpha_bar), alpha_bar)
        np.testing.assert_allclose(score, np.array(slopes) / 2e-5, rtol=1e-4, atol=1e-4)


def test_clipping_would_not_be_exact() -> None:
    answers = [
        guided_posterior_mean(SHELF, LABELS, "a", 10)(x, 0.3) for x in NoiseSource(6).normal((9, 2))
    ]
    assert np.abs(answers).max() > 1.5


def test_one_label_for_all_changes_nothing() -> None:
    pictures = np.stack([to_signal(preset(slug)) for slug in ("star", "cat", "key")])
    model = guided_posterior_mean(pictures, ["x", "x", "x"], "x", 7)
    x_t = NoiseSource(7).normal((32, 32))
    assert np.array_equal(model(x_t, 0.01), PosteriorMean(pictures)(x_t, 0.01))


@pytest.mark.parametrize("weight", [-0.1, 20.5, math.nan, "2", None])
def test_weights(weight: object) -> None:
    with pytest.raises(
        ValueError, match=f"weight was .*; it must be a number from 0 to {MAX_WEIGHT}"
    ):
        Guided(Oracle(C), Oracle(U), weight)  # type: ignore[arg-type]


def test_labels() -> None:
    with pytest.raises(ValueError, match="label was 'c'; it must be one of a, b"):
        guided_posterior_mean(SHELF, LABELS, "c", 1)
    with pytest.raises(ValueError, match="labels had 3 entries; it must have 4"):
        guided_posterior_mean(SHELF, LABELS[:3], "a", 1)
    with pytest.raises(ValueError, match="examples held"):
        guided_posterior_mean(np.full((1, 2), np.nan, np.float32), ["a"], "a", 1)
