"""The true Markov chain: one step by formula, and its statistics against the one-shot process."""

from __future__ import annotations

import math
from itertools import islice

import numpy as np
import pytest
from numpy.typing import NDArray

from unerase import NoiseSource, Schedule, cosine, linear
from unerase.forward import chain, diffuse_all, transition
from unerase.schedules import SCHEDULES

Picture = NDArray[np.float32]


@pytest.mark.parametrize(
    ("x", "beta", "z", "expected"),
    [(1, 0.36, 0, 0.8), (0, 0.36, 1, 0.6), (1, 0.36, -1, 0.2), (-2, 0.64, 0.5, -0.8)],
)
def test_a_transition_by_hand(x: float, beta: float, z: float, expected: float) -> None:
    after = transition(np.array([x], np.float32), beta, np.array([z], np.float32))
    assert after.dtype == np.float32
    assert after[0] == pytest.approx(expected, abs=2e-7)


def test_the_ends_of_a_transition_are_exact(x0: Picture) -> None:
    z = NoiseSource(1).normal(x0.shape)
    assert np.array_equal(transition(x0, 0.0, z), x0)
    assert np.array_equal(transition(x0, 1.0, z), z)


def test_a_tiny_beta_still_adds_noise() -> None:
    """sqrt(beta), not sqrt(1 - (1 - beta)), which would be nothing here."""
    nothing, one = np.zeros(1, np.float32), np.ones(1, np.float32)
    assert transition(nothing, 1e-18, one)[0] == pytest.approx(1e-9, rel=1e-6)


@pytest.mark.parametrize("name", SCHEDULES)
def test_the_chain_is_its_transitions_in_order(name: str, x0: Picture) -> None:
    schedule, draws = SCHEDULES[name](20), NoiseSource(2)
    x = x0.astype(np.float64)
    frames = list(chain(x0, schedule, NoiseSource(2)))
    assert len(frames) == 21
    assert np.array_equal(frames[0], x0)
    for t in range(1, 21):
        kept = schedule.at(t) / schedule.at(t - 1)
        x = math.sqrt(kept) * x + math.sqrt(1 - kept) * draws.normal(x0.shape)
        assert frames[t].dtype == np.float32
        np.testing.assert_allclose(frames[t], x, rtol=0, atol=5e-6)


def test_the_chain_is_lazy(x0: Picture) -> None:
    source = NoiseSource(3)
    list(islice(chain(x0, linear(1000), source), 4))
    after_three = NoiseSource(3).normal((4, *x0.shape))[3]
    assert np.array_equal(source.normal(x0.shape), after_three)


def test_the_chain_leaves_its_frames_and_the_drawing_alone(x0: Picture) -> None:
    before, kept, copies = x0.copy(), [], []
    for x in chain(x0, linear(5), NoiseSource(4)):
        kept.append(x)
        copies.append(x.copy())
    assert np.array_equal(x0, before)
    assert all(np.array_equal(x, copy) for x, copy in zip(kept, copies, strict=True))


def test_where_no_signal_is_left_the_noise_stays() -> None:
    x0 = np.ones((8, 8), np.float32)
    schedule = Schedule("emptied", np.array([1.0, 0.5, 0.0, 0.0]))
    frames = list(chain(x0, schedule, NoiseSource(5)))
    draws = NoiseSource(5).normal((3, 8, 8))
    assert np.array_equal(frames[2], draws[1])
    assert np.array_equal(frames[3], frames[2])


MANY = 100_000


@pytest.mark.parametrize("value", [1.0, -0.5])
@pytest.mark.parametrize("make", [linear, cosine])
def test_every_picture_has_the_one_shot_mean_and_variance(make: type, value: float) -> None:
    schedule = make(20)
    for t, x in enumerate(chain(np.full(MANY, value, np.float32), schedule, NoiseSource(6))):
        mean, spread = math.sqrt(schedule.at(t)) * value, 1 - schedule.at(t)
        drawn = x.astype(np.float64)
        assert abs(drawn.mean() - mean) <= 4 * math.sqrt(spread / MANY)
        assert abs(drawn.var() - spread) <= 4 * spread * math.sqrt(2 / MANY)


def noise_in(x: Picture, x0: Picture, alpha_bar: float) -> Picture:
    return np.asarray((x - math.sqrt(alpha_bar) * x0) / math.sqrt(1 - alpha_bar))


@pytest.mark.parametrize(("early", "late"), [(5, 10), (1, 2), (10, 20)])
def test_the_chain_forgets_and_the_arc_does_not(early: int, late: int) -> None:
    """corr = √(ᾱ_late/ᾱ_early)·√((1 − ᾱ_early)/(1 − ᾱ_late)), which is 0.28 from 5 to 10."""
    schedule, x0 = linear(20), np.ones(MANY, np.float32)
    a, b = schedule.at(early), schedule.at(late)
    expected = math.sqrt(b / a * (1 - a) / (1 - b))
    if (early, late) == (5, 10):
        assert expected == pytest.approx(0.28, abs=0.005)
    frames = list(chain(x0, schedule, NoiseSource(7)))
    at_a, at_b = noise_in(frames[early], x0, a), noise_in(frames[late], x0, b)
    found = float(np.corrcoef(at_a, at_b)[0, 1])
    assert found == pytest.approx(expected, abs=4 * (1 - expected**2) / math.sqrt(MANY))
    arc = diffuse_all(x0, schedule, NoiseSource(8).normal((MANY,)))
    on_arc = np.corrcoef(noise_in(arc[early], x0, a), noise_in(arc[late], x0, b))[0, 1]
    assert float(on_arc) == pytest.approx(1, abs=1e-6)
