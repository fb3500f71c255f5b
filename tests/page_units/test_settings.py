"""Settings: what the hero shows at first, and what follows from what the visitor does."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import FrozenInstanceError, replace

import pytest

from page.figures.hero.settings import HeroSettings
from page.state.controls import PHASES, Phase
from page.state.subject import DEFAULT_DRAWING
from unerase.presets import SIDE

Transition = Callable[[HeroSettings, random.Random], HeroSettings]

TRANSITIONS: dict[str, Transition] = {
    "at_rest": lambda s, dice: s.at_rest(),
    "at": lambda s, dice: s.at(dice.randint(0, s.steps)),
    "at of a phase": lambda s, dice: s.at(dice.randint(0, s.steps), dice.choice(PHASES)),
    "one_ahead": lambda s, dice: s.one_ahead(),
    "one_back": lambda s, dice: s.one_back(),
    "with_steps": lambda s, dice: s.with_steps(dice.choice([1, 2, 3, 20, dice.randint(1, 1000)])),
}

Place = tuple[Phase, int]


def place(s: HeroSettings) -> Place:
    return s.phase, s.timestep


def random_settings(dice: random.Random) -> HeroSettings:
    steps = dice.choice([1, 2, 3, 20, dice.randint(1, 1000)])
    t = dice.choice([0, 1, steps - 1, steps, dice.randint(0, steps)])
    return HeroSettings("cosine", steps, "ddim", 3, 4, dice.choice(PHASES), t, bytes(128))


def anywhere(count: int = 2000) -> Iterator[tuple[HeroSettings, random.Random]]:
    dice = random.Random(1)
    for _ in range(count):
        yield random_settings(dice), dice


def repeated(
    step: Callable[[HeroSettings], HeroSettings], s: HeroSettings, count: int
) -> list[Place]:
    """The places that a step leads to, over and over."""
    places = []
    for _ in range(count):
        s = step(s)
        places.append(place(s))
    return places


def test_the_first_view_is_the_clean_heart() -> None:
    settings = HeroSettings()
    assert (settings.phase, settings.timestep, settings.steps) == ("forward", 0, 20)
    assert settings == settings.at_rest()
    assert len(DEFAULT_DRAWING) * 8 == SIDE * SIDE == 1024
    assert settings.drawing == DEFAULT_DRAWING
    assert any(DEFAULT_DRAWING), "an empty sheet shows nothing"


def test_settings_cannot_be_changed_in_place() -> None:
    with pytest.raises(FrozenInstanceError):
        HeroSettings().steps = 3  # type: ignore[misc]


def test_whatever_is_done_in_whatever_order_the_settings_hold_together() -> None:
    dice = random.Random(11)
    for _ in range(300):
        s, done = random_settings(dice), []
        for _ in range(40):
            name = dice.choice(list(TRANSITIONS))
            s = TRANSITIONS[name](s, dice)
            done.append(name)
            assert s.phase in PHASES
            assert 0 <= s.timestep <= s.steps, (s, done)


@pytest.mark.parametrize("transition", TRANSITIONS.values(), ids=TRANSITIONS)
def test_only_the_place_on_the_way_changes(transition: Transition) -> None:
    for s, dice in anywhere(300):
        after = transition(s, dice)
        assert replace(after, phase=s.phase, timestep=s.timestep, steps=s.steps) == s
        assert after.steps == s.steps or transition is TRANSITIONS["with_steps"]


def test_at_rest_is_the_drawing() -> None:
    for s, _ in anywhere():
        rest = s.at_rest()
        assert place(rest) == ("forward", 0)
        assert rest.at_rest() == rest


def test_at_is_a_step_of_the_phase_that_is_named_or_else_the_present_one() -> None:
    for s, dice in anywhere():
        t = dice.randint(0, s.steps)
        assert place(s.at(t)) == (s.phase, t)
        for phase in PHASES:
            assert place(s.at(t, phase)) == (phase, t)
        assert s.at(s.timestep) == s


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("forward", 0), ("forward", 1)),
        (("forward", 8), ("forward", 9)),
        (("forward", 19), ("forward", 20)),
        (("forward", 20), ("forward", 20)),
        (("reverse", 20), ("reverse", 20)),
        (("reverse", 19), ("reverse", 20)),
        (("reverse", 1), ("reverse", 2)),
        (("reverse", 0), ("forward", 1)),  # the walk has come home
    ],
)
def test_one_ahead(before: Place, after: Place) -> None:
    assert place(HeroSettings(phase=before[0], timestep=before[1]).one_ahead()) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("forward", 0), ("forward", 0)),
        (("forward", 1), ("forward", 0)),
        (("forward", 8), ("forward", 7)),
        (("forward", 19), ("forward", 18)),
        (("forward", 20), ("reverse", 19)),  # from x_T the walk begins
        (("reverse", 20), ("reverse", 19)),
        (("reverse", 1), ("reverse", 0)),
        (("reverse", 0), ("reverse", 0)),
    ],
)
def test_one_back(before: Place, after: Place) -> None:
    assert place(HeroSettings(phase=before[0], timestep=before[1]).one_back()) == after


@pytest.mark.parametrize("steps", [1, 2, 3, 20, 1000])
@pytest.mark.parametrize("phase", PHASES)
def test_stepping_back_from_noise_is_the_walk_down_to_the_drawing(steps: int, phase: Phase) -> None:
    noise = HeroSettings(steps=steps).at(steps, phase)
    walk: list[Place] = [("reverse", t) for t in reversed(range(steps))]
    assert repeated(HeroSettings.one_back, noise, steps + 3) == walk + [("reverse", 0)] * 3


@pytest.mark.parametrize("steps", [1, 2, 3, 20, 1000])
@pytest.mark.parametrize("phase", PHASES)
def test_stepping_ahead_from_the_drawing_is_the_way_forward(steps: int, phase: Phase) -> None:
    drawing = HeroSettings(steps=steps).at(0, phase)
    way: list[Place] = [("forward", t) for t in range(1, steps + 1)]
    assert repeated(HeroSettings.one_ahead, drawing, steps + 3) == way + [("forward", steps)] * 3


def test_stepping_back_before_noise_rewinds() -> None:
    for s, _ in anywhere(300):
        if s.timestep < s.steps:
            rewound: list[Place] = [("forward", t) for t in reversed(range(s.timestep))]
            s = s.at(s.timestep, "forward")
            assert (
                repeated(HeroSettings.one_back, s, s.timestep + 2) == rewound + [("forward", 0)] * 2
            )


def test_stepping_ahead_on_the_walk_goes_back_up_to_noise() -> None:
    for s, _ in anywhere(300):
        if s.timestep:
            s, left = s.at(s.timestep, "reverse"), s.steps - s.timestep
            up: list[Place] = [("reverse", t) for t in range(s.timestep + 1, s.steps + 1)]
            assert repeated(HeroSettings.one_ahead, s, left + 2) == up + [("reverse", s.steps)] * 2


def test_the_way_is_a_loop() -> None:
    """Ahead to noise, back to the drawing, and ahead again, as often as one likes."""
    for steps in (1, 2, 7):
        s = HeroSettings(steps=steps)
        for _ in range(3):
            for _ in range(steps):
                s = s.one_ahead()
            assert place(s) == ("forward", steps)
            for _ in range(steps):
                s = s.one_back()
            assert place(s) == ("reverse", 0)


def test_ahead_and_back_is_where_it_was_but_for_the_turns() -> None:
    for s, _ in anywhere():
        if 0 < s.timestep < s.steps - 1 or (s.timestep < s.steps and s.phase == "reverse"):
            assert s.one_ahead().one_back().timestep == s.timestep
        if 0 < s.timestep < s.steps - 1:
            assert s.one_ahead().one_back() == s
        if 1 < s.timestep < s.steps:
            assert s.one_back().one_ahead() == s


@pytest.mark.parametrize(
    ("steps", "timestep", "to", "then"),
    [
        (20, 10, 40, 20),
        (20, 5, 1000, 250),
        (1000, 250, 20, 5),
        (20, 13, 10, 6),  # 6.5 lies between; Python rounds to even
        (20, 7, 1, 0),
        (20, 11, 1, 1),
        (3, 1, 7, 2),  # 2.33
        (3, 2, 7, 5),  # 4.67
    ],
)
@pytest.mark.parametrize("phase", PHASES)
def test_other_steps_same_point_of_the_way(
    phase: Phase, steps: int, timestep: int, to: int, then: int
) -> None:
    scaled = HeroSettings(steps=steps, timestep=timestep, phase=phase).with_steps(to)
    assert (scaled.phase, scaled.steps, scaled.timestep) == (phase, to, then)


def test_scaling_stays_at_the_same_point_of_the_way() -> None:
    for before, dice in anywhere():
        to = dice.randint(1, 1000)
        after = before.with_steps(to)
        assert (after.phase, after.steps) == (before.phase, to)
        assert abs(after.timestep / to - before.timestep / before.steps) <= 0.5 / to + 1e-12
        assert before.with_steps(before.steps) == before


@pytest.mark.parametrize("phase", PHASES)
def test_both_ends_stay_ends(phase: Phase) -> None:
    for steps in (1, 3, 20, 999, 1000):
        first = HeroSettings(phase=phase, timestep=0).with_steps(steps)
        last = HeroSettings(phase=phase, timestep=20).with_steps(steps)
        assert (place(first), place(last)) == ((phase, 0), (phase, steps))


def test_a_walk_leaves_from_noise_or_from_any_step_before_it() -> None:
    s = HeroSettings(steps=20, timestep=8)
    assert s.walk_start == 20
    here = s.walking_from(8)
    assert (here.phase, here.timestep, here.start, here.walk_start) == ("reverse", 8, 8, 8)
    assert here.walking_from(20).start == 0
    # From noise a step back begins a walk from there, wherever the last one left from.
    assert here.at(20, "forward").one_back() == s.walking_from(20).at(19)
    assert here.at(3).one_back().start == 8


@pytest.mark.parametrize(
    ("steps", "start"), [(40, 16), (10, 4), (5, 2), (2, 1), (1, 0), (1000, 400)]
)
def test_another_number_of_steps_leaves_the_walk_at_the_same_point(steps: int, start: int) -> None:
    assert HeroSettings(steps=20).walking_from(8).with_steps(steps).start == start
    assert HeroSettings(steps=20).walking_from(19).with_steps(2).start == 1  # short of noise
