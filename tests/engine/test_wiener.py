"""The averager against a dense solve in double precision, and against what it must be."""

from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from unerase import NoiseSource, Wiener, diffuse, preset, to_signal
from unerase.denoisers.covariance import covariance
from unerase.denoisers.slices import whole
from unerase.presets import preset_names

Array = NDArray[np.float32]
Double = NDArray[np.float64]

PRESETS = np.stack([to_signal(preset(slug)) for slug in preset_names()])
NOISE = NoiseSource(1)
SHELVES = {
    "presets": PRESETS,
    "twice the same": np.concatenate([PRESETS[:5], PRESETS[2:7]]),
    "blank and full": np.concatenate([PRESETS[:3], np.full((2, 32, 32), -1, np.float32), -PRESETS]),
    "more than pixels": NOISE.normal((40, 5, 4)),
    "alike in all directions": np.concatenate([np.eye(6), -np.eye(6)]).astype(np.float32),
    "three": PRESETS[:3],
    "one": PRESETS[:1],
    "one, thrice": PRESETS[[4, 4, 4]],
    "points": NOISE.normal((9, 2)),
    "numbers": NOISE.normal((4,)),
}
MODELS = {name: Wiener(examples) for name, examples in SHELVES.items()}
LEVELS = [0.0, 1e-9, 4e-5, 0.1, 0.5, 0.99, 1 - 1e-6, 1 - 1e-9]


def dense(examples: Array, x_t: Array, alpha_bar: float) -> Double:
    """The formula, with the whole covariance matrix and a solve."""
    rows = examples.reshape(len(examples), -1).astype(np.float64)
    mean, s = rows.mean(axis=0), math.sqrt(alpha_bar)
    c = (rows - mean).T @ (rows - mean) / len(rows)
    inner = alpha_bar * c + (1 - alpha_bar) * np.eye(len(c))
    off = x_t.reshape(-1).astype(np.float64) - s * mean
    return np.asarray(mean + s * c @ np.linalg.solve(inner, off)).reshape(x_t.shape)


def by_singular_values(examples: Array, x_t: Array, alpha_bar: float) -> Double:
    """The formula, direction by direction: near alpha_bar = 1 a solve loses too many digits."""
    rows = examples.reshape(len(examples), -1).astype(np.float64)
    mean, s = rows.mean(axis=0), math.sqrt(alpha_bar)
    _, lengths, basis = np.linalg.svd((rows - mean) / math.sqrt(len(rows)), full_matrices=False)
    power = np.where(lengths > 1e-10 * max(1, lengths.max()), np.square(lengths), 0)
    gain = s * power / (alpha_bar * power + (1 - alpha_bar))
    off = x_t.reshape(-1).astype(np.float64) - s * mean
    return np.asarray(mean + (gain * (basis @ off)) @ basis).reshape(x_t.shape)


@pytest.mark.parametrize("name", SHELVES)
@pytest.mark.parametrize("alpha_bar", LEVELS)
def test_it_is_the_formula(name: str, alpha_bar: float) -> None:
    examples = SHELVES[name]
    eps = NoiseSource(2).normal(examples.shape[1:])
    model = MODELS[name]
    for x_t in (diffuse(examples[0], alpha_bar, eps), eps):
        ours = model(x_t, alpha_bar)
        assert ours.dtype == np.float32
        expected = by_singular_values(examples, x_t, alpha_bar)
        np.testing.assert_allclose(ours, expected, rtol=0, atol=1e-6)
    if (1 - alpha_bar >= 1e-2 and examples[0].size <= 20) or alpha_bar == 0.5:
        np.testing.assert_allclose(ours, dense(examples, x_t, alpha_bar), rtol=0, atol=1e-6)


@pytest.mark.parametrize("name", SHELVES)
def test_from_nothing_but_noise_the_answer_is_the_mean(name: str) -> None:
    examples = SHELVES[name]
    answer = MODELS[name](NoiseSource(3).normal(examples.shape[1:]), 0.0)
    expected = examples.mean(axis=0, dtype=np.float64).astype(np.float32)
    assert np.array_equal(answer, expected)


