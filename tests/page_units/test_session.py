"""The hero's session: what the experiment says, made within a budget of time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from page.figures.hero.session import Session
from page.state.settings import Settings
from page.widgets.film import film_image
from page.widgets.palette import ramp
from unerase import SCHEDULES, WALKS, Experiment, Frame, pack_bits, to_signal, tone

BITS = np.zeros((32, 32), dtype=bool)
BITS[3:20, 5:11] = True
BITS[16:20, 5:29] = True
X0 = np.where(BITS, 1, -1).astype(np.float32)
PLAIN = Settings(drawing=pack_bits(BITS))
FOREVER = 1e18


class World:
    """A clock that only the steps of a walk move on, and a count of them."""

    def __init__(self, step_ms: float = 4.0) -> None:
        self.step_ms = step_ms
        self.time = 0.0
        self.steps = 0

    @contextmanager
    def measured(self) -> Iterator[None]:
        yield
        self.steps += 1
        self.time += self.step_ms

    def now(self) -> float:
        return self.time

    def session(self, settings: Settings) -> Session:
        session = Session(self.measured, self.now)
        assert session.use(settings)
        return session


def experiment(s: Settings) -> Experiment:
    return Experiment(X0, s.schedule, s.steps, s.walk, s.seed, s.walk_seed)


def same(one: Frame, other: Frame) -> bool:
    return (
        (one.t, one.alpha_bar) == (other.t, other.alpha_bar)
        and np.array_equal(one.x_t, other.x_t)
        and np.array_equal(one.x0_hat, other.x0_hat)
    )


def check_walk(session: Session, settings: Settings) -> None:
    """Every frame down to `reached` is the experiment's, and so are its tones."""
    expected = {frame.t: frame for frame in experiment(settings).reverse(settings.start)}
    made = range(session.reached, settings.start + 1)
    for t in made:
        assert same(session.frame("reverse", t), expected[t])
    first, tones = session.walk_tones(0, settings.steps + 1)
    assert first == session.reached
    assert np.array_equal(tones, [tone(expected[t].x_t) for t in made])


WAYS = [
    PLAIN,
    replace(PLAIN, walk="ddim", schedule="cosine"),
    replace(PLAIN, schedule="literal", seed=5, walk_seed=6),
    replace(PLAIN, start=11),
    replace(PLAIN, steps=1, start=1),
    replace(PLAIN, start=0),
    replace(PLAIN, steps=64, start=40, walk="ddim", seed=2**32 - 1),
]


@pytest.mark.parametrize("settings", WAYS)
def test_a_walk_is_the_experiments(settings: Settings) -> None:
    world = World()
    session = world.session(settings)
    assert session.reached == settings.start
    check_walk(session, settings)
    assert session.walk_to(0, FOREVER)
    assert session.reached == 0
    assert world.steps == settings.start, "each denoise-and-step is measured once"
    check_walk(session, settings)


@pytest.mark.parametrize("settings", WAYS)
def test_the_walk_ends_at_the_drawing(settings: Settings) -> None:
    session = World().session(settings)
    session.walk_to(0, FOREVER)
    last = session.frame("reverse", 0)
    assert np.array_equal(last.x_t, X0)
    assert session.error(last) == 0


def test_it_walks_as_far_as_asked_and_no_farther() -> None:
    world = World()
    session = world.session(PLAIN)
    for goal in (20, 15, 15, 17, 14, 0, 0):
        before = session.reached
        assert session.walk_to(goal, FOREVER)
        assert session.reached == min(before, goal)
    assert world.steps == 20


def test_the_deadline_holds_and_the_walk_goes_on_later() -> None:
    world = World(step_ms=4.0)
    session = world.session(PLAIN)
    reached = []
    while not session.walk_to(0, world.now() + 10.0):
        reached.append(session.reached)
        check_walk(session, PLAIN)
    assert reached == [17, 14, 11, 8, 5, 2]  # 4, 8, 12 ms: three steps a time
    assert session.reached == 0
    assert world.steps == 20
    check_walk(session, PLAIN)


