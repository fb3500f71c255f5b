"""The posterior mean against brute force in double precision, and against Gaussians by formula."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from unerase import (
    NoiseSource,
    PosteriorMean,
    cosine,
    ddim,
    ddpm,
    diffuse,
    linear,
    mse,
    preset,
    to_signal,
)
from unerase.clouds import cloud
from unerase.denoisers import score_from_x0
from unerase.presets import preset_names
from unerase.samplers import Walk
from unerase.schedules import SCHEDULES

Array = NDArray[np.float32]
Double = NDArray[np.float64]

POINTS = NoiseSource(1).normal((300, 2))
PICTURES = np.stack([to_signal(preset(slug)) for slug in preset_names()])

LEVELS = [0.0, 1e-9, 1e-4, 0.1, 0.5, 0.9, 0.99, 0.9999, 1 - 1e-6, 1 - 1e-9]


def brute_force(examples: Array, h: float, x_t: Array, alpha_bar: float) -> tuple[Double, Double]:
    """Weights (n, N) and means (n, pixels) straight from Bayes' rule."""
    p = examples.reshape(len(examples), -1).astype(np.float64)
    x = x_t.reshape(-1, p.shape[1]).astype(np.float64)
    s, v = math.sqrt(alpha_bar), alpha_bar * h * h + (1 - alpha_bar)
    apart = x[:, np.newaxis] - s * p
    exponent = -np.square(apart).sum(axis=-1) / (2 * v)
    weights = np.exp(exponent - exponent.max(axis=1, keepdims=True))
    weights /= weights.sum(axis=1, keepdims=True)
    means = p + (s * h * h / v) * apart
    return weights, (weights[:, :, np.newaxis] * means).sum(axis=1)


def off(ours: Array, exact: Double) -> float:
    """The largest error, relative to the largest value."""
    return float(np.abs(ours.reshape(exact.shape) - exact).max() / np.abs(exact).max())


@pytest.mark.parametrize("h", [0.0, 1e-3, 0.05, 0.7])
@pytest.mark.parametrize("alpha_bar", LEVELS)
def test_a_thousand_points_equal_brute_force(alpha_bar: float, h: float) -> None:
    x0 = np.tile(POINTS, (4, 1))[:1000]
    seen = diffuse(x0, alpha_bar, NoiseSource(2).normal(x0.shape))
    lost = 3 * NoiseSource(3).normal(x0.shape)  # far from every example: exponents of -1e6 and more
    model = PosteriorMean(POINTS, h)
    for x_t in (seen, lost):
        weights, means = brute_force(POINTS, h, x_t, alpha_bar)
        assert off(model(x_t, alpha_bar), means) <= 2e-6
        assert off(model.weights(x_t, alpha_bar), weights) <= 2e-6


@pytest.mark.parametrize("h", [0.0, 0.2])
@pytest.mark.parametrize("alpha_bar", LEVELS)
def test_pictures_equal_brute_force(alpha_bar: float, h: float) -> None:
    model = PosteriorMean(PICTURES, h)
    x_t = diffuse(PICTURES[4], alpha_bar, NoiseSource(4).normal((32, 32)))
    for shown in (x_t, 0.5 * (PICTURES[0] + PICTURES[9]), NoiseSource(5).normal((32, 32))):
        weights, means = brute_force(PICTURES, h, shown, alpha_bar)
        assert off(model(shown, alpha_bar), means) <= 2e-6
        assert off(model.weights(shown, alpha_bar), weights) <= 2e-6


