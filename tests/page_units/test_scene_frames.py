"""Which frames a session shows, and how a walk is made."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from support.scene import (
    BITS,
    PLAIN,
    X0,
    World,
    at,
    check_walk,
    experiment,
    walk_down,
)

from page.figures.hero.scene import Scene
from page.figures.hero.settings import HeroSettings
from page.widgets.film import film_image, film_row
from page.widgets.palette import ramp
from unerase import Frame
from unerase.pixels import tone
from unerase.schedules import SCHEDULES

WAYS = [
    PLAIN,
    replace(PLAIN, sampler="ddim", schedule="cosine"),
    replace(PLAIN, schedule="literal", seed=5, walk_seed=6),
    replace(PLAIN, steps=1),
    replace(PLAIN, steps=2, seed=9),
    replace(PLAIN, steps=64, sampler="ddim", seed=2**32 - 1),
]


@pytest.mark.parametrize("settings", WAYS)
def test_a_walk_is_the_experiments(settings: HeroSettings) -> None:
    world = World()
    session = world.session(settings)
    assert session.reached == settings.steps
    check_walk(session, settings)
    assert walk_down(session, settings, 0)
    assert session.reached == 0
    assert world.steps == settings.steps, "each denoise-and-step is measured once"
    check_walk(session, settings)


@pytest.mark.parametrize("settings", WAYS)
def test_the_walk_ends_at_the_drawing(settings: HeroSettings) -> None:
    session = World().session(settings)
    walk_down(session, settings, 0)
    last = session.frame("reverse", 0)
    assert np.array_equal(last.x_t, X0)
    assert session.error(last) == 0


def test_nothing_is_due_at_the_start_nor_forward() -> None:
    world = World()
    session = world.session(PLAIN)
    for settings in (PLAIN, replace(PLAIN, timestep=13), at(PLAIN, 20)):
        assert not session.use(settings)
        assert session.walk_on(-1.0)
    assert (session.reached, world.steps) == (20, 0)


def test_it_walks_as_far_as_shown_and_no_farther() -> None:
    world = World()
    session = world.session(PLAIN)
    for goal in (20, 15, 15, 17, 14, 0, 0):
        before = session.reached
        assert walk_down(session, PLAIN, goal)
        assert session.reached == min(before, goal)
    assert world.steps == 20


def test_the_deadline_holds_and_the_walk_goes_on_later() -> None:
    world = World(step_ms=4.0)
    session = world.session(PLAIN)
    reached = []
    while not walk_down(session, PLAIN, 0, world.now() + 10.0):
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
    assert not walk_down(session, PLAIN, 0, 0.0)
    assert session.reached == 19
    session = world.session(PLAIN)
    world.steps = 0
    assert walk_down(session, PLAIN, 19, 0.0), "the last step arrives, however late"
    assert walk_down(session, PLAIN, 19, 0.0)
    assert (session.reached, world.steps) == (19, 1)


def test_a_walk_that_is_not_there_yet_gives_its_last_frame() -> None:
    session = World().session(PLAIN)
    walk_down(session, PLAIN, 12)
    assert session.frame("reverse", 20).t == 20
    assert session.frame("reverse", 13).t == 13
    assert [session.frame("reverse", t).t for t in (12, 11, 5, 0)] == [12] * 4


@pytest.mark.parametrize("steps", [1, 7, 20, 200])
@pytest.mark.parametrize("timestep", [0, 1])
def test_it_starts_at_the_last_forward_picture(steps: int, timestep: int) -> None:
    session = World().session(replace(PLAIN, steps=steps, timestep=timestep))
    first, forward = session.frame("reverse", steps), session.frame("forward", steps)
    assert first.t == session.reached == steps
    assert np.array_equal(first.x_t, forward.x_t)
    assert first.alpha_bar == forward.alpha_bar
    with pytest.raises(AssertionError):
        np.testing.assert_allclose(first.x_t, X0, atol=1e-3)


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_forward_frames(schedule: str) -> None:
    settings = replace(PLAIN, schedule=schedule, seed=3)
    session = World().session(settings)
    expected = experiment(settings).forward()
    for t in range(21):
        frame = session.frame("forward", t)
        assert frame.t == t
        assert frame.alpha_bar == SCHEDULES[schedule](20).alpha_bar[t]
        assert np.array_equal(frame.x_t, expected[t])
        assert np.array_equal(frame.x0_hat, X0), "the oracle remembers the drawing"
    assert np.array_equal(session.frame("forward", 0).x_t, X0)


def test_forward_frames_do_not_walk() -> None:
    world = World()
    session = world.session(PLAIN)
    for t in range(21):
        session.frame("forward", t)
    session.forward_ends(0, 21)
    assert (world.steps, session.reached) == (0, 20)


def test_the_deterministic_walk_retraces_the_forward_frames() -> None:
    settings = replace(PLAIN, sampler="ddim")
    session = World().session(settings)
    walk_down(session, settings, 0)
    for t in range(21):
        np.testing.assert_allclose(
            session.frame("reverse", t).x_t, session.frame("forward", t).x_t, atol=1e-4
        )


def test_the_stochastic_walk_goes_another_way() -> None:
    session = World().session(PLAIN)
    walk_down(session, PLAIN, 0)
    here, there = session.frame("reverse", 10), session.frame("forward", 10)
    assert float(np.abs(here.x_t - there.x_t).mean()) > 0.1


def test_errors_worked_by_hand() -> None:
    session = World().session(PLAIN)
    assert session.error(session.frame("forward", 0)) == 0
    alpha_bar = 0.25
    flipped = Frame(5, alpha_bar, -X0, X0, 15)
    assert session.error(flipped) == 4
    grey = Frame(5, alpha_bar, np.zeros_like(X0), X0, 15)
    assert session.error(grey) == 1


def test_the_error_is_what_theory_says() -> None:
    # E|x_t - x0|² a pixel is (1 - √ᾱ)² + 1 - ᾱ for a ±1 picture; 1024 pixels give it to ~15%.
    session = World().session(PLAIN)
    for t in range(1, 21):
        frame = session.frame("forward", t)
        expected = (1 - frame.alpha_bar**0.5) ** 2 + 1 - frame.alpha_bar
        assert session.error(frame) == pytest.approx(expected, rel=0.15)


def forward_tones(session: Scene, first: int, end: int) -> NDArray[np.uint8]:
    blank, full = session.forward_ends(first, end)
    return np.where(BITS, full, blank)


def test_forward_tones() -> None:
    session = World().session(PLAIN)
    expected = tone(experiment(PLAIN).forward())
    for first, end in ((0, 21), (3, 8), (20, 21), (5, 5)):
        tones = forward_tones(session, first, end)
        assert tones.dtype == np.uint8
        assert tones.shape == (end - first, 32, 32)
        assert np.array_equal(tones, expected[first:end])
    # Ink and paper are ±1, which the tone scale takes to 228 and 27.
    assert np.array_equal(forward_tones(session, 0, 1)[0], np.where(BITS, 228, 27))


@pytest.mark.parametrize("reached", [20, 19, 8, 0])
def test_walk_tones_of_every_window(reached: int) -> None:
    session = World().session(PLAIN)
    walk_down(session, PLAIN, reached)
    expected = {f.t: tone(f.x_t) for f in experiment(PLAIN).reverse()}
    for low in range(21):
        for high in range(low + 1, 22):
            first, tones = session.walk_tones(low, high)
            wanted = list(range(max(low, reached), high))
            assert len(tones) == len(wanted)
            if wanted:
                assert first == wanted[0]
                assert np.array_equal(tones, [expected[t] for t in wanted])


@pytest.mark.parametrize("window", [(0, 21), (0, 5), (4, 9), (10, 21), (15, 18)])
def test_on_the_film_the_walk_stands_under_its_own_steps(window: tuple[int, int]) -> None:
    session = World().session(PLAIN)
    walk_down(session, PLAIN, 6)
    first_reverse, reverse = session.walk_tones(*window)
    column = max(0, first_reverse - window[0])  # as Filmstrip.paint has it
    table = ramp("#000000", "#ffffff")
    forward = forward_tones(session, *window)
    image = film_image(film_row(forward, table), film_row(reverse, table), column)
    for t in range(*window):
        left = (t - window[0]) * 34
        below = image[36:, left : left + 32]
        if t >= 6:
            assert np.array_equal(below, table[tone(session.frame("reverse", t).x_t)])
        else:
            assert not below.any()