def test_past_the_deadline_one_step_is_still_made() -> None:
    world = World()
    world.time = 100.0
    session = world.session(PLAIN)
    assert not session.walk_to(0, 0.0)
    assert session.reached == 19
    assert session.walk_to(18, 0.0), "the last step arrives, however late"
    assert session.walk_to(18, 0.0)
    assert (session.reached, world.steps) == (18, 2)


def test_a_walk_that_is_not_there_yet_gives_its_last_frame() -> None:
    session = World().session(PLAIN)
    session.walk_to(12, FOREVER)
    assert session.frame("reverse", 20).t == 20
    assert session.frame("reverse", 13).t == 13
    assert [session.frame("reverse", t).t for t in (12, 11, 5, 0)] == [12] * 4


@pytest.mark.parametrize("start", [1, 7, 19, 20])
def test_it_starts_at_the_forward_picture(start: int) -> None:
    session = World().session(replace(PLAIN, start=start))
    first, forward = session.frame("reverse", start), session.frame("forward", start)
    assert first.t == start
    assert np.array_equal(first.x_t, forward.x_t)
    assert first.alpha_bar == forward.alpha_bar
    with pytest.raises(AssertionError):
        np.testing.assert_allclose(first.x_t, X0, atol=1e-3)


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_forward_frames(schedule: str) -> None:
    settings = replace(PLAIN, schedule=schedule, seed=3)
    session = World().session(settings)
    expected = experiment(settings)
    for t in range(21):
        frame = session.frame("forward", t)
        assert frame.t == t
        assert frame.alpha_bar == SCHEDULES[schedule](20).alpha_bar[t]
        assert np.array_equal(frame.x_t, expected.forward[t])
        assert np.array_equal(frame.x0_hat, X0), "the oracle remembers the drawing"
    assert np.array_equal(session.frame("forward", 0).x_t, X0)


def test_forward_frames_do_not_walk() -> None:
    world = World()
    session = world.session(PLAIN)
    for t in range(21):
        session.frame("forward", t)
    session.forward_tones(0, 21)
    assert (world.steps, session.reached) == (0, 20)


def test_the_deterministic_walk_retraces_the_forward_frames() -> None:
    session = World().session(replace(PLAIN, walk="ddim"))
    session.walk_to(0, FOREVER)
    for t in range(21):
        np.testing.assert_allclose(
            session.frame("reverse", t).x_t, session.frame("forward", t).x_t, atol=1e-4
        )


def test_the_stochastic_walk_goes_another_way() -> None:
    session = World().session(PLAIN)
    session.walk_to(0, FOREVER)
    here, there = session.frame("reverse", 10), session.frame("forward", 10)
    assert float(np.abs(here.x_t - there.x_t).mean()) > 0.1


def test_errors_worked_by_hand() -> None:
    session = World().session(PLAIN)
    assert session.error(session.frame("forward", 0)) == 0
    alpha_bar = 0.25
    flipped = Frame(5, alpha_bar, -X0, X0)
    assert session.error(flipped) == 4
    grey = Frame(5, alpha_bar, np.zeros_like(X0), X0)
    assert session.error(grey) == 1


def test_the_error_is_what_theory_says() -> None:
    # E|x_t - x0|² a pixel is (1 - √ᾱ)² + 1 - ᾱ for a ±1 picture; 1024 pixels give it to ~15 %.
    session = World().session(PLAIN)
    for t in range(1, 21):
        frame = session.frame("forward", t)
        expected = (1 - frame.alpha_bar**0.5) ** 2 + 1 - frame.alpha_bar
        assert session.error(frame) == pytest.approx(expected, rel=0.15)


def test_forward_tones() -> None:
    session = World().session(PLAIN)
    expected = tone(experiment(PLAIN).forward)
    for first, end in ((0, 21), (3, 8), (20, 21), (5, 5)):
        tones = session.forward_tones(first, end)
        assert tones.dtype == np.uint8
        assert tones.shape == (end - first, 32, 32)
        assert np.array_equal(tones, expected[first:end])
    # Ink and paper are ±1, which the tone scale takes to 228 and 27.
    assert np.array_equal(session.forward_tones(0, 1)[0], np.where(BITS, 228, 27))