@pytest.mark.parametrize("name", SHELVES)
def test_without_noise_the_answer_is_the_nearest_blend(name: str) -> None:
    examples = SHELVES[name]
    model, x_t = MODELS[name], NoiseSource(4).normal(examples.shape[1:])
    rows = examples.reshape(len(examples), -1).astype(np.float64)
    mean = rows.mean(axis=0)
    blend, *_ = np.linalg.lstsq((rows - mean).T, x_t.reshape(-1) - mean, rcond=1e-10)
    expected = (mean + blend @ (rows - mean)).reshape(x_t.shape)
    np.testing.assert_allclose(model(x_t, 1.0), expected, rtol=0, atol=2e-6)
    for example in examples[:4]:
        np.testing.assert_allclose(model(example, 1.0), example, rtol=0, atol=1e-6)


@pytest.mark.parametrize("name", SHELVES)
def test_the_factors_are_the_covariance(name: str) -> None:
    rows = SHELVES[name].reshape(len(SHELVES[name]), -1).astype(np.float64)
    factors = whole(covariance(SHELVES[name]))
    rank = np.linalg.matrix_rank(rows - rows.mean(axis=0), tol=1e-9)
    assert factors.basis.shape == (rank, rows.shape[1])
    np.testing.assert_allclose(factors.basis @ factors.basis.T, np.eye(rank), rtol=0, atol=1e-12)
    t = np.diag(factors.diagonal) + np.diag(factors.beside[:-1], 1) if rank else np.zeros((0, 0))
    t = t + np.triu(t, 1).T
    expected = np.cov(rows, rowvar=False, bias=True).reshape(rows.shape[1], -1)
    ours = factors.basis.T @ t @ factors.basis
    np.testing.assert_allclose(ours, expected, rtol=0, atol=1e-11 * max(1, np.abs(expected).max()))


def test_slices_are_the_whole() -> None:
    slices, x_t = Wiener.in_slices(PRESETS), NoiseSource(5).normal((32, 32))
    done = [next(slices) for _ in range(3)]
    assert done == [0.5 / 18, 1 / 18, 1.5 / 18]
    assert np.array_equal(whole(slices)(x_t, 0.3), Wiener(PRESETS)(x_t, 0.3))


def test_of_linear_denoisers_it_errs_the_least() -> None:
    """On the examples, against the same answer with any other gain."""
    model, alpha_bar = Wiener(PRESETS), 0.2
    noise = NoiseSource(6)
    mean = PRESETS.mean(axis=0)
    errors = dict.fromkeys((0.8, 1.0, 1.25), 0.0)
    for x0 in np.repeat(PRESETS, 20, axis=0):
        answer = model(diffuse(x0, alpha_bar, noise.normal(x0.shape)), alpha_bar)
        for gain in errors:
            errors[gain] += float(np.square(mean + gain * (answer - mean) - x0).sum())
    assert min(errors, key=errors.__getitem__) == 1.0


def test_the_order_of_the_shelf_does_not_matter() -> None:
    x_t, order = NoiseSource(7).normal((32, 32)), np.random.default_rng(1).permutation(len(PRESETS))
    for alpha_bar in (0.01, 0.9, 1.0):
        ours, other = Wiener(PRESETS)(x_t, alpha_bar), Wiener(PRESETS[order])(x_t, alpha_bar)
        np.testing.assert_allclose(ours, other, rtol=0, atol=1e-6)


def test_its_examples_are_its_own() -> None:
    examples = PRESETS.copy()
    model, x_t = Wiener(examples), NoiseSource(8).normal((32, 32))
    before = model(x_t, 0.3)
    examples[:] = 0
    assert np.array_equal(model(x_t, 0.3), before)


@pytest.mark.parametrize(
    ("examples", "named"),
    [
        (np.float32(1), "examples had shape"),
        (np.full((2, 2), np.nan, np.float32), "examples held"),
        (np.zeros((0, 4), np.float32), "examples had shape"),
    ],
)
def test_refusals(examples: Array, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        Wiener(examples)
    with pytest.raises(ValueError, match=named):
        next(Wiener.in_slices(examples))


def test_bad_questions() -> None:
    model = Wiener(PRESETS)
    with pytest.raises(ValueError, match="x_t had shape"):
        model(PRESETS, 0.5)
    with pytest.raises(ValueError, match="alpha_bar was"):
        model(PRESETS[0], -0.1)
    with pytest.raises(ValueError, match="factors had 2 pixels; it must have 1024"):
        Wiener(PRESETS, whole(covariance(SHELVES["points"])))
