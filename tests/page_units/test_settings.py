"""Settings: what the hero shows at first, and what follows from what the visitor does."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import FrozenInstanceError, replace

import pytest

from page.state.settings import DEFAULT_DRAWING, PHASES, Phase, Settings
from unerase.presets import SIDE

PLAIN = Settings()
LAST_FORWARD = Settings(timestep=20)
MID_FORWARD = Settings(timestep=8)
# A walk that was begun at step 12, at its start, on its way, and at its end.
WALK_START, MID_WALK, WALK_END = (
    Settings(phase="reverse", start=12, timestep=t) for t in (12, 5, 0)
)

Transition = Callable[[Settings, random.Random], Settings]

TRANSITIONS: dict[str, Transition] = {
    "at_rest": lambda s, dice: s.at_rest(),
    "running_forward": lambda s, dice: s.running_forward(),
    "turned_back": lambda s, dice: s.turned_back(),
    "one_ahead": lambda s, dice: s.one_ahead(),
    "one_back": lambda s, dice: s.one_back(),
    "moved_to": lambda s, dice: s.moved_to(dice.randint(0, s.steps)),
    "showing": lambda s, dice: s.showing(dice.choice(PHASES), dice.randint(0, s.steps)),
    "with_steps": lambda s, dice: s.with_steps(dice.choice([1, 2, 3, 20, dice.randint(1, 1000)])),
}


def place(s: Settings) -> tuple[Phase, int, int]:
    return s.phase, s.timestep, s.start


def random_settings(dice: random.Random) -> Settings:
    steps = dice.choice([1, 2, 3, 20, dice.randint(1, 1000)])
    phase, start = dice.choice(PHASES), dice.randint(1, steps)
    last = start if phase == "reverse" else steps
    t = dice.choice([0, last, dice.randint(0, last)])
    return Settings(bytes(128), "cosine", steps, "ddim", 3, 4, phase, t, start)


def anywhere(count: int = 2000) -> Iterator[tuple[Settings, random.Random]]:
    dice = random.Random(1)
    for _ in range(count):
        yield random_settings(dice), dice


def hold_together(s: Settings) -> bool:
    last = s.start if s.phase == "reverse" else s.steps
    return s.phase in PHASES and 1 <= s.start <= s.steps and 0 <= s.timestep <= last


def test_the_first_view_is_the_clean_heart() -> None:
    settings = Settings()
    assert (settings.phase, settings.timestep, settings.steps) == ("forward", 0, 20)
    assert settings.start == settings.steps
    assert len(DEFAULT_DRAWING) * 8 == SIDE * SIDE == 1024
    assert settings.drawing == DEFAULT_DRAWING
    assert any(DEFAULT_DRAWING), "an empty sheet shows nothing"


def test_settings_cannot_be_changed_in_place() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().steps = 3  # type: ignore[misc]


def test_whatever_is_done_in_whatever_order_the_settings_hold_together() -> None:
    dice = random.Random(11)
    for _ in range(300):
        s, done = random_settings(dice), []
        for _ in range(40):
            name = dice.choice(list(TRANSITIONS))
            s = TRANSITIONS[name](s, dice)
            done.append(name)
            assert hold_together(s), (s, done)


@pytest.mark.parametrize("transition", TRANSITIONS.values(), ids=TRANSITIONS)
def test_only_the_place_on_the_way_changes(transition: Transition) -> None:
    for s, dice in anywhere(300):
        after = transition(s, dice)
        kept = replace(after, phase=s.phase, timestep=s.timestep, start=s.start, steps=s.steps)
        assert kept == s
        assert after.steps == s.steps or transition is TRANSITIONS["with_steps"]


def test_at_rest_is_the_drawing() -> None:
    for s, _ in anywhere():
        rest = s.at_rest()
        assert place(rest) == ("forward", 0, s.steps)
        assert rest.at_rest() == rest


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (PLAIN, ("forward", 0, 20)),
        (MID_FORWARD, ("forward", 8, 20)),
        (LAST_FORWARD, ("forward", 0, 20)),  # again from the drawing
        (WALK_START, ("forward", 12, 12)),
        (MID_WALK, ("forward", 5, 12)),
        (WALK_END, ("forward", 0, 12)),
        (Settings(phase="reverse", timestep=20), ("forward", 0, 20)),
    ],
)
def test_running_forward(before: Settings, after: tuple[Phase, int, int]) -> None:
    assert place(before.running_forward()) == after


def test_running_forward_there_is_always_a_step_to_take() -> None:
    for s, _ in anywhere():
        assert s.running_forward().timestep < s.steps


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (PLAIN, ("reverse", 20, 20)),  # from x_T, when it is the drawing
        (MID_FORWARD, ("reverse", 8, 8)),
        (LAST_FORWARD, ("reverse", 20, 20)),
        (WALK_START, ("reverse", 12, 12)),
        (MID_WALK, ("reverse", 5, 12)),
        (WALK_END, ("reverse", 12, 12)),  # it begins again
    ],
)
def test_turned_back(before: Settings, after: tuple[Phase, int, int]) -> None:
    assert place(before.turned_back()) == after


def test_turned_back_there_is_always_a_step_to_take() -> None:
    for s, _ in anywhere():
        turned = s.turned_back()
        assert turned.phase == "reverse"
        assert turned.timestep >= 1
        assert turned.turned_back() == turned


def test_a_walk_that_ended_begins_again() -> None:
    for s, _ in anywhere():
        ended = s.showing("reverse", 0)
        again = ended.turned_back()
        assert place(again) == ("reverse", s.start, s.start)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (PLAIN, ("forward", 1, 20)),
        (MID_FORWARD, ("forward", 9, 20)),
        (LAST_FORWARD, ("forward", 20, 20)),
        (WALK_END, ("reverse", 1, 12)),
        (MID_WALK, ("reverse", 6, 12)),
        (replace(MID_WALK, timestep=11), ("reverse", 12, 12)),
        (WALK_START, ("forward", 13, 12)),  # the walk holds no more noise than this
        (Settings(phase="reverse", timestep=20), ("reverse", 20, 20)),
    ],
)
def test_one_ahead(before: Settings, after: tuple[Phase, int, int]) -> None:
    assert place(before.one_ahead()) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (PLAIN, ("forward", 0, 20)),
        (Settings(timestep=1), ("reverse", 0, 1)),
        (MID_FORWARD, ("reverse", 7, 8)),
        (LAST_FORWARD, ("reverse", 19, 20)),
        (WALK_START, ("reverse", 11, 12)),
        (MID_WALK, ("reverse", 4, 12)),
        (WALK_END, ("reverse", 0, 12)),
    ],
)
def test_one_back(before: Settings, after: tuple[Phase, int, int]) -> None:
    assert place(before.one_back()) == after


def test_there_is_no_step_back_from_the_drawing() -> None:
    for s, _ in anywhere():
        for phase in PHASES:
            drawing = s.showing(phase, 0)
            assert drawing.one_back() == drawing


def test_one_back_is_the_first_step_of_turning_back() -> None:
    for s, _ in anywhere():
        if s.timestep:
            back, turned = s.one_back(), s.turned_back()
            assert back.timestep == s.timestep - 1
            assert back == replace(turned, timestep=turned.timestep - 1)


def test_ahead_and_back_inside_a_walk_is_where_it_was() -> None:
    for s, _ in anywhere():
        if s.phase == "reverse" and s.timestep < s.start:
            assert s.one_ahead().one_back() == s
        if s.phase == "reverse" and s.timestep:
            assert s.one_back().one_ahead() == s


def test_stepping_ahead_returns_along_the_walk_and_goes_over_to_forward_at_its_start() -> None:
    for s, _ in anywhere(300):
        walk, shown = s.showing("reverse", 0), []
        while walk.timestep < walk.steps:
            walk = walk.one_ahead()
            shown.append(place(walk))
        assert shown == [
            ("reverse" if t <= s.start else "forward", t, s.start) for t in range(1, s.steps + 1)
        ]


@pytest.mark.parametrize(
    ("before", "t", "after"),
    [
        (PLAIN, 20, ("forward", 20, 20)),
        (LAST_FORWARD, 0, ("forward", 0, 20)),
        (replace(WALK_START, phase="forward"), 3, ("forward", 3, 12)),
        (WALK_END, 12, ("reverse", 12, 12)),
        (WALK_START, 0, ("reverse", 0, 12)),
        (MID_WALK, 13, ("forward", 13, 12)),
    ],
)
def test_moved_to(before: Settings, t: int, after: tuple[Phase, int, int]) -> None:
    assert place(before.moved_to(t)) == after


def test_moving_nowhere_changes_nothing() -> None:
    for s, _ in anywhere():
        assert s.moved_to(s.timestep) == s.showing(s.phase, s.timestep) == s


@pytest.mark.parametrize(
    ("phase", "t", "after"),
    [
        ("forward", 3, ("forward", 3, 12)),
        ("forward", 20, ("forward", 20, 12)),
        ("reverse", 3, ("reverse", 3, 12)),
        ("reverse", 12, ("reverse", 12, 12)),
        ("reverse", 20, ("reverse", 12, 12)),  # the walk has no such step
    ],
)
@pytest.mark.parametrize("before", [WALK_END, MID_WALK, replace(MID_WALK, phase="forward")])
def test_showing(before: Settings, phase: Phase, t: int, after: tuple[Phase, int, int]) -> None:
    assert place(before.showing(phase, t)) == after


@pytest.mark.parametrize(
    ("steps", "timestep", "start", "to", "then"),
    [
        (20, 10, 20, 40, (20, 40)),
        (20, 5, 15, 1000, (250, 750)),
        (1000, 250, 750, 20, (5, 15)),
        (20, 13, 20, 10, (6, 10)),  # 6.5 lies between; Python rounds to even
        (20, 7, 9, 1, (0, 1)),  # a walk begins at step 1 at the least
        (3, 1, 2, 7, (2, 5)),  # 2.33 and 4.67
    ],
)
def test_other_steps_same_point_of_the_way(
    steps: int, timestep: int, start: int, to: int, then: tuple[int, int]
) -> None:
    scaled = Settings(steps=steps, timestep=timestep, start=start).with_steps(to)
    assert (scaled.steps, scaled.timestep, scaled.start) == (to, *then)


def test_scaling_stays_at_the_same_point_of_the_way() -> None:
    for before, dice in anywhere():
        to = dice.randint(1, 1000)
        after = before.with_steps(to)
        assert hold_together(after)
        assert (after.phase, after.steps) == (before.phase, to)
        assert abs(after.timestep / to - before.timestep / before.steps) <= 0.5 / to + 1e-12
        assert abs(after.start / to - before.start / before.steps) <= 1 / to
        assert before.with_steps(before.steps) == before


def test_both_ends_stay_ends() -> None:
    for steps in (1, 3, 20, 999, 1000):
        first = Settings(timestep=0).with_steps(steps)
        last = Settings(timestep=20).with_steps(steps)
        assert (first.timestep, last.timestep, last.start) == (0, steps, steps)
