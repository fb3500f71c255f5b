"""The oracle's walks: every route ends at the drawing, and why it remembers x0 and not eps."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import pytest
from numpy.typing import NDArray

from unerase import (
    Experiment,
    NoiseSource,
    Oracle,
    Schedule,
    ddim,
    ddpm,
    diffuse,
    mse,
    preset,
    to_signal,
)
from unerase.samplers import SAMPLERS
from unerase.schedules import SCHEDULES

Picture = NDArray[np.float32]


def experiment_of(
    x0: Picture,
    schedule: str = "linear",
    sampler: str = "ddpm",
    steps: int = 20,
    seed: int = 0,
    walk_seed: int = 1,
) -> Experiment:
    made = SCHEDULES[schedule](steps)
    return Experiment(x0, made, Oracle(x0), SAMPLERS[sampler], seed, walk_seed)


@pytest.mark.parametrize("steps", [1, 20, 1000])
@pytest.mark.parametrize("sampler", SAMPLERS)
@pytest.mark.parametrize("name", SCHEDULES)
def test_every_walk_ends_at_the_drawing(name: str, sampler: str, steps: int, x0: Picture) -> None:
    *_, last = experiment_of(x0, name, sampler, steps).reverse()
    assert last.t == 0
    assert mse(last.x_t, x0) <= 1e-10


@pytest.mark.parametrize("steps", [1, 2, 20, 137, 1000])
@pytest.mark.parametrize("name", SCHEDULES)
def test_the_deterministic_walk_retraces_the_forward_frames(
    name: str, steps: int, x0: Picture
) -> None:
    experiment = experiment_of(x0, name, "ddim", steps)
    forward = experiment.forward()
    for frame in experiment.reverse():
        np.testing.assert_allclose(frame.x_t, forward[frame.t], rtol=0, atol=1e-4)


@pytest.mark.parametrize("start", [0, 1, 7, 13, 20])
@pytest.mark.parametrize("sampler", SAMPLERS)
def test_a_walk_begins_from_the_forward_picture(sampler: str, start: int, x0: Picture) -> None:
    experiment = experiment_of(x0, sampler=sampler)
    frames = list(experiment.reverse(start))
    assert [frame.t for frame in frames] == list(range(start, -1, -1))
    assert np.array_equal(frames[0].x_t, experiment.forward()[start])
    assert np.array_equal(frames[-1].x_t, x0)


@pytest.mark.parametrize("t", [5, 10, 15])
@pytest.mark.parametrize("name", SCHEDULES)
def test_two_stochastic_walks_part_and_meet_again(name: str, t: int, x0: Picture) -> None:
    """Given x0 and x_T, frame t varies by (1 − ᾱ_t)(1 − ρ²); two walks differ by twice that."""
    one = list(experiment_of(x0, name, seed=3, walk_seed=1).reverse())
    other = list(experiment_of(x0, name, seed=3, walk_seed=2).reverse())
    assert np.array_equal(one[0].x_t, other[0].x_t)
    assert np.array_equal(one[20].x_t, other[20].x_t)
    here, end = SCHEDULES[name](20).at(t), SCHEDULES[name](20).at(20)
    rho_squared = (end / here) * (1 - here) / (1 - end)
    expected = 2 * (1 - here) * (1 - rho_squared)
    apart = mse(one[20 - t].x_t, other[20 - t].x_t)
    assert apart == pytest.approx(expected, rel=4 * math.sqrt(2 / x0.size))


@pytest.mark.parametrize("eta", [0.5, 1.0, None])
@pytest.mark.parametrize("name", SCHEDULES)
def test_every_frame_of_a_stochastic_walk_has_the_forward_odds(
    name: str, eta: float | None
) -> None:
    """The noise left in x_t keeps mean 0 and variance 1 (with β instead of β̃ it would swell)."""
    schedule = SCHEDULES[name](20)
    x0 = np.ones((128, 128), np.float32)
    start = diffuse(x0, schedule.at(20), NoiseSource(1).normal(x0.shape))
    source = NoiseSource(1, stream=1)
    walk = (
        ddpm(Oracle(x0), schedule, start, source)
        if eta is None
        else ddim(Oracle(x0), schedule, start, source, eta=eta)
    )
    for frame in list(walk)[:-1]:
        left = (frame.x_t - math.sqrt(frame.alpha_bar)) / math.sqrt(1 - frame.alpha_bar)
        assert abs(left.mean()) < 4 / math.sqrt(x0.size)
        assert abs(left.var() - 1) < 4 * math.sqrt(2 / x0.size)


def test_a_true_chain_forgets() -> None:
    """Noise at t = 5 and t = 10 of one stochastic walk correlates 0.28 on the linear schedule."""
    x0 = np.ones((128, 128), np.float32)
    frames = {frame.t: frame for frame in experiment_of(x0).reverse()}
    at_5, at_10 = (frames[t].x_t.reshape(-1) for t in (5, 10))
    assert float(np.corrcoef(at_5, at_10)[0, 1]) == pytest.approx(0.28, abs=4 / math.sqrt(x0.size))


def test_the_answer_does_not_depend_on_what_is_shown(x0: Picture) -> None:
    oracle = Oracle(x0)
    for alpha_bar in (0.0, 0.5, 1.0):
        answer = oracle(NoiseSource(1).normal(x0.shape), alpha_bar)
        assert answer.dtype == np.float32
        assert np.array_equal(answer, x0)


def test_the_oracle_keeps_a_picture_of_its_own(x0: Picture) -> None:
    given = x0.copy()
    oracle = Oracle(given)
    given[:] = 0.5
    assert np.array_equal(oracle.x0, x0)
    assert np.array_equal(oracle(given, 0.5), x0)


def test_nobody_can_write_into_the_answer(x0: Picture) -> None:
    oracle = Oracle(x0)
    answer = oracle(x0, 0.5)
    assert answer is oracle.x0
    with pytest.raises(ValueError, match="read-only"):
        answer[0, 0] = 0
    assert x0.flags.writeable


def test_a_drawing_of_bits_must_be_made_a_signal_first() -> None:
    bits = preset("heart")
    with pytest.raises(ValueError, match=r"^x0 held bits; .*to_signal"):
        Oracle(bits)  # type: ignore[arg-type]
    signal = to_signal(bits)
    assert np.array_equal(Oracle(signal).x0, signal)


class RemembersEps:
    """The tempting oracle: it stores the start noise and solves for x0 with it."""

    def __init__(self, eps: Picture) -> None:
        self.eps = eps

    def __call__(self, x_t: Picture, alpha_bar: float, /) -> Picture:
        noise, signal = np.float32(math.sqrt(1 - alpha_bar)), np.float32(math.sqrt(alpha_bar))
        return np.asarray((x_t - noise * self.eps) / signal, dtype=np.float32)


def test_remembering_eps_explodes_once_the_walk_is_random(x0: Picture) -> None:
    stored = RemembersEps(experiment_of(x0).eps)
    *_, determined = Experiment(x0, SCHEDULES["linear"](20), stored, ddim).reverse()
    *_, random = Experiment(x0, SCHEDULES["linear"](20), stored, ddpm).reverse()
    assert mse(determined.x_t, x0) < 1e-3
    assert mse(random.x_t, x0) > 1e3


@pytest.mark.parametrize("config", ["lin1000_trailing", "literal20", "cosine20"])
def test_remembering_eps_explodes_as_far_as_in_diffusers(
    config: str,
    traces: Mapping[str, NDArray[np.float64]],
    stored_eps_final_mse: Mapping[str, float],
) -> None:
    class Replay(NoiseSource):
        def __init__(self) -> None:
            self._draws = iter(traces["zs"].astype(np.float32))

        def normal(self, shape: tuple[int, ...]) -> Picture:
            return np.asarray(next(self._draws))

    config = f"ddpm_{config}_fixed_small"
    schedule = Schedule(config, np.concatenate(([1.0], traces[f"{config}/abar"][::-1])))
    x_start = traces[f"{config}/oracle_x0/x"][0].astype(np.float32)
    stored = RemembersEps(traces["eps"].astype(np.float32))
    *_, last = ddpm(stored, schedule, x_start, Replay())
    final = mse(last.x_t, traces["x0"].astype(np.float32))
    assert final == pytest.approx(stored_eps_final_mse[config], rel=1e-3)