@pytest.mark.parametrize("alpha_bar", [0.05, 0.2, 0.4])
def test_no_other_answer_has_a_smaller_squared_error(alpha_bar: float) -> None:
    """E‖x0 − a‖² = E‖x0 − μ‖² + ‖μ − a‖² over drawn pairs: what an answer is off costs extra."""
    x0 = np.tile(PICTURES[:9], (300, 1, 1))[:, ::8, ::8]
    model = PosteriorMean(x0[:9])
    x_t = diffuse(x0, alpha_bar, NoiseSource(8).normal(x0.shape))
    mean = model(x_t, alpha_bar)
    least = mse(x0, mean)
    likeliest = x0[model.weights(x_t, alpha_bar).argmax(axis=-1)]
    for other in (0.8 * mean, mean + 0.1, likeliest, np.mean(x0, axis=0) + 0 * mean):
        assert mse(x0, other) == pytest.approx(least + mse(mean, other), rel=0.05, abs=2e-3)
        assert mse(x0, other) > least


def test_between_neighbours_single_precision_is_not_enough() -> None:
    """Half-way between two examples of a row at ᾱ = 1 − 1e-6, exponents from 0 down to −1e6."""
    alpha_bar = 1 - 1e-6
    along = np.arange(200) * 0.01
    examples = np.column_stack((np.full(200, 2.0), along)).astype(np.float32)
    x_t = examples[:-1] + 5e-5 * NoiseSource(24).normal((199, 2))
    x_t[:, 1] += 0.005
    exact, _ = brute_force(examples, 0.0, x_t, alpha_bar)
    assert off(PosteriorMean(examples).weights(x_t, alpha_bar), exact) <= 2e-6
    squared = np.square(x_t[:, np.newaxis].astype(np.float64) - examples).sum(axis=-1)
    assert squared.max() / (2 * (1 - alpha_bar)) > 1e6
    scores = x_t @ examples.T - 0.5 * np.square(examples).sum(axis=1)
    careless = np.exp((scores - scores.max(axis=1, keepdims=True)) / np.float32(1 - alpha_bar))
    careless /= careless.sum(axis=1, keepdims=True)
    assert off(careless, exact) > 1e-2


@pytest.mark.parametrize("h", [0.0, 0.05])
def test_every_row_of_weights_sums_to_one(h: float) -> None:
    model = PosteriorMean(POINTS, h)
    x_t = 2 * NoiseSource(6).normal((200, 2))
    for alpha_bar in (*LEVELS, 1.0):
        weights = model.weights(x_t, alpha_bar)
        assert weights.dtype == np.float32
        assert weights.min() >= 0
        np.testing.assert_allclose(weights.sum(axis=1, dtype=np.float64), 1, rtol=0, atol=2e-6)


def test_two_points_by_hand() -> None:
    """With data at ±1 the answer is tanh(sqrt(ᾱ)·x / (1 − ᾱ))."""
    model = PosteriorMean(np.array([[1.0], [-1.0]], np.float32))
    x_t = np.array([[0.3], [-1.2], [0.0], [5.0]], np.float32)
    expected = np.tanh(0.6 * x_t.astype(np.float64) / 0.64)
    np.testing.assert_allclose(model(x_t, 0.36), expected, rtol=0, atol=1e-6)
    np.testing.assert_allclose(model.weights(x_t, 0.36)[:, :1], (1 + expected) / 2, atol=1e-6)


@pytest.mark.parametrize("h", [0.0, 0.3])
def test_from_nothing_but_noise_the_answer_is_the_mean_of_the_data(h: float) -> None:
    model = PosteriorMean(POINTS, h)
    x_t = NoiseSource(7).normal((5, 2))
    assert np.array_equal(model.weights(x_t, 0.0), np.full((5, 300), np.float32(1 / 300)))
    expected = np.tile(POINTS.mean(axis=0, dtype=np.float64), (5, 1))
    np.testing.assert_allclose(model(x_t, 0.0), expected, rtol=0, atol=1e-6)


