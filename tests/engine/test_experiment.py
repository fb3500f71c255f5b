"""One run: same settings, same bytes; and nothing is asked or drawn more often than needed."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import FrozenInstanceError, fields
from functools import partial
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from unerase import (
    Experiment,
    Frame,
    NoiseSource,
    Oracle,
    PosteriorMean,
    Schedule,
    cosine,
    ddim,
    ddpm,
    linear,
    preset,
    rectified_flow,
    sample,
    to_signal,
)
from unerase.samplers import Walk
from unerase.schedules import SCHEDULES, linear_literal

Picture = NDArray[np.float32]
MAX_SEED = 2**32 - 1

WAYS: dict[str, Walk] = {"ddpm": ddpm, "ddim": ddim, "ddim eta 0.5": partial(ddim, eta=0.5)}
every_sampler = pytest.mark.parametrize("sampler", WAYS.values(), ids=WAYS)


def experiment_of(x0: Picture, **others: Any) -> Experiment:
    """An experiment in which only what is named differs from the page's first."""
    first = {"schedule": linear(20), "denoiser": Oracle(x0), "sampler": ddpm}
    return Experiment(x0, **{**first, **others})


def tanh(x_t: Picture, alpha_bar: float, /) -> Picture:
    """The exact posterior mean of independent ±1 pixels: it has never seen the drawing."""
    return np.asarray(np.tanh(math.sqrt(alpha_bar) * x_t / (1 - alpha_bar)))


def frames_as_bytes(experiment: Experiment, start: int | None = None) -> bytes:
    pictures = [picture for f in experiment.reverse(start) for picture in (f.x_t, f.x0_hat)]
    return b"".join(picture.tobytes() for picture in (experiment.forward(), *pictures))


@every_sampler
def test_same_settings_same_bytes(sampler: Walk, x0: Picture) -> None:
    def once() -> bytes:
        given = x0.copy()
        return frames_as_bytes(Experiment(given, cosine(20), Oracle(given), sampler, 5, 6))

    assert once() == once()


@pytest.mark.parametrize("denoiser", ["oracle", "tanh"])
@every_sampler
def test_a_walk_is_what_the_parts_make_by_hand(sampler: Walk, denoiser: str, x0: Picture) -> None:
    asked = tanh if denoiser == "tanh" else Oracle(x0)
    schedule = cosine(12)
    experiment = Experiment(x0, schedule, asked, sampler, 8, 9)
    for start in (0, 5, 12):
        x_start = experiment.forward()[start]
        noise = NoiseSource(8, stream=9)
        by_hand = list(sampler(asked, schedule, x_start, noise, start))
        for frame, expected in zip(experiment.reverse(start), by_hand, strict=True):
            assert (frame.t, frame.alpha_bar) == (expected.t, expected.alpha_bar)
            assert np.array_equal(frame.x_t, expected.x_t)
            assert np.array_equal(frame.x0_hat, expected.x0_hat)


@every_sampler
def test_another_denoiser_than_the_oracle(sampler: Walk, x0: Picture) -> None:
    experiment = experiment_of(x0, denoiser=tanh, sampler=sampler)
    frames = list(experiment.reverse())
    for frame in frames[:-1]:
        assert np.array_equal(frame.x0_hat, tanh(frame.x_t, frame.alpha_bar))
        assert frame.x_t.dtype == frame.x0_hat.dtype == np.float32
    assert np.array_equal(frames[-1].x_t, frames[-2].x0_hat)
    # It ends at some ±1 picture, but it cannot know which one it was.
    last = frames[-1].x_t
    assert float((np.abs(last) > 0.9).mean()) > 0.98
    assert float((np.sign(last) == x0).mean()) == pytest.approx(0.5, abs=0.1)
    assert np.array_equal(experiment.forward(), experiment_of(x0).forward())


