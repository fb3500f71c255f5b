"""DDPM and DDIM against diffusers, step by step, with its schedules and its noise."""

from __future__ import annotations

import gc
import math
import weakref
from collections.abc import Mapping
from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from unerase import Denoiser, Frame, NoiseSource, Oracle, Schedule, cosine, ddim, ddpm
from unerase.denoisers import eps_from_x0
from unerase.samplers import SAMPLERS, Walk
from unerase.samplers.ddim import implicit
from unerase.samplers.ddpm import posterior
from unerase.schedules import SCHEDULES

Traces = Mapping[str, NDArray[np.float64]]
Picture = NDArray[np.float32]


DDPM = [
    "ddpm_lin1000_trailing_fixed_small",
    "ddpm_literal20_fixed_small",
    "ddpm_cosine20_fixed_small",
]
DDIM = {
    "ddim_lin1000_trailing_eta0": 0.0,
    "ddim_lin1000_trailing_eta0.5": 0.5,
    "ddim_lin1000_trailing_eta1": 1.0,
    "ddim_literal20_eta0": 0.0,
    "ddim_literal20_eta1": 1.0,
    "ddim_cosine20_eta0": 0.0,
    "ddim_cosine20_eta1": 1.0,
    "ddim_zsnr_lin1000_trailing_v_eta0": 0.0,
    "ddim_openai_scale_T20_sample_eta0": 0.0,
}


class Replay(NoiseSource):
    """Noise that was drawn by somebody else."""

    def __init__(self, draws: NDArray[np.float64]) -> None:
        self._draws = iter(draws.astype(np.float32))

    def normal(self, shape: tuple[int, ...]) -> Picture:
        drawn = next(self._draws)
        assert drawn.shape == shape
        return np.asarray(drawn)


def tanh(x_t: Picture, alpha_bar: float, /) -> Picture:
    """The exact posterior mean of independent ±1 pixels."""
    return np.asarray(np.tanh(math.sqrt(alpha_bar) * x_t / (1 - alpha_bar)))


class Recited:
    """Answers that were given by somebody else: what is left to differ is the sampler alone."""

    def __init__(self, answers: NDArray[np.float64]) -> None:
        self._answers = iter(answers.astype(np.float32))

    def __call__(self, x_t: Picture, alpha_bar: float, /) -> Picture:
        return np.asarray(next(self._answers))


def walk_of(config: str, denoiser: Denoiser, schedule: Schedule, traces: Traces) -> list[Frame]:
    """Our walk where diffusers walked: its start, its noise, its eta."""
    noise = Replay(traces["zs"])
    x_start = traces[f"{config}/oracle_x0/x"][0].astype(np.float32)
    if config in DDPM:
        return list(ddpm(denoiser, schedule, x_start, noise))
    return list(ddim(denoiser, schedule, x_start, noise, eta=DDIM[config]))


def schedule_of(config: str, traces: Traces) -> Schedule:
    return Schedule(config, np.concatenate(([1.0], traces[f"{config}/abar"][::-1])))


@pytest.mark.parametrize("trace", ["oracle_x0", "tanh"])
@pytest.mark.parametrize("config", [*DDPM, *DDIM])
@pytest.mark.parametrize(
    ("recited", "tolerance"),
    [(True, 5e-6), (False, 1e-5)],
    ids=["recited", "asked"],
)
def test_every_step_follows_diffusers(
    config: str, trace: str, recited: bool, tolerance: float, traces: Traces
) -> None:
    schedule = schedule_of(config, traces)
    states, answers = traces[f"{config}/{trace}/x"], traces[f"{config}/{trace}/x0hat"]
    asked: Denoiser = Oracle(traces["x0"].astype(np.float32)) if trace == "oracle_x0" else tanh
    denoiser = Recited(answers) if recited else asked
    frames = walk_of(config, denoiser, schedule, traces)
    assert [frame.t for frame in frames] == list(range(20, -1, -1))
    assert [frame.alpha_bar for frame in frames] == schedule.alpha_bar[::-1].tolist()
    for frame, state in zip(frames, states, strict=True):
        assert frame.x_t.dtype == np.float32
        off = np.abs(frame.x_t - state).max() / max(1.0, np.abs(state).max())
        assert off <= tolerance, f"x_t at t = {frame.t}"
    for frame, answer in zip(frames[:-1], answers, strict=True):
        assert frame.x0_hat.dtype == np.float32
        assert np.abs(frame.x0_hat - answer).max() <= tolerance, f"x0_hat at t = {frame.t}"


