"""Locked pixels: exactly the picture's at the end, exactly its noised form on the way."""

from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from unerase import (
    Denoiser,
    Guided,
    LocalScore,
    NoiseSource,
    Oracle,
    PosteriorMean,
    Weaver,
    Wiener,
    diffuse,
    linear,
    preset,
    to_signal,
)
from unerase.denoisers import Locked, eps_from_x0, locked_start
from unerase.presets import preset_names
from unerase.samplers import SAMPLERS
from unerase.schedules import SCHEDULES

SHELF = np.stack([to_signal(preset(slug)) for slug in preset_names()])
PICTURE = np.roll(SHELF[0], 3, axis=1)
MASK = np.indices((32, 32)).sum(axis=0) < 30
EPS = NoiseSource(1).normal((32, 32))

DENOISERS: dict[str, Denoiser] = {
    "oracle": Oracle(SHELF[5]),
    "posterior mean": PosteriorMean(SHELF),
    "wiener": Wiener(SHELF),
    "local score": LocalScore(SHELF, 9),
    "weaver": Weaver(SHELF[2], 9),
    "guided": Guided(PosteriorMean(SHELF[:3]), PosteriorMean(SHELF), 3),
}


@pytest.mark.parametrize("method", SAMPLERS)
@pytest.mark.parametrize("name", DENOISERS)
def test_what_is_locked_is_the_pictures(name: str, method: str) -> None:
    model, schedule = Locked(DENOISERS[name], PICTURE, MASK), linear(6)
    start = locked_start(PICTURE, MASK, schedule.at(6), EPS)
    *_, last = SAMPLERS[method](model, schedule, start, NoiseSource(1, 1))
    assert np.array_equal(last.x_t[MASK], PICTURE[MASK])
    assert not np.array_equal(last.x_t, PICTURE)


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_without_dice_the_locked_pixels_keep_their_noise(schedule: str) -> None:
    plan = SCHEDULES[schedule](10)
    model = Locked(PosteriorMean(SHELF), PICTURE, MASK)
    start = locked_start(PICTURE, MASK, plan.at(10), EPS)
    for frame in SAMPLERS["ddim"](model, plan, start, NoiseSource(1, 1)):
        expected = diffuse(PICTURE, frame.alpha_bar, EPS)[MASK]
        np.testing.assert_allclose(frame.x_t[MASK], expected, rtol=0, atol=2e-5)


def test_with_dice_the_noise_of_the_locked_pixels_is_standard() -> None:
    plan = linear(20)
    model = Locked(PosteriorMean(SHELF), PICTURE, np.ones((32, 32), dtype=bool))
    start = locked_start(PICTURE, model.mask, plan.at(20), EPS)
    for frame in SAMPLERS["ddpm"](model, plan, start, NoiseSource(1, 1)):
        if frame.t > 0:
            noise = eps_from_x0(frame.x_t, PICTURE, frame.alpha_bar)
            assert abs(noise.mean()) <= 5 / 32
            assert noise.std() == pytest.approx(1, abs=5 / math.sqrt(2 * 1024))


def test_the_rest_is_the_denoisers() -> None:
    model = PosteriorMean(SHELF)
    answer = Locked(model, PICTURE, MASK)(EPS, 0.3)
    assert answer.dtype == np.float32
    assert np.array_equal(answer[~MASK], model(EPS, 0.3)[~MASK])
    assert np.array_equal(Locked(model, PICTURE, MASK & False)(EPS, 0.3), model(EPS, 0.3))


def test_the_start_is_noise_where_nothing_is_locked() -> None:
    start = locked_start(PICTURE, MASK, 0.25, EPS)
    assert start.dtype == np.float32
    assert np.array_equal(start[~MASK], EPS[~MASK])
    expected = 0.5 * PICTURE + math.sqrt(0.75) * EPS
    np.testing.assert_allclose(start[MASK], expected[MASK], rtol=0, atol=1e-6)


@pytest.mark.parametrize(
    ("picture", "mask", "named"),
    [
        (PICTURE, MASK[1:], "mask had shape"),
        (PICTURE, MASK.astype(np.int8), "mask held int8"),
        (np.full((32, 32), np.nan, np.float32), MASK, "picture held"),
    ],
)
def test_refusals(picture: NDArray[np.float32], mask: NDArray[np.bool_], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        Locked(Oracle(PICTURE), picture, mask)


def test_bad_questions() -> None:
    with pytest.raises(ValueError, match="x_t had shape"):
        Locked(Oracle(PICTURE), PICTURE, MASK)(EPS[1:], 0.5)
    with pytest.raises(ValueError, match="mask had shape"):
        locked_start(PICTURE, MASK[1:], 0.5, EPS)
