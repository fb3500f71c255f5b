"""Forward, reverse and everything that moves time."""

from __future__ import annotations

import numpy as np
import pytest
from support.wired import Figure, Page

from page.figures.catalogue import ALL


@pytest.fixture
def figure(hero: Page) -> Figure:
    return Figure(hero)


def mse(figure: Figure) -> float:
    return figure.value("MSE vs clean")


def test_forward_dissolves_the_drawing(figure: Figure) -> None:
    drawn = figure.pixels()
    assert len(np.unique(drawn.reshape(-1, 3), axis=0)) == 2
    figure.button("Forward").click()
    figure.wait_for_step(20, "forward")
    noisy = figure.pixels()
    assert len(np.unique(noisy.reshape(-1, 3), axis=0)) > 100
    # Noise knows nothing of the drawing: inside and outside of it look the same on average.
    inside = drawn.mean(axis=2) < 127
    grey = noisy.mean(axis=2)
    assert abs(grey[inside].mean() - grey[~inside].mean()) < 15
    assert figure.readout("Signal left") == "0.64%"
    assert 1.7 < mse(figure) < 2.3  # E‖x_T - x0‖² = 2 a pixel


@pytest.mark.parametrize("walk", ["stochastic", "deterministic"])
def test_reverse_ends_exactly_on_the_drawing(figure: Figure, walk: str) -> None:
    drawn = figure.pixels()
    figure.choice("Walk").choose(label=walk)
    figure.button("Forward").click()
    figure.wait_for_step(20, "forward")
    figure.button("Reverse").click()
    figure.wait_for_step(0, "walk back")
    assert np.array_equal(figure.pixels(), drawn)
    assert figure.readout("MSE vs clean") == "0"


@pytest.mark.parametrize("t", [0, 9])
def test_reverse_always_walks_back_from_noise(figure: Figure, t: int) -> None:
    """What is not noise yet dissolves first, so that it is seen where the walk comes from."""
    figure.scrub(t)
    figure.button("Reverse").click()
    figure.settle()
    assert figure.button("Forward").attribute("data-runs") == "true"
    figure.wait_for_step(20, "walk back")
    assert figure.part("film-marker").attribute("data-phase") == "reverse"
    figure.wait_for_step(0, "walk back")
    assert figure.button("Reverse").attribute("data-runs") == "false"
    assert figure.readout("MSE vs clean") == "0"


def test_pause_stops_and_the_walk_goes_on_from_there(figure: Figure) -> None:
    figure.button("Reverse").click()
    figure.page.wait_until(lambda: 0 < int(figure.timestep.value) < 18)
    figure.button("Pause").click()
    figure.settle()
    stopped = figure.timestep.value
    assert 0 < int(stopped) < 18
    picture = figure.pixels()
    figure.settle()
    assert figure.timestep.value == stopped
    assert np.array_equal(figure.pixels(), picture)
    figure.button("Reverse").click()
    figure.wait_for_step(0, "walk back")


def test_step_by_step_there_and_back(figure: Figure) -> None:
    errors = [mse(figure)]
    for t in range(1, 21):
        figure.button("Step forward").click()
        figure.wait_for_step(t, "forward")
        errors.append(mse(figure))
    assert errors[0] == 0
    assert errors == sorted(errors)
    figure.button("Step forward").click(force=True)  # spent, and it says so
    figure.wait_for_step(20, "forward")
    for t in range(19, -1, -1):
        figure.button("Step back").click()
        figure.wait_for_step(t, "walk back")
    assert figure.readout("MSE vs clean") == "0"
    figure.button("Step back").click(force=True)
    figure.wait_for_step(0, "walk back")


def test_stepping_forward_in_a_walk_returns_to_where_it_was(figure: Figure) -> None:
    figure.scrub(20)
    for t in (19, 18, 17):
        figure.button("Step back").click()
        figure.wait_for_step(t, "walk back")
    at_17 = figure.pixels()
    figure.button("Step forward").click()
    figure.wait_for_step(18, "walk back")
    figure.button("Step back").click()
    figure.wait_for_step(17, "walk back")
    assert np.array_equal(figure.pixels(), at_17)


def test_the_steps_turn_at_both_ends(figure: Figure) -> None:
    figure.scrub(19)
    figure.button("Step back").click()
    figure.wait_for_step(18, "forward")
    for t, way in ((19, "forward"), (20, "forward")):
        figure.button("Step forward").click()
        figure.wait_for_step(t, way)
    figure.button("Step back").click()
    figure.wait_for_step(19, "walk back")
    figure.scrub(0, "walk back")
    figure.button("Step forward").click()
    figure.wait_for_step(1, "forward")