@pytest.mark.parametrize(
    "config", ["ddim_zsnr_lin1000_trailing_v_eta0", "ddim_openai_scale_T20_sample_eta0"]
)
def test_these_references_really_begin_at_no_signal(config: str, traces: Traces) -> None:
    assert schedule_of(config, traces).at(20) == 0.0


@pytest.mark.parametrize("sampler", SAMPLERS.values(), ids=SAMPLERS)
def test_a_walk_begins_at_the_last_step_when_not_told_otherwise(sampler: Walk, x0: Picture) -> None:
    schedule = cosine(7)
    whole, told = (
        [frame.x_t.tobytes() for frame in sampler(tanh, schedule, x0, NoiseSource(3), start)]
        for start in (None, 7)
    )
    assert whole == told


@pytest.mark.parametrize("sampler", [ddpm, ddim])
@pytest.mark.parametrize("start", [0, 1, 7, 20])
def test_one_denoiser_call_and_one_draw_a_step(sampler: Walk, start: int, x0: Picture) -> None:
    """DDIM draws even at eta = 0, so that moving eta does not reshuffle the noise."""
    asked: list[float] = []

    def counting(x_t: Picture, alpha_bar: float, /) -> Picture:
        asked.append(alpha_bar)
        return tanh(x_t, alpha_bar)

    schedule, source = cosine(20), NoiseSource(1)
    frames = list(sampler(counting, schedule, x0, source, start))
    assert [frame.t for frame in frames] == list(range(start, -1, -1))
    assert asked == [schedule.at(t) for t in range(start, 0, -1)]
    untouched = NoiseSource(1)
    for _ in range(start):
        untouched.normal(x0.shape)
    assert np.array_equal(source.normal(x0.shape), untouched.normal(x0.shape))


@pytest.mark.parametrize("sampler", [ddpm, ddim])
def test_frames_come_one_by_one(sampler: Walk, x0: Picture) -> None:
    asked: list[float] = []

    def counting(x_t: Picture, alpha_bar: float, /) -> Picture:
        asked.append(alpha_bar)
        return tanh(x_t, alpha_bar)

    walk = sampler(counting, cosine(20), x0, NoiseSource(1), 20)
    assert asked == []
    for calls in range(1, 6):
        next(walk)
        assert len(asked) == calls


@pytest.mark.parametrize("name", SAMPLERS)
def test_a_walk_that_is_dropped_lets_go_of_its_denoiser_at_once(name: str, x0: Picture) -> None:
    """Without waiting for the collector of garbage: a denoiser may know megabytes of sketches."""
    denoiser = Oracle(x0)
    held = weakref.ref(denoiser)
    walk = SAMPLERS[name](denoiser, cosine(20), x0, NoiseSource(1))
    gc.disable()
    try:
        for _ in range(5):
            next(walk)
        del walk, denoiser
        assert held() is None
    finally:
        gc.enable()


def test_the_last_step_lands_on_the_last_answer(x0: Picture) -> None:
    start = NoiseSource(1).normal(x0.shape)
    for walk in (
        ddpm(tanh, cosine(20), start, NoiseSource(2)),
        ddim(tanh, cosine(20), start, NoiseSource(2), eta=0.7),
    ):
        *_, before, last = walk
        assert np.array_equal(last.x_t, before.x0_hat)
        assert last.x0_hat is last.x_t
        assert last.alpha_bar == 1.0