def test_without_noise_and_blur_the_answer_is_the_nearest_example() -> None:
    model = PosteriorMean(POINTS)
    near = POINTS + np.float32(1e-4) * NoiseSource(8).normal(POINTS.shape)
    assert np.array_equal(model(POINTS, 1.0), POINTS)
    assert np.array_equal(model(near, 1.0), POINTS)
    assert np.array_equal(model.weights(near, 1.0), np.eye(300, dtype=np.float32))
    for k, picture in enumerate(PICTURES):
        assert np.array_equal(PosteriorMean(PICTURES)(picture, 1.0), picture), k


def test_without_noise_and_blur_ties_are_shared() -> None:
    model = PosteriorMean(np.array([[1, 0], [-1, 0], [0, 3], [1, 0]], np.float32))
    x_t = np.array([[0, 0], [2, 0.5]], np.float32)
    shares = np.array([[1 / 3, 1 / 3, 0, 1 / 3], [0.5, 0, 0, 0.5]])
    np.testing.assert_allclose(model.weights(x_t, 1.0), shares, rtol=0, atol=1e-7)
    np.testing.assert_allclose(model(x_t, 1.0), np.array([[1 / 3, 0], [1, 0]]), rtol=0, atol=1e-7)


@pytest.mark.parametrize("h", [1e-300, 1e-20, 0.1, 1.0, 1000])
def test_without_noise_blurred_data_may_be_anywhere(h: float) -> None:
    x_t = 3 * NoiseSource(9).normal((50, 2))
    assert np.array_equal(PosteriorMean(POINTS, h)(x_t, 1.0), x_t)


@pytest.mark.parametrize("h", [0.0, 1e-300, 1e-20, 0.1, 1000])
@pytest.mark.parametrize("alpha_bar", [0.0, 5e-324, 0.5, 1 - 2**-53, 1.0])
def test_every_answer_is_finite(alpha_bar: float, h: float) -> None:
    model = PosteriorMean(POINTS, h)
    for scale in (0.0, 1.0, 1e6):
        x_t = np.float32(scale) * NoiseSource(10).normal((20, 2))
        assert np.isfinite(model(x_t, alpha_bar)).all()
        assert np.isfinite(model.weights(x_t, alpha_bar)).all()


@pytest.mark.parametrize("batch", [(), (1,), (7,), (2, 3), (2, 1, 3)])
@pytest.mark.parametrize("item", [(), (1,), (2,), (3, 4)])
def test_any_batch_of_any_item(item: tuple[int, ...], batch: tuple[int, ...]) -> None:
    model = PosteriorMean(NoiseSource(11).normal((5, *item)), 0.1)
    x_t = NoiseSource(12).normal((*batch, *item))
    answer, weights = model(x_t, 0.6), model.weights(x_t, 0.6)
    assert (answer.shape, weights.shape) == ((*batch, *item), (*batch, 5))
    assert answer.dtype == weights.dtype == np.float32
    for place in np.ndindex(*batch):
        np.testing.assert_allclose(answer[place], model(x_t[place], 0.6), rtol=0, atol=1e-6)
        np.testing.assert_allclose(weights[place], model.weights(x_t[place], 0.6), atol=1e-6)


def test_what_it_knows_is_its_own_and_fixed() -> None:
    given = POINTS.copy()
    model = PosteriorMean(given, 0.1)
    x_t = NoiseSource(13).normal((3, 2))
    kept, before = x_t.copy(), model(x_t, 0.5)
    given[:] = 0
    assert np.array_equal(model.examples, POINTS)
    assert np.array_equal(model(x_t, 0.5), before)
    assert np.array_equal(x_t, kept)
    with pytest.raises(ValueError, match="read-only"):
        model.examples[0] = 0


@pytest.mark.parametrize("dtype", [np.float64, np.int8])
def test_other_real_numbers_are_taken_as_float32(dtype: Any) -> None:
    examples, x_t = np.array([[1, 2], [3, 5], [-2, 4]], dtype), np.array([2, 3], dtype)
    single = PosteriorMean(examples.astype(np.float32), 0.1)(x_t.astype(np.float32), 0.3)
    answer = PosteriorMean(examples, 0.1)(x_t, 0.3)
    assert answer.dtype == np.float32
    assert np.array_equal(answer, single)