def test_a_sampler_may_be_bound_to_its_options(x0: Picture) -> None:
    walks = {
        eta: frames_as_bytes(experiment_of(x0, sampler=partial(ddim, eta=eta)))
        for eta in (0.0, 0.5, 1.0)
    }
    assert walks[0.0] == frames_as_bytes(experiment_of(x0, sampler=ddim))
    assert len(set(walks.values())) == 3


def test_bad_options_are_refused(x0: Picture) -> None:
    with pytest.raises(ValueError, match=r"^eta was 1\.5; it must be a number from 0 to 1$"):
        next(experiment_of(x0, sampler=partial(ddim, eta=1.5)).reverse())


def test_a_walk_can_be_taken_again(x0: Picture) -> None:
    experiment = experiment_of(x0)
    assert frames_as_bytes(experiment) == frames_as_bytes(experiment)
    assert frames_as_bytes(experiment, 9) == frames_as_bytes(experiment, 9)


def test_two_walks_side_by_side_do_not_disturb_each_other(x0: Picture) -> None:
    experiment = experiment_of(x0)
    alone = [frame.x_t for frame in experiment.reverse()]
    for one, other, expected in zip(experiment.reverse(), experiment.reverse(), alone, strict=True):
        assert np.array_equal(one.x_t, expected)
        assert np.array_equal(other.x_t, expected)


@pytest.mark.parametrize(
    "changed",
    [
        {"seed": 1},
        {"seed": MAX_SEED},
        {"walk_seed": 2},
        {"walk_seed": MAX_SEED},
        {"schedule": linear(21)},
        {"schedule": cosine(20)},
        {"denoiser": tanh},
        {"sampler": ddim},
    ],
    ids=["seed", "last seed", "walk_seed", "last walk_seed", "steps", "cosine", "tanh", "ddim"],
)
def test_any_other_setting_gives_other_frames(changed: dict[str, Any], x0: Picture) -> None:
    experiment = experiment_of(x0)
    other = experiment_of(x0, **changed)
    assert frames_as_bytes(experiment) != frames_as_bytes(other)


def test_a_seed_that_is_the_other_ones_number_gives_other_frames(x0: Picture) -> None:
    one, other = experiment_of(x0, seed=5, walk_seed=6), experiment_of(x0, seed=6, walk_seed=5)
    assert frames_as_bytes(one) != frames_as_bytes(other)


def test_the_walk_seed_leaves_the_start_alone(x0: Picture) -> None:
    one, other = (experiment_of(x0, walk_seed=seed) for seed in (1, 2))
    assert np.array_equal(one.forward(), other.forward())
    assert np.array_equal(next(one.reverse()).x_t, next(other.reverse()).x_t)


def test_walk_seed_0_would_walk_on_the_start_noise_and_is_refused(x0: Picture) -> None:
    message = r"^walk_seed was 0; it must be a whole number from 1 to 4294967295$"
    with pytest.raises(ValueError, match=message):
        Experiment(x0, linear(20), Oracle(x0), ddpm, seed=3, walk_seed=0)
    walk_noise = NoiseSource(0, stream=1).normal(x0.shape)
    assert not np.array_equal(experiment_of(x0, seed=0, walk_seed=1).eps, walk_noise)


def test_one_other_pixel_gives_other_frames(x0: Picture) -> None:
    flipped = x0.copy()
    flipped[31, 31] *= -1
    one, other = experiment_of(x0), experiment_of(flipped)
    assert frames_as_bytes(one) != frames_as_bytes(other)
    assert np.array_equal(one.eps, other.eps)  # the noise belongs to the seed, not to the drawing


def test_a_deterministic_walk_has_no_use_for_its_seed(x0: Picture) -> None:
    one, other = (experiment_of(x0, sampler=ddim, walk_seed=seed) for seed in (1, 2))
    assert frames_as_bytes(one) == frames_as_bytes(other)


