"""The table of samplers: every name is an algorithm of its own, and costs what it says."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from unerase import Frame, NoiseSource, PosteriorMean, preset, to_signal
from unerase.samplers import SAMPLERS
from unerase.schedules import SCHEDULES

EXAMPLES = np.stack([to_signal(preset(name)) for name in ("heart", "star", "cat")])
DENOISER = PosteriorMean(EXAMPLES, 0.5)
START = NoiseSource(4).normal((32, 32))


def walk(name: str, calls: int, schedule: str = "linear", dice: int = 1) -> list[Frame]:
    method, plan = SAMPLERS[name], SCHEDULES[schedule]
    steps = method.steps(calls, plan)
    return list(method(DENOISER, plan(steps), START, NoiseSource(4, dice)))


@pytest.mark.parametrize("schedule", SCHEDULES)
@pytest.mark.parametrize("name", SAMPLERS)
def test_a_budget_is_spent_and_never_exceeded(name: str, schedule: str) -> None:
    for calls in (1, 2, 3, 5, 10, 20):
        spent = walk(name, calls, schedule)[-1].calls
        assert spent in ({calls, calls - 1} if SAMPLERS[name].asks == 2 else {calls})
        assert spent >= 1


def test_one_call_is_the_answer_itself() -> None:
    answer = DENOISER(START, SCHEDULES["linear"](1).at(1))
    for name in SAMPLERS:
        assert np.array_equal(walk(name, 1)[-1].x_t, answer)


def test_no_two_entries_are_one_algorithm() -> None:
    ends = {name: walk(name, 9)[-1].x_t for name in SAMPLERS}
    for one, other in itertools.combinations(ends, 2):
        assert not np.allclose(ends[one], ends[other], atol=1e-3), (one, other)


@pytest.mark.parametrize("name", SAMPLERS)
def test_only_those_with_dice_depend_on_them(name: str) -> None:
    one, other = (walk(name, 9, dice=dice)[-1].x_t for dice in (1, 2))
    assert np.array_equal(one, other) is not SAMPLERS[name].stochastic


def test_no_calls_are_no_walk() -> None:
    with pytest.raises(ValueError, match="calls"):
        SAMPLERS["ddim"].steps(0, SCHEDULES["linear"])