@pytest.mark.parametrize("alpha_bar", [0.0, 1e-4, 0.3, 0.9, 0.9999])
def test_score_of_a_mixture_of_two_gaussians(alpha_bar: float) -> None:
    """∇ log p(x_t), from the two densities of x_t and their gradients, in double precision."""
    h, data = 0.3, np.array([[1.0, 0.5], [-0.5, -1.0]], np.float32)
    x_t = 1.5 * NoiseSource(14).normal((200, 2))
    x, s = x_t.astype(np.float64), math.sqrt(alpha_bar)
    v = alpha_bar * h**2 + 1 - alpha_bar
    from_first, from_second = (x - s * mean.astype(np.float64) for mean in data)
    # The log of the two densities' ratio, and the logistic function of it.
    ratio = (np.square(from_second) - np.square(from_first)).sum(axis=1) / (2 * v)
    first = 0.5 * (1 + np.tanh(ratio / 2))[:, np.newaxis]
    expected = -(first * from_first + (1 - first) * from_second) / v
    model = PosteriorMean(data, h)
    np.testing.assert_allclose(model.weights(x_t, alpha_bar)[:, :1], first, rtol=0, atol=1e-6)
    ours = score_from_x0(x_t, model(x_t, alpha_bar), alpha_bar)
    # x0_hat is rounded to float32, and the score divides that by 1 - alpha_bar.
    tolerance = 1e-6 * np.abs(x).max() / (1 - alpha_bar)
    np.testing.assert_allclose(ours, expected, rtol=0, atol=tolerance)


def test_the_score_is_the_slope_of_the_log_density() -> None:
    h, alpha_bar, step = 0.2, 0.7, 1e-4
    data = POINTS[:7].astype(np.float64)
    x_t = NoiseSource(15).normal((20, 2))

    def log_density(x: Double) -> Double:
        apart = x[:, np.newaxis] - math.sqrt(alpha_bar) * data
        v = alpha_bar * h**2 + 1 - alpha_bar
        return np.asarray(np.log(np.exp(-np.square(apart).sum(axis=-1) / (2 * v)).sum(axis=1)))

    ours = score_from_x0(x_t, PosteriorMean(POINTS[:7], h)(x_t, alpha_bar), alpha_bar)
    for axis in range(2):
        aside = np.eye(2)[axis] * step
        slope = (log_density(x_t + aside) - log_density(x_t - aside)) / (2 * step)
        np.testing.assert_allclose(ours[:, axis], slope, rtol=0, atol=1e-5)


MU = np.array([0.7, -0.4], np.float32)


# Laplace's last stride grows shorter only as the logarithm of their number.
@pytest.mark.parametrize("h", [0.1, 0.5, 1.0])
@pytest.mark.parametrize("name", sorted(set(SCHEDULES) - {"laplace"}))
def test_the_deterministic_walk_of_a_gaussian_is_its_flow(name: str, h: float) -> None:
    """x_0 = μ + (x_T − √ᾱ_T·μ)·h/√(ᾱ_T h² + 1 − ᾱ_T), nearer with every doubling of the steps."""
    x_start = NoiseSource(16).normal((1000, 2))
    model = PosteriorMean(MU[np.newaxis], h)
    errors = []
    for steps in (250, 500, 1000):
        schedule = SCHEDULES[name](steps)
        end = schedule.at(steps)
        from_mean = x_start - math.sqrt(end) * MU.astype(np.float64)
        expected = MU + from_mean * h / math.sqrt(end * h**2 + 1 - end)
        *_, last = ddim(model, schedule, x_start, NoiseSource(17))
        errors.append(float(np.abs(last.x_t - expected).max()))
    assert errors[-1] < 0.03
    if name != "literal":  # there every length is another schedule, with another end
        assert all(fine < 0.7 * coarse or fine < 1e-5 for coarse, fine in pairwise(errors))