def test_start_noise_is_stream_zero_and_walk_noise_the_walk_seed(x0: Picture) -> None:
    experiment = experiment_of(x0, schedule=linear_literal(20), seed=11, walk_seed=12)
    assert np.array_equal(experiment.eps, NoiseSource(11).normal(x0.shape))
    end, before = experiment.schedule.at(20), experiment.schedule.at(19)
    first, second = list(experiment.reverse())[:2]
    # q(x_19 | x_20, x0), with the mean written as in Ho et al. 2020, eq. 7.
    alpha = end / before
    mean = np.sqrt(before) * (1 - alpha) / (1 - end) * x0.astype(np.float64)
    mean += np.sqrt(alpha) * (1 - before) / (1 - end) * first.x_t
    z = (second.x_t - mean) / np.sqrt((1 - before) / (1 - end) * (1 - alpha))
    np.testing.assert_allclose(z, NoiseSource(11, stream=12).normal(x0.shape), atol=1e-4)


@every_sampler
def test_walk_noise_is_drawn_every_step_even_when_it_is_not_used(
    sampler: Walk, x0: Picture, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[tuple[int, ...]] = []
    normal = NoiseSource.normal

    def recording(source: NoiseSource, shape: tuple[int, ...]) -> Picture:
        drawn.append(shape)
        return normal(source, shape)

    experiment = experiment_of(x0, sampler=sampler)
    monkeypatch.setattr(NoiseSource, "normal", recording)
    frames = list(experiment.reverse(13))
    assert len(frames) == 14
    assert drawn == [x0.shape] * 13


@pytest.mark.parametrize("start", [0, 1, 7, 20])
@every_sampler
def test_the_denoiser_is_asked_once_a_step(sampler: Walk, start: int, x0: Picture) -> None:
    asked: list[float] = []

    def recording(x_t: Picture, alpha_bar: float, /) -> Picture:
        asked.append(alpha_bar)
        return x0

    experiment = experiment_of(x0, denoiser=recording, sampler=sampler)
    walked = experiment.reverse(start)
    experiment.forward()
    assert isinstance(walked, Iterator)
    assert asked == []
    assert len(list(walked)) == start + 1
    assert asked == [experiment.schedule.at(t) for t in range(start, 0, -1)]


def test_frames_count_down_to_the_clean_picture(x0: Picture) -> None:
    experiment = experiment_of(x0, schedule=cosine(7))
    frames = list(experiment.reverse())
    assert [frame.t for frame in frames] == [7, 6, 5, 4, 3, 2, 1, 0]
    assert [frame.alpha_bar for frame in frames] == experiment.schedule.alpha_bar[::-1].tolist()
    for frame in frames:
        assert frame.x_t.shape == frame.x0_hat.shape == x0.shape
        assert frame.x_t.dtype == frame.x0_hat.dtype == np.float32
        assert np.array_equal(frame.x0_hat, x0)


@pytest.mark.parametrize("shape", [(8,), (4, 6), (3, 8, 8)])
@pytest.mark.parametrize("steps", [1, 20])
def test_forward_has_every_step(steps: int, shape: tuple[int, ...]) -> None:
    x0 = np.ones(shape, np.float32)
    experiment = experiment_of(x0, schedule=linear(steps))
    forward = experiment.forward()
    assert forward.shape == (steps + 1, *shape)
    assert forward.dtype == np.float32
    assert np.array_equal(forward[0], x0)
    # What linear leaves at T: √ᾱ = 0.00635.
    np.testing.assert_allclose(forward[-1], experiment.eps, atol=0.0065)
    assert not np.array_equal(forward[-1], experiment.eps)


@pytest.mark.parametrize("schedule", [make(9) for make in SCHEDULES.values()], ids=SCHEDULES)
def test_a_part_of_forward_is_a_slice_of_the_whole(schedule: Schedule, x0: Picture) -> None:
    experiment = experiment_of(x0, schedule=schedule)
    whole = experiment.forward()
    for t in range(10):
        assert np.array_equal(experiment.at(t), whole[t])
    for first in range(11):
        assert np.array_equal(experiment.forward(first), whole[first:])
        for end in range(first, 11):
            part = experiment.forward(first, end)
            assert part.shape == (end - first, *x0.shape)
            assert np.array_equal(part, whole[first:end])


def test_frames_are_frozen_and_nothing_of_an_experiment_can_be_written_to(x0: Picture) -> None:
    experiment = experiment_of(x0)
    frame = next(experiment.reverse())
    for field in fields(frame):
        with pytest.raises(FrozenInstanceError):
            setattr(frame, field.name, None)
    for array in (experiment.x0, experiment.eps, experiment.schedule.alpha_bar):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


@every_sampler
def test_a_sample_is_where_an_experiment_ends_if_no_signal_is_left(
    sampler: Walk, x0: Picture
) -> None:
    plan = rectified_flow(20)
    *_, last = Experiment(x0, plan, tanh, sampler, seed=8).reverse()
    assert np.array_equal(sample(tanh, plan, x0.shape, 8, sampler), last.x_t)


def test_samples_of_one_example_are_that_example(x0: Picture) -> None:
    nine = sample(PosteriorMean(x0[np.newaxis]), cosine(20), (9, *x0.shape), seed=4)
    assert nine.dtype == np.float32
    assert np.array_equal(nine, np.stack([x0] * 9))


@every_sampler
def test_editing_the_given_picture_afterwards_changes_nothing(sampler: Walk, x0: Picture) -> None:
    given = x0.copy()
    before_forward, mid_walk = (experiment_of(given, sampler=sampler) for _ in range(2))
    walked = mid_walk.reverse()
    frames = [next(walked) for _ in range(5)]
    given[:] = 0.5
    frames += walked
    untouched = experiment_of(x0, sampler=sampler)
    assert frames_as_bytes(before_forward) == frames_as_bytes(untouched)
    for frame, expected in zip(frames, untouched.reverse(), strict=True):
        assert np.array_equal(frame.x_t, expected.x_t)
        assert np.array_equal(frame.x0_hat, expected.x0_hat)


def test_editing_the_forward_frames_changes_nothing(x0: Picture) -> None:
    experiment = experiment_of(x0)
    before = frames_as_bytes(experiment)
    experiment.forward()[:] = 0.5
    assert frames_as_bytes(experiment) == before


def test_the_picture_and_the_noise_are_read_only(x0: Picture) -> None:
    experiment = experiment_of(x0)
    first = next(experiment.reverse())
    for shared in (experiment.x0, experiment.eps, first.x0_hat):
        with pytest.raises(ValueError, match="read-only"):
            shared[0, 0] = 0
    assert np.array_equal(experiment.x0, x0)
    assert x0.flags.writeable


def test_a_drawing_of_bits_must_be_made_a_signal_first() -> None:
    bits = preset("heart")
    signal = to_signal(bits)
    with pytest.raises(ValueError, match=r"^x0 held bits; .*to_signal"):
        Experiment(bits, linear(20), Oracle(signal), ddpm)  # type: ignore[arg-type]
    *_, last = experiment_of(signal).reverse()
    assert np.array_equal(last.x_t > 0, bits)


def test_seeds_not_given_are_those_the_page_opens_with(x0: Picture) -> None:
    experiment = Experiment(x0, linear(20), Oracle(x0), ddpm)
    assert (experiment.seed, experiment.walk_seed) == (0, 1)


def test_frame_holds_what_it_is_given() -> None:
    x_t, x0_hat = np.zeros(1, np.float32), np.ones(1, np.float32)
    frame = Frame(3, 0.5, x_t, x0_hat, 2)
    assert (frame.t, frame.alpha_bar) == (3, 0.5)
    assert np.shares_memory(frame.x_t, x_t)
    assert np.shares_memory(frame.x0_hat, x0_hat)
    x_t[0] = 2  # who made the array still owns it
    assert frame.x_t[0] == 2
