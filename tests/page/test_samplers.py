"""Figure G: four lanes from one noise, for the same number of denoiser calls."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from playwright.sync_api import Page, expect
from support.figure import Figure
from support.themes import Palette

from page.figures.samplers.scene import Scene
from page.figures.samplers.settings import SamplersSettings
from page.state.subject import DEFAULT_SUBJECT
from unerase import METHODS, tone

DEFAULT = SamplersSettings()
SLOWEST_STEP_MS = 50.0


@pytest.fixture
def figure(hero: Page) -> Figure:
    figure = Figure(hero, "Samplers", "samplers")
    figure.wait_until_open()
    figure.wait_until_made()
    return figure


def budget(figure: Figure, calls: int) -> None:
    """Choose a budget as a visitor does, and wait for it."""
    name = "1 call" if calls == 1 else f"{calls} calls"
    figure.itself.get_by_role("radio", name=name, exact=True).check(force=True)
    figure.page.wait_for_function(
        "calls => document.querySelector('#samplers-timestep').max == calls", arg=calls
    )
    figure.wait_until_made()


def check_lanes(figure: Figure, s: SamplersSettings) -> None:
    """The page shows what the engine computes here."""
    scene = Scene(s, DEFAULT_SUBJECT)
    scene.make_lanes(s, lambda: True)
    ink, blue = Palette().signal, Palette().estimate
    for number, lane in enumerate(scene.lanes(s), 1):
        assert np.array_equal(figure.pixels(f"xt-{number}"), ink[tone(lane.x_t)][..., :3])
        assert np.array_equal(figure.pixels(f"hat-{number}"), blue[tone(lane.x0_hat)][..., :3])


def lines(figure: Figure) -> list[str]:
    names = figure.page.locator("#samplers-chart-plot .chart-name")
    return [str(name) for name in names.all_text_contents()]


def test_it_opens_at_the_end_of_four_walks(figure: Figure) -> None:
    assert figure.timestep.input_value() == "0"
    check_lanes(figure, DEFAULT)
    assert figure.readout("Lane 1, spent") == "5 steps, 5 calls"
    assert figure.readout("Lane 2, spent") == "3 steps, 4 calls"
    assert figure.readout("Lane 4, distance") == "differs from run to run"
    assert lines(figure) == ["Euler", "Heun", "DPM++"]
    assert figure.notice == ""


def test_one_call_shows_the_same_blur_in_every_lane(figure: Figure) -> None:
    budget(figure, 1)
    first = figure.pixels("xt-1")
    for number in (2, 3, 4):
        assert np.array_equal(figure.pixels(f"xt-{number}"), first)
    distances = {figure.readout(f"Lane {number}, distance") for number in (1, 2, 3, 4)}
    assert len(distances) == 1


def test_more_calls_come_nearer(figure: Figure) -> None:
    found = []
    for calls in (5, 20, 100):
        budget(figure, calls)
        found.append(float(figure.readout("Lane 1, distance").removeprefix("distance ")))
    assert found[0] > 3 * found[1] > 9 * found[2]


def test_time_runs_through_all_lanes_at_once(figure: Figure) -> None:
    budget(figure, 10)
    figure.button("Reverse").click()
    figure.page.wait_for_function("document.querySelector('#samplers-timestep').value > 5")
    figure.button("Pause").click()
    figure.scrub(10)
    starts = [figure.pixels(f"xt-{number}") for number in (1, 2, 3, 4)]
    assert all(np.array_equal(start, starts[0]) for start in starts)
    figure.button("Step back").click()
    figure.wait_for_step(9)
    figure.button("Step forward").click()
    figure.wait_for_step(10)
    figure.scrub(4)
    check_lanes(figure, replace(DEFAULT, budget=10, timestep=4))
    figure.button("Reverse").click()
    figure.wait_for_step(0)
    said = figure.page.locator("#samplers-said")
    expect(said).to_contain_text("All walks are over. Euler: Tree")


def test_a_lane_takes_another_method_and_swaps_with_the_one_that_had_it(figure: Figure) -> None:
    figure.choice("Method of lane 1").select_option("ddpm")
    figure.wait_until_made()
    assert figure.choice("Method of lane 4").input_value() == "ddim"
    check_lanes(figure, DEFAULT.with_lane(0, "ddpm"))
    figure.choice("Method of lane 2").select_option("half")
    figure.wait_until_made()
    assert lines(figure) == ["Euler", "DPM++"]
    options = figure.choice("Method of lane 1").locator("option").all_text_contents()
    assert options == [method.label for method in METHODS.values()]


def test_other_dice_move_only_the_lanes_that_throw_them(figure: Figure) -> None:
    before = [figure.pixels(f"xt-{number}") for number in (1, 4)]
    figure.button("Another walk").click()
    figure.wait_until_made()
    assert np.array_equal(figure.pixels("xt-1"), before[0])
    assert not np.array_equal(figure.pixels("xt-4"), before[1])
    check_lanes(figure, replace(DEFAULT, walk=2))


@pytest.mark.parametrize(
    ("denoiser", "schedule"), [("presets", "karras"), ("local", "linear"), ("grain", "cosine")]
)
def test_every_denoiser_and_the_chart_of_it(figure: Figure, denoiser: str, schedule: str) -> None:
    figure.choice("Denoiser").select_option(denoiser)
    figure.choice("Schedule").select_option(schedule)
    figure.wait_until_made()
    s = replace(DEFAULT, denoiser=denoiser, schedule=schedule)
    check_lanes(figure, s)
    scene = Scene(s, DEFAULT_SUBJECT)
    scene.make_chart(s, lambda: True)
    figure.itself.get_by_text("The same numbers as a table").click()
    cells = figure.page.locator("#samplers-chart-table tbody tr").first.locator("td")
    first = [scene.errors(name)[0][1] for name in ("ddim", "heun", "dpmpp")]
    expect(cells).to_have_text([f"{value:.3f}" for value in first])
    figure.itself.get_by_text("The same numbers as a table").click()


def test_the_charts_cursor_is_the_budget(figure: Figure) -> None:
    name = "Denoiser calls on the distance chart"
    cursor = figure.itself.get_by_role("slider", name=name, exact=True)
    cursor.focus()
    figure.page.keyboard.press("ArrowRight")
    figure.page.wait_for_selector("#samplers-timestep[max='10']")
    figure.page.keyboard.press("End")
    figure.page.wait_for_selector("#samplers-timestep[max='100']")
    assert figure.itself.get_by_role("radio", name="100 calls", exact=True).is_checked()
    box = figure.page.locator("#samplers-chart").bounding_box()
    assert box is not None
    figure.page.mouse.click(box["x"] + 0.2 * box["width"], box["y"] + 0.5 * box["height"])
    figure.page.wait_for_selector("#samplers-timestep[max='2']")


def test_it_follows_the_visitors_noise_and_not_the_drawing(figure: Figure) -> None:
    before = figure.pixels("xt-1")
    hero = Figure(figure.page)
    hero.come_into_view()
    hero.choice("Preset").select_option(label="Star")
    figure.come_into_view()
    figure.wait_until_made()
    assert np.array_equal(figure.pixels("xt-1"), before)
    hero.come_into_view()
    hero.number("Seed").fill("5")
    figure.come_into_view()
    figure.wait_until_made()
    assert not np.array_equal(figure.pixels("xt-1"), before)


def test_steps_are_measured_made_once_and_within_their_budget(figure: Figure) -> None:
    # An observer sees them all; the page itself keeps the latest ones only.
    figure.page.evaluate(
        """() => {
            globalThis.stepsSeen = [];
            const note = list => stepsSeen.push(...list.getEntriesByName('step')
                .filter(m => m.detail.figure === 'Samplers')
                .map(m => [m.duration, m.detail.denoiser]));
            globalThis.stepsObserver = new PerformanceObserver(note);
            stepsObserver.observe({ type: 'measure' });
        }"""
    )
    figure.choice("Denoiser").select_option("local")
    figure.wait_until_made()
    figure.settle()
    steps = figure.page.evaluate("() => { stepsObserver.disconnect(); return stepsSeen }")
    assert {denoiser for _, denoiser in steps} == {"local score"}
    # Each walk has a first frame, which is a question too: what lanes share with the chart is made
    # once, and the answer that all are compared with takes a thousand calls.
    assert 1000 < len(steps) < 1700
    assert sorted(duration for duration, _ in steps)[-5] < SLOWEST_STEP_MS
    figure.page.evaluate("performance.clearMeasures()")
    figure.scrub(3)
    figure.scrub(0)
    assert figure.page.evaluate("performance.getEntriesByName('step').length") == 0


def test_the_page_answers_while_the_chart_is_computed(figure: Figure) -> None:
    figure.choice("Denoiser").select_option("local")
    figure.page.wait_for_selector('#samplers[data-making="true"]', state="attached")
    budget_of = figure.itself.get_by_role("radio", name="2 calls", exact=True)
    budget_of.check(force=True)
    figure.page.wait_for_selector("#samplers-timestep[max='2']")
    assert figure.page.locator("#samplers").get_attribute("data-making") == "true"
    figure.wait_until_made()


def test_it_is_in_the_link(figure: Figure) -> None:
    figure.choice("Method of lane 3").select_option("renoise")
    budget(figure, 20)
    figure.scrub(7)
    figure.page.wait_for_function("location.hash.includes('samplers.timestep=7')")
    assert {"samplers.lanes=ddim.heun.renoise.ddpm", "samplers.budget=20"} <= set(
        figure.page.evaluate("location.hash.slice(1).split('&')")
    )
    figure.page.evaluate(
        "location.hash = 'samplers.lanes=half.beta.heun.ddim&samplers.timestep=4&samplers.walk=3'"
    )
    figure.wait_for_step(4)
    figure.wait_until_made()
    lanes = ("half", "beta", "heun", "ddim")
    check_lanes(figure, replace(DEFAULT, lanes=lanes, timestep=4, walk=3))


def test_a_guess_is_answered(figure: Figure) -> None:
    box = figure.page.get_by_role("group", name="Guess first. Four samplers start")
    box.get_by_role("radio", name="The mean of all presets, a blur").check()
    assert box.get_by_text("As you said.").is_visible()