@pytest.mark.parametrize("sampler", [ddpm, ddim])
def test_both_walks_end_with_the_mean_and_spread_of_a_gaussian(sampler: Walk) -> None:
    many, h = 4000, 0.5
    x_start = NoiseSource(18).normal((many, 2))
    model = PosteriorMean(MU[np.newaxis], h)
    *_, last = sampler(model, cosine(500), x_start, NoiseSource(19))
    # Four standard errors, and 1% for the steps being finite.
    assert np.abs(last.x_t.mean(axis=0) - MU).max() < 4 * h / math.sqrt(many) + 0.01 * h
    assert np.abs(last.x_t.std(axis=0) - h).max() < 4 * h / math.sqrt(2 * many) + 0.01 * h


@pytest.mark.parametrize("sampler", [ddpm, ddim])
@pytest.mark.parametrize("h", [0.0, 0.05])
def test_a_thousand_points_walk_back_to_the_ring(sampler: Walk, h: float) -> None:
    ring = cloud("ring")
    low, high = (float(end(np.hypot(*ring.T))) for end in (np.min, np.max))
    x_start = NoiseSource(20).normal((1000, 2))
    walk = sampler(PosteriorMean(ring, h), linear(20), x_start, NoiseSource(21))
    frames = list(walk)
    assert [frame.t for frame in frames] == list(range(20, -1, -1))
    for frame in frames:
        assert frame.x_t.shape == frame.x0_hat.shape == (1000, 2)
        assert frame.x_t.dtype == frame.x0_hat.dtype == np.float32
    near = [
        float(((low - 0.1 < radius) & (radius < high + 0.1)).mean())
        for radius in (np.hypot(*frames[0].x_t.T), np.hypot(*frames[-1].x_t.T))
    ]
    assert near[0] < 0.3
    assert near[1] > 0.98


@pytest.mark.parametrize("sampler", [ddpm, ddim])
def test_pictures_walk_back_to_one_of_the_examples(sampler: Walk) -> None:
    x_start = NoiseSource(22).normal((32, 32))
    *_, last = sampler(PosteriorMean(PICTURES), linear(20), x_start, NoiseSource(23))
    apart = np.abs(PICTURES - last.x_t).max(axis=(1, 2))
    assert apart.min() < 1e-5


@pytest.mark.parametrize("h", [0.0, 1e-3, 0.05, 0.7])
@pytest.mark.parametrize("alpha_bar", [0.0, 1e-4, 0.5, 0.99, 1.0])
def test_the_score_is_exact_at_the_clean_end_too(alpha_bar: float, h: float) -> None:
    """Against the sum over the examples in double precision, at the clean end too."""
    v = alpha_bar * h * h + 1 - alpha_bar
    denoiser = PosteriorMean(POINTS, h)
    x = diffuse(POINTS, alpha_bar, NoiseSource(2).normal(POINTS.shape))
    if v == 0:
        with pytest.raises(ValueError, match=r"alpha_bar was 1\.0; data without a blur"):
            denoiser.score(x, alpha_bar)
        return
    weights, _ = brute_force(POINTS, h, x, alpha_bar)
    apart = math.sqrt(alpha_bar) * POINTS.astype(np.float64) - x.astype(np.float64)[:, np.newaxis]
    exact = (weights[:, :, np.newaxis] * apart).sum(axis=1) / v
    # What single precision leaves of a difference is divided by v.
    assert np.allclose(denoiser.score(x, alpha_bar), exact, rtol=1e-4, atol=2e-6 / v)
    if alpha_bar < 1:
        answer = score_from_x0(x, denoiser(x, alpha_bar), alpha_bar)
        assert np.allclose(answer, exact, rtol=1e-3, atol=2e-6 / (1 - alpha_bar))