@pytest.mark.parametrize(("start", "reached"), [(20, 20), (20, 8), (20, 0), (13, 13), (13, 6)])
def test_walk_tones_of_every_window(start: int, reached: int) -> None:
    settings = replace(PLAIN, start=start)
    session = World().session(settings)
    session.walk_to(reached, FOREVER)
    expected = {f.t: tone(f.x_t) for f in experiment(settings).reverse(start)}
    for low in range(21):
        for high in range(low + 1, 22):
            first, tones = session.walk_tones(low, high)
            wanted = [t for t in range(low, high) if reached <= t <= start]
            assert len(tones) == len(wanted)
            if wanted:
                assert first == wanted[0]
                assert np.array_equal(tones, [expected[t] for t in wanted])


@pytest.mark.parametrize("window", [(0, 21), (0, 5), (4, 9), (10, 21), (15, 18)])
def test_on_the_film_the_walk_stands_under_its_own_steps(window: tuple[int, int]) -> None:
    settings = replace(PLAIN, start=13)
    session = World().session(settings)
    session.walk_to(6, FOREVER)
    first_reverse, reverse = session.walk_tones(*window)
    column = max(0, first_reverse - window[0])  # as Filmstrip.paint has it
    table = ramp("#000000", "#ffffff")
    image = film_image(session.forward_tones(*window), reverse, column, table)
    for t in range(*window):
        left = (t - window[0]) * 34
        below = image[36:, left : left + 32]
        if 6 <= t <= 13:
            assert np.array_equal(below, table[tone(session.frame("reverse", t).x_t)])
        else:
            assert not below.any()


CHANGES: list[dict[str, Any]] = [
    {"drawing": bytes(128)},
    {"schedule": "cosine"},
    {"steps": 21},
    {"walk": "ddim"},
    {"seed": 1},
    {"walk_seed": 2},
    {"start": 12},
]


def test_using_the_same_again_keeps_the_walk() -> None:
    world = World()
    session = world.session(PLAIN)
    session.walk_to(9, FOREVER)
    for timestep in (0, 9, 20):
        for phase in ("forward", "reverse"):
            assert not session.use(replace(PLAIN, phase=phase, timestep=timestep))
    assert session.reached == 9
    assert session.walk_to(0, FOREVER)
    assert world.steps == 20
    check_walk(session, PLAIN)


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_anything_else_begins_anew(change: dict[str, Any]) -> None:
    session = World().session(PLAIN)
    session.walk_to(0, FOREVER)
    other = replace(PLAIN, **change)
    assert session.use(other)
    assert not session.use(other)
    assert session.reached == other.start
    if "drawing" not in change:
        session.walk_to(3, FOREVER)
        check_walk(session, other)
    assert session.use(PLAIN), "and back"
    session.walk_to(3, FOREVER)
    check_walk(session, PLAIN)


def test_another_drawing_is_where_the_walk_ends() -> None:
    session = World().session(PLAIN)
    session.use(replace(PLAIN, drawing=bytes(128)))
    session.walk_to(0, FOREVER)
    paper = to_signal(np.zeros((32, 32), dtype=bool))
    assert np.array_equal(session.frame("reverse", 0).x_t, paper)
    assert np.array_equal(session.frame("forward", 7).x0_hat, paper)
    assert session.error(session.frame("reverse", 0)) == 0


def test_another_start_keeps_the_forward_frames() -> None:
    session = World().session(PLAIN)
    before = session.experiment
    session.use(replace(PLAIN, start=4))
    assert session.experiment is before


def test_steps_and_start_change_together() -> None:
    session = World().session(replace(PLAIN, start=10))
    longer = replace(PLAIN, start=10).with_steps(100)
    assert session.use(longer)
    assert session.reached == 50
    session.walk_to(0, FOREVER)
    check_walk(session, longer)


def test_two_sessions_agree_whatever_their_pace() -> None:
    for walk in WALKS:
        settings = replace(PLAIN, walk=walk)
        fast, slow = World().session(settings), World().session(settings)
        fast.walk_to(0, FOREVER)
        while not slow.walk_to(0, -1.0):
            slow.frame("forward", 3)
        for t in range(21):
            assert same(fast.frame("reverse", t), slow.frame("reverse", t))
