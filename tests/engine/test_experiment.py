"""One run: same settings, same bytes; and nothing is asked or drawn more often than needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import FrozenInstanceError, fields, replace

import numpy as np
import pytest
from numpy.typing import NDArray

from unerase import WALKS, Experiment, Frame, NoiseSource, Oracle, preset, to_signal

Picture = NDArray[np.float32]
MAX_SEED = 2**32 - 1


def frames_as_bytes(experiment: Experiment, start: int | None = None) -> bytes:
    pictures = [picture for f in experiment.reverse(start) for picture in (f.x_t, f.x0_hat)]
    return b"".join(picture.tobytes() for picture in (experiment.forward, *pictures))


@pytest.mark.parametrize("walk", WALKS)
def test_same_settings_same_bytes(walk: str, x0: Picture) -> None:
    def once() -> bytes:
        return frames_as_bytes(Experiment(x0.copy(), "cosine", 20, walk, seed=5, walk_seed=6))

    assert once() == once()


def test_a_walk_can_be_taken_again(x0: Picture) -> None:
    experiment = Experiment(x0)
    assert frames_as_bytes(experiment) == frames_as_bytes(experiment)
    assert frames_as_bytes(experiment, 9) == frames_as_bytes(experiment, 9)


def test_two_walks_side_by_side_do_not_disturb_each_other(x0: Picture) -> None:
    experiment = Experiment(x0)
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
        {"steps": 21},
        {"schedule_name": "cosine"},
        {"walk": "ddim"},
    ],
    ids=str,
)
def test_any_other_setting_gives_other_frames(changed: dict[str, int | str], x0: Picture) -> None:
    experiment = Experiment(x0)
    other = replace(experiment, **changed)  # type: ignore[arg-type]
    assert frames_as_bytes(experiment) != frames_as_bytes(other)


def test_one_other_pixel_gives_other_frames(x0: Picture) -> None:
    flipped = x0.copy()
    flipped[31, 31] *= -1
    one, other = Experiment(x0), Experiment(flipped)
    assert frames_as_bytes(one) != frames_as_bytes(other)
    assert np.array_equal(one.eps, other.eps)  # the noise belongs to the seed, not to the drawing


def test_a_deterministic_walk_has_no_use_for_its_seed(x0: Picture) -> None:
    one, other = (Experiment(x0, walk="ddim", walk_seed=seed) for seed in (1, 2))
    assert frames_as_bytes(one) == frames_as_bytes(other)


def test_start_noise_is_stream_zero_and_walk_noise_the_walk_seed(x0: Picture) -> None:
    experiment = Experiment(x0, "literal", seed=11, walk_seed=12)
    assert np.array_equal(experiment.eps, NoiseSource(11).normal(x0.shape))
    end, before = experiment.schedule.at(20), experiment.schedule.at(19)
    first, second = list(experiment.reverse())[:2]
    # q(x_19 | x_20, x0), with the mean written as in Ho et al. 2020, eq. 7.
    alpha = end / before
    mean = np.sqrt(before) * (1 - alpha) / (1 - end) * x0.astype(np.float64)
    mean += np.sqrt(alpha) * (1 - before) / (1 - end) * first.x_t
    z = (second.x_t - mean) / np.sqrt((1 - before) / (1 - end) * (1 - alpha))
    np.testing.assert_allclose(z, NoiseSource(11, stream=12).normal(x0.shape), atol=1e-4)


@pytest.mark.parametrize("walk", WALKS)
def test_walk_noise_is_drawn_every_step_even_when_it_is_not_used(
    walk: str, x0: Picture, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[tuple[int, ...]] = []
    normal = NoiseSource.normal

    def recording(source: NoiseSource, shape: tuple[int, ...]) -> Picture:
        drawn.append(shape)
        return normal(source, shape)

    experiment = Experiment(x0, walk=walk)
    monkeypatch.setattr(NoiseSource, "normal", recording)
    frames = list(experiment.reverse(13))
    assert len(frames) == 14
    assert drawn == [x0.shape] * 13


@pytest.mark.parametrize("start", [0, 1, 7, 20])
@pytest.mark.parametrize("walk", WALKS)
def test_the_denoiser_is_asked_once_a_step(
    walk: str, start: int, x0: Picture, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[float] = []

    def recording(oracle: Oracle, x_t: Picture, alpha_bar: float, /) -> Picture:
        asked.append(alpha_bar)
        return oracle.x0

    monkeypatch.setattr(Oracle, "__call__", recording)
    experiment = Experiment(x0, walk=walk)
    walked = experiment.reverse(start)
    assert isinstance(walked, Iterator)
    assert asked == []
    assert len(list(walked)) == start + 1
    assert asked == [experiment.schedule.at(t) for t in range(start, 0, -1)]


def test_frames_count_down_to_the_clean_picture(x0: Picture) -> None:
    experiment = Experiment(x0, "cosine", 7)
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
    experiment = Experiment(x0, steps=steps)
    assert experiment.forward.shape == (steps + 1, *shape)
    assert experiment.forward.dtype == np.float32
    assert np.array_equal(experiment.forward[0], x0)
    # What linear leaves at T: √ᾱ = 0.00635.
    np.testing.assert_allclose(experiment.forward[-1], experiment.eps, atol=0.0065)
    assert not np.array_equal(experiment.forward[-1], experiment.eps)


def test_frames_and_experiments_are_frozen(x0: Picture) -> None:
    experiment = Experiment(x0)
    frame = next(experiment.reverse())
    for frozen in (frame, experiment):
        for field in fields(frozen):
            with pytest.raises(FrozenInstanceError):
                setattr(frozen, field.name, None)


@pytest.mark.parametrize("walk", WALKS)
def test_editing_the_given_picture_afterwards_changes_nothing(walk: str, x0: Picture) -> None:
    given = x0.copy()
    before_forward, mid_walk = Experiment(given, walk=walk), Experiment(given, walk=walk)
    walked = mid_walk.reverse()
    frames = [next(walked) for _ in range(5)]
    given[:] = 0.5
    frames += walked
    untouched = Experiment(x0, walk=walk)
    assert frames_as_bytes(before_forward) == frames_as_bytes(untouched)
    for frame, expected in zip(frames, untouched.reverse(), strict=True):
        assert np.array_equal(frame.x_t, expected.x_t)
        assert np.array_equal(frame.x0_hat, expected.x0_hat)


def test_the_picture_and_the_forward_frames_are_read_only(x0: Picture) -> None:
    experiment = Experiment(x0)
    assert isinstance(experiment.denoiser, Oracle)
    assert experiment.x0 is experiment.denoiser.x0
    first = next(experiment.reverse())
    for shared in (experiment.x0, experiment.forward, first.x_t, first.x0_hat):
        with pytest.raises(ValueError, match="read-only"):
            shared[0, 0] = 0
    assert experiment.forward is experiment.forward
    assert x0.flags.writeable


def test_a_drawing_of_bits_must_be_made_a_signal_first() -> None:
    bits = preset("heart")
    with pytest.raises(ValueError, match=r"^x0 held bits; .*to_signal"):
        Experiment(bits)  # type: ignore[arg-type]
    *_, last = Experiment(to_signal(bits)).reverse()
    assert np.array_equal(last.x_t > 0, bits)


def test_defaults_are_what_the_page_opens_with(x0: Picture) -> None:
    experiment = Experiment(x0)
    settings: Mapping[str, object] = {
        field.name: getattr(experiment, field.name)
        for field in fields(experiment)
        if field.init and field.name != "x0"
    }
    assert settings == {
        "schedule_name": "linear",
        "steps": 20,
        "walk": "ddpm",
        "seed": 0,
        "walk_seed": 1,
    }


def test_frame_holds_what_it_is_given() -> None:
    x_t, x0_hat = np.zeros(1, np.float32), np.ones(1, np.float32)
    frame = Frame(3, 0.5, x_t, x0_hat)
    assert (frame.t, frame.alpha_bar) == (3, 0.5)
    assert frame.x_t is x_t
    assert frame.x0_hat is x0_hat
