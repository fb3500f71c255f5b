"""What becomes of a walk when the settings change."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from support.scene import (
    BITS,
    FOREVER,
    PLAIN,
    X0,
    World,
    at,
    check_walk,
    experiment,
    same,
    walk_down,
)

from page.figures.hero.scene import experiment_of
from page.figures.hero.settings import HeroSettings
from page.state.controls import PHASES
from unerase import Oracle, preset, to_signal
from unerase.pixels import pack_bits
from unerase.samplers import SAMPLERS
from unerase.schedules import SCHEDULES

CHANGES: list[dict[str, Any]] = [
    {"drawing": bytes(128)},
    {"schedule": "cosine"},
    {"steps": 21},
    {"sampler": "ddim"},
    {"seed": 1},
    {"walk_seed": 2},
]
SAME_WAY = {"drawing", "schedule", "sampler", "seed", "walk_seed"}


def test_using_the_same_again_keeps_the_walk() -> None:
    world = World()
    session = world.session(PLAIN)
    walk_down(session, PLAIN, 9)
    for shown in (PLAIN, replace(PLAIN, timestep=20), at(PLAIN, 9), at(PLAIN, 20)):
        assert not session.use(shown)
        assert session.walk_on(-1.0)
    assert (session.reached, world.steps) == (9, 11)
    assert walk_down(session, PLAIN, 0)
    assert world.steps == 20
    check_walk(session, PLAIN)


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_anything_else_begins_anew(change: dict[str, Any]) -> None:
    session = World().session(PLAIN)
    walk_down(session, PLAIN, 0)
    other = replace(PLAIN, **change)
    assert session.use(other)
    assert not session.use(other)
    assert session.reached == other.steps
    if "drawing" not in change:
        walk_down(session, other, 3)
        check_walk(session, other)
    assert session.use(PLAIN), "and back"
    walk_down(session, PLAIN, 3)
    check_walk(session, PLAIN)


def edited(settings: HeroSettings, dice: random.Random) -> HeroSettings:
    """The same with one thing changed that leaves the steps alone."""
    return dice.choice(
        [
            replace(settings, drawing=dice.randbytes(128)),
            replace(settings, schedule=dice.choice(list(SCHEDULES))),
            replace(settings, sampler=dice.choice(["ddpm", "ddim"])),
            replace(settings, seed=dice.randint(0, 99)),
            replace(settings, walk_seed=dice.randint(1, 99)),
        ]
    )


@pytest.mark.parametrize("change", [change for change in CHANGES if change.keys() <= SAME_WAY])
@pytest.mark.parametrize("reached", [20, 19, 9, 0])
def test_after_an_edit_the_walk_is_made_again_as_far_down(
    reached: int, change: dict[str, Any]
) -> None:
    world = World()
    session = world.session(PLAIN)
    walk_down(session, PLAIN, reached)
    # Its film is to be seen from any step, forward or back.
    for shown in (PLAIN, replace(PLAIN, timestep=4), at(PLAIN, 20)):
        session.use(shown)
        session.walk_on(FOREVER)
        world.steps = 0
        assert session.use(replace(shown, **change))
        assert session.reached == 20
        assert session.walk_on(FOREVER)
        assert session.reached == reached
        assert world.steps == 20 - reached
        assert session.use(shown)
        assert session.walk_on(FOREVER)
        check_walk(session, shown)


def test_an_edit_in_the_middle_of_the_walk_does_not_shorten_it() -> None:
    """While a line is drawn there is a new drawing in every frame, often before it is there."""
    world = World()
    session = world.session(PLAIN)
    walk_down(session, PLAIN, 6)
    dice = random.Random(1)
    s = replace(PLAIN, timestep=10)
    for _ in range(20):
        s = replace(s, drawing=dice.randbytes(128))
        assert session.use(s)
        assert not session.walk_on(world.now() + 10.0)
        assert session.reached == 17
    assert session.walk_on(FOREVER)
    assert session.reached == 6


def test_after_an_edit_at_a_lower_step_the_walk_is_due_there() -> None:
    session = World().session(PLAIN)
    walk_down(session, PLAIN, 12)
    lower = replace(at(PLAIN, 7), seed=3)
    assert session.use(lower)
    assert session.walk_on(FOREVER)
    assert session.reached == 7
    check_walk(session, lower)


@pytest.mark.parametrize(
    ("reached", "steps", "then"),
    [
        (5, 40, 10),
        (5, 1000, 250),
        (20, 1000, 1000),
        (0, 7, 0),
        (15, 2, 2),  # half a step of 2 is due: to even, none
        (5, 2, 0),  # and one and a half: to even, two
        (11, 1, 1),  # 0.45 of one step
        (9, 1, 0),  # 0.55
    ],
)
def test_other_steps_scale_what_is_due(reached: int, steps: int, then: int) -> None:
    session = World().session(PLAIN)
    walk_down(session, PLAIN, reached)
    other = PLAIN.with_steps(steps)
    assert session.use(other)
    assert session.reached == steps
    assert session.walk_on(FOREVER)
    assert session.reached == then
    check_walk(session, other)


TYPED = [(1, 10, 100, 1000), (2, 3, 33), (9, 99, 999), (1, 1000, 1, 7)]


@pytest.mark.parametrize("typed", TYPED)
@pytest.mark.parametrize("shown", [PLAIN, PLAIN.at(13), PLAIN.at(20), at(PLAIN, 20)])
def test_a_walk_outlasts_the_typing_of_other_steps(
    shown: HeroSettings, typed: tuple[int, ...]
) -> None:
    """As many steps as are typed pass by on the way to the number that is meant."""
    session = World().session(PLAIN)
    walk_down(session, PLAIN, 11)
    for steps in typed:
        other = shown.with_steps(steps)  # the hero scales from what held before the typing
        assert session.use(other)
        assert session.walk_on(FOREVER)
        assert session.reached == steps - round(0.45 * steps)
        check_walk(session, other)
    session.use(shown)
    assert session.walk_on(FOREVER)
    assert session.reached == 11
    check_walk(session, shown)


@pytest.mark.parametrize("typed", TYPED)
@pytest.mark.parametrize("t", range(21))
def test_typing_other_steps_on_the_walk_itself_loses_nothing(
    t: int, typed: tuple[int, ...]
) -> None:
    """It may gain: the step that is shown is rounded, and has to be there."""
    shown = at(PLAIN, t)
    session = World().session(shown)
    assert session.walk_on(FOREVER)
    for steps in (*typed, 20):
        other = shown.with_steps(steps)
        session.use(other)
        assert session.walk_on(FOREVER)
        assert session.reached <= min(other.timestep, steps - round((1 - t / 20) * steps))
    assert session.frame("reverse", t).t == t
    check_walk(session, shown)


@pytest.mark.parametrize("walk_between", [True, False])
def test_no_walk_is_lost_nor_longer_after_any_other_steps(walk_between: bool) -> None:
    dice = random.Random(9)
    for reached in range(21):
        session = World().session(PLAIN)
        walk_down(session, PLAIN, reached)
        for _ in range(8):
            session.use(PLAIN.with_steps(dice.choice([1, 2, 3, 7, 64, 100])))
            if walk_between:
                session.walk_on(FOREVER)
        session.use(PLAIN)
        assert session.walk_on(FOREVER)
        assert session.reached == reached


@pytest.mark.parametrize("t", [0, 1, 7, 19, 20])
def test_a_link_into_the_middle_of_a_walk(t: int) -> None:
    s = at(PLAIN, t)
    session = World().session(s)
    assert session.reached == 20
    assert session.walk_on(FOREVER)
    assert session.reached == t
    check_walk(session, s)


def test_stepping_back_from_x_t_makes_one_step_at_a_time() -> None:
    world = World()
    s = PLAIN.at(20, "forward")
    session = world.session(s)
    for made in range(1, 21):
        s = s.one_back()
        assert not session.use(s)
        assert session.walk_on(-1.0)
        assert (session.reached, world.steps) == (20 - made, made)
    check_walk(session, s)


def test_rewinding_the_forward_way_walks_nowhere() -> None:
    world = World()
    s = PLAIN.at(19)
    session = world.session(s)
    for _ in range(25):
        s = s.one_back()
        assert not session.use(s)
        assert session.walk_on(-1.0)
    assert (s.timestep, session.reached, world.steps) == (0, 20, 0)


def test_running_forward_again_keeps_the_walk() -> None:
    world = World()
    session = world.session(PLAIN)
    walk_down(session, PLAIN, 0)
    for t in range(21):
        assert not session.use(PLAIN.at(t, "forward"))
        assert session.walk_on(-1.0)
    assert (session.reached, world.steps) == (0, 20)
    check_walk(session, PLAIN)


def test_after_any_changes_the_step_that_is_shown_is_there() -> None:
    dice = random.Random(4)
    world = World()
    s = replace(PLAIN, timestep=6)
    session = world.session(s)
    changes: list[Callable[[HeroSettings], HeroSettings]] = [
        HeroSettings.at_rest,
        HeroSettings.one_ahead,
        HeroSettings.one_back,
        lambda s: s.at(dice.randint(0, s.steps)),
        lambda s: s.at(dice.randint(0, s.steps), dice.choice(PHASES)),
        lambda s: s.with_steps(dice.choice([1, 2, 5, 20, 33])),
        lambda s: edited(s, dice),
    ]
    for _ in range(400):
        s = dice.choice(changes)(s)
        session.use(s)
        if dice.random() < 0.3:
            assert session.frame(s.phase, s.timestep).t >= s.timestep, "not there yet"
            continue
        while not session.walk_on(world.now()):
            pass
        assert session.reached <= s.steps
        assert s.phase == "forward" or session.reached <= s.timestep
        frame = session.frame(s.phase, s.timestep)
        assert frame.t == s.timestep
        whole = experiment_of(s)
        if s.phase == "reverse":
            expected = next(f for f in whole.reverse() if f.t == s.timestep)
            assert same(frame, expected)
        else:
            assert np.array_equal(frame.x_t, whole.forward()[s.timestep])


def test_the_experiment_is_what_the_settings_describe() -> None:
    s = HeroSettings("cosine", 33, "ddim", 7, 8, "reverse", 3, pack_bits(BITS))
    made, expected = experiment_of(s), experiment(s)
    assert np.array_equal(made.x0, X0)
    assert made.schedule.name == "cosine"
    assert np.array_equal(made.schedule.alpha_bar, expected.schedule.alpha_bar)
    assert made.sampler is SAMPLERS["ddim"]
    assert (made.seed, made.walk_seed) == (7, 8)
    assert isinstance(made.denoiser, Oracle)
    assert np.array_equal(made.denoiser.x0, X0)
    for one, other in zip(made.reverse(), expected.reverse(), strict=True):
        assert same(one, other)


def test_the_first_experiment_is_the_heart() -> None:
    made = experiment_of(HeroSettings())
    assert np.array_equal(made.x0, to_signal(preset("heart")))
    assert (made.schedule.name, made.schedule.steps) == ("linear", 20)
    assert made.sampler is SAMPLERS["ddpm"]


def test_another_drawing_is_where_the_walk_ends() -> None:
    session = World().session(PLAIN)
    empty = replace(PLAIN, drawing=bytes(128))
    session.use(empty)
    walk_down(session, empty, 0)
    paper = to_signal(np.zeros((32, 32), dtype=bool))
    assert np.array_equal(session.frame("reverse", 0).x_t, paper)
    assert np.array_equal(session.frame("forward", 7).x0_hat, paper)
    assert session.error(session.frame("reverse", 0)) == 0


def test_two_sessions_agree_whatever_their_pace() -> None:
    for sampler in ("ddpm", "ddim"):
        settings = replace(PLAIN, sampler=sampler)
        fast, slow = World().session(settings), World().session(settings)
        walk_down(fast, settings, 0)
        slow.use(at(settings, 0))
        while not slow.walk_on(-1.0):
            slow.frame("forward", 3)
        for t in range(21):
            assert same(fast.frame("reverse", t), slow.frame("reverse", t))