def test_the_deterministic_walk_retraces_the_way_it_came(figure: Figure) -> None:
    figure.choice("Walk").choose(label="deterministic")
    figure.scrub(8)
    ahead = figure.pixels()
    figure.scrub(20)
    figure.button("Step back").click()
    figure.scrub(8, "walk back")
    back = figure.pixels()
    assert np.abs(back.astype(int) - ahead.astype(int)).max() <= 1


def test_scrubbing_shows_any_step_at_once(figure: Figure) -> None:
    seen = []
    for t in (20, 3, 11, 0):
        figure.scrub(t)
        assert figure.readout("Timestep shown") == f"{t} of 20"
        seen.append(figure.pixels().tobytes())
    assert len(set(seen)) == 4
    assert figure.timestep.element.max == "20"


def test_scrubbing_in_a_walk_stays_in_the_walk(figure: Figure) -> None:
    figure.walk_back()
    figure.scrub(10, "walk back")
    walk = figure.pixels()
    figure.button("Forward").click()
    figure.settle()
    figure.button("Pause").click()
    figure.scrub(10, "forward")
    assert not np.array_equal(figure.pixels(), walk)  # fresh noise on the way back


def test_speed_changes_the_pace(figure: Figure) -> None:
    def pass_ms() -> float:
        started = figure.page.clock.time
        figure.button("Forward").click()
        figure.wait_for_step(20, "forward")
        ended = figure.page.clock.time
        figure.scrub(0)
        return ended - started

    usual = pass_ms()
    figure.choice("Speed").choose("4")
    fast = pass_ms()
    figure.choice("Speed").choose("0.5")
    slow = pass_ms()
    figure.choice("Speed").choose("1")
    assert slow == pytest.approx(2 * usual, rel=0.1)
    assert usual == pytest.approx(4 * fast, rel=0.1)


def test_what_is_not_noise_yet_dissolves_in_a_hurry(figure: Figure) -> None:
    started = figure.page.clock.time
    figure.button("Forward").click()
    figure.wait_for_step(20, "forward")
    usual = figure.page.clock.time - started
    figure.scrub(0)
    started = figure.page.clock.time
    figure.button("Reverse").click()
    figure.wait_for_step(20)
    assert figure.page.clock.time - started == pytest.approx(usual / 5, rel=0.2)


def test_two_walks_from_one_start_part_and_meet_again(figure: Figure) -> None:
    drawn = figure.pixels()
    figure.scrub(20)
    start = figure.pixels()
    figure.button("Reverse").click()
    figure.wait_for_step(0, "walk back")
    assert np.array_equal(figure.pixels(), drawn)
    figure.scrub(8, "walk back")
    one = figure.pixels().astype(float)
    figure.button("New dice").click()
    other = figure.pixels().astype(float)
    assert np.abs(one - other).mean() > 10
    figure.scrub(20, "walk back")
    assert np.array_equal(figure.pixels(), start)
    figure.scrub(0, "walk back")
    assert np.array_equal(figure.pixels(), drawn)


def test_mashing_the_buttons_breaks_nothing(figure: Figure) -> None:
    names = ["Forward", "Reverse", "Step back", "Pause", "Step forward", "New dice"]
    for name in names * 6:
        figure.button(name).click(force=True)
    figure.button("Pause").click(force=True)
    figure.button("Reverse").click()
    figure.wait_for_step(0, "walk back")
    assert figure.readout("MSE vs clean") == "0"


def test_pause_says_that_it_leads_nowhere_while_time_rests(figure: Figure) -> None:
    assert not figure.button("Pause").enabled
    figure.button("Forward").click()
    figure.settle()
    assert figure.button("Pause").enabled
    figure.wait_for_step(20)
    assert not figure.button("Pause").enabled


def test_a_step_that_leads_nowhere_says_so(hero: Page) -> None:
    for entry in ALL:
        if not hero.select(f"#{entry.name}-back"):
            continue  # time is only a slider there
        figure = Figure(hero, entry.title, entry.name)
        figure.wait_until_open()
        last = int(figure.timestep.attribute("max") or 0)
        hero.clock.look_ms = 4.0  # the walks go on in slices
        for t, back, ahead in (
            (0, "true", "false"),
            (2, "false", "false"),
            (last, "false", "true"),
        ):
            figure.scrub(t)
            figure.settle()
            assert figure.button("Step back").attribute("aria-disabled") == back
            assert figure.button("Step forward").attribute("aria-disabled") == ahead


def test_the_end_of_every_timeline_is_called_what_it_is(hero: Page) -> None:
    for name, prefix in (
        ("Unerase", "hero"),
        ("Corrupt", "corrupt"),
        ("Estimate", "estimate"),
        ("Points", "points"),
    ):
        figure = Figure(hero, name, prefix)
        figure.wait_until_open()
        for schedule, end in (
            ("linear", "noise"),
            ("scaled", "almost noise"),
            ("literal", "still a picture"),
        ):
            figure.choice("Schedule").choose(schedule)
            figure.settle()
            assert figure.part("end").text == end