@pytest.mark.parametrize(
    ("alpha_bar", "alpha_bar_prev", "eta", "expected"),
    [
        (0.36, 0.64, 0.0, (0.35, 0.75, 0.0)),
        (0.36, 0.64, 1.0, (0.546875, 0.421875, math.sqrt(0.24609375))),
        (0.0, 0.25, 0.0, (0.5, math.sqrt(0.75), 0.0)),
        # The radicand of eq. 12 is 0, and rounding alone would make it negative.
        (0.0, 0.3, 1.0, (math.sqrt(0.3), 0.0, math.sqrt(0.7))),
        (0.36, 1.0, 0.7, (1.0, 0.0, 0.0)),
        (0.36, 0.36, 0.7, (0.0, 1.0, 0.0)),
        (0.0, 0.0, 0.7, (0.0, 1.0, 0.0)),
    ],
)
def test_ddim_coefficients_by_hand(
    alpha_bar: float, alpha_bar_prev: float, eta: float, expected: tuple[float, float, float]
) -> None:
    assert implicit(alpha_bar, alpha_bar_prev, eta) == pytest.approx(expected, rel=1e-14, abs=1e-15)


@pytest.mark.parametrize("eta", [0.0, 0.3, 1.0])
@pytest.mark.parametrize("steps", [1, 20, 1000])
@pytest.mark.parametrize("name", SCHEDULES)
def test_a_ddim_step_moves_from_one_forward_distribution_to_the_next(
    name: str, steps: int, eta: float
) -> None:
    """The picture's share goes to sqrt(ᾱ_prev), the noise's variance to 1 - ᾱ_prev."""
    alpha_bar = SCHEDULES[name](steps).alpha_bar.tolist()
    for prev, here in pairwise(alpha_bar):
        of_x0, of_x, sigma = implicit(here, prev, eta)
        assert of_x0 + of_x * math.sqrt(here) == pytest.approx(math.sqrt(prev), abs=1e-14)
        assert of_x**2 * (1 - here) + sigma**2 == pytest.approx(1 - prev, abs=1e-14)


@pytest.mark.parametrize("steps", [1, 20, 1000])
@pytest.mark.parametrize("name", SCHEDULES)
def test_ddim_coefficients_at_eta_one_are_the_posterior(name: str, steps: int) -> None:
    alpha_bar = SCHEDULES[name](steps).alpha_bar.tolist()
    for prev, here in pairwise(alpha_bar):
        # From nothing but noise the share of x_t is 0; in floating point its square is 1e-16.
        near = 1e-10 if here else 2e-8
        assert implicit(here, prev, 1.0) == pytest.approx(posterior(here, prev), abs=near)


def test_ddim_at_eta_one_is_ddpm() -> None:
    start = NoiseSource(1).normal((16, 16))
    ancestral = ddpm(tanh, cosine(50), start, NoiseSource(2))
    implicit = ddim(tanh, cosine(50), start, NoiseSource(2), eta=1.0)
    for a, b in zip(ancestral, implicit, strict=True):
        np.testing.assert_allclose(a.x_t, b.x_t, rtol=0, atol=2e-5)


@pytest.mark.parametrize("sampler", [ddpm, ddim])
def test_a_step_that_adds_no_noise_changes_nothing(sampler: Walk, x0: Picture) -> None:
    for flat in (0.5, 0.0):
        schedule = Schedule("flat", np.array([1.0, flat, flat, flat]))
        start = NoiseSource(1).normal(x0.shape)
        frames = list(sampler(Oracle(x0), schedule, start, NoiseSource(2), 3))
        for frame in frames[1:3]:
            np.testing.assert_allclose(frame.x_t, start, rtol=0, atol=1e-6)
        assert np.array_equal(frames[3].x_t, x0)


@pytest.mark.parametrize(
    ("x_t", "x0_hat", "alpha_bar", "eps"),
    [(1.4, 1.0, 0.64, 1.0), (1.0, -1.0, 0.36, 2.0), (0.3, 1.0, 0.0, 0.3), (5.0, 1.0, 1.0, 0.0)],
)
def test_the_noise_that_an_answer_implies(
    x_t: float, x0_hat: float, alpha_bar: float, eps: float
) -> None:
    x, answer = np.array([x_t], np.float32), np.array([x0_hat], np.float32)
    implied = eps_from_x0(x, answer, alpha_bar)
    assert implied.dtype == np.float32
    assert implied[0] == pytest.approx(eps, abs=1e-6)
