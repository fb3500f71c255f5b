"""Samplers: four lanes from one noise, for the same number of denoiser calls."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from support.themes import Palette
from support.wired import Figure, Page

from page.figures.samplers.scene import Scene
from page.figures.samplers.settings import SamplersSettings
from page.samplers import SAMPLER_SPECS
from page.state.subject import DEFAULT_SUBJECT
from unerase.pixels import tone

DEFAULT = SamplersSettings()
FIRST = "Denoiser calls on the distance chart"


@pytest.fixture
def figure(hero: Page) -> Figure:
    figure = Figure(hero, "Samplers", "samplers")
    figure.wait_until_open()
    figure.wait_until_made()
    return figure


def budget(figure: Figure, calls: int) -> None:
    figure.radio("1 call" if calls == 1 else f"{calls} calls").check()
    figure.wait_until_made()
    assert figure.timestep.element.max == str(calls)


def check_lanes(figure: Figure, s: SamplersSettings) -> Scene:
    """The page shows what the engine computes."""
    scene = Scene(s, DEFAULT_SUBJECT)
    scene.make_lanes(s, lambda: True)
    ink, blue = Palette().signal, Palette().estimate
    for number, lane in enumerate(scene.lanes(s), 1):
        assert np.array_equal(figure.pixels(f"xt-{number}"), ink[tone(lane.frame.x_t)][..., :3])
        assert np.array_equal(
            figure.pixels(f"hat-{number}"), blue[tone(lane.frame.x0_hat)][..., :3]
        )
    return scene


def lines(figure: Figure) -> list[str]:
    return [name.text for name in figure.page.select("#samplers-chart-plot .chart-name")]


def test_it_opens_at_the_end_of_four_walks(figure: Figure) -> None:
    assert figure.timestep.value == "0"
    check_lanes(figure, DEFAULT)
    assert figure.readout("Lane 1, spent") == "5 steps, 5 calls"
    assert figure.readout("Lane 2, spent") == "3 steps, 4 calls"
    assert figure.readout("Lane 4, distance") == "differs from run to run"
    assert lines(figure) == ["Euler", "Heun", "DPM++"]
    assert figure.notice == ""


def test_time_runs_through_all_lanes_at_once(figure: Figure) -> None:
    budget(figure, 10)
    figure.button("Reverse").click()
    figure.page.wait_until(lambda: 5 < int(figure.timestep.value) < 10)
    figure.button("Pause").click()
    t = int(figure.timestep.value)
    figure.settle()
    assert figure.timestep.value == str(t)
    figure.button("Step back").click()
    figure.wait_for_step(t - 1)
    figure.button("Step forward").click()
    figure.wait_for_step(t)
    figure.scrub(4)
    check_lanes(figure, replace(DEFAULT, budget=10, timestep=4))
    figure.button("Reverse").click()
    figure.wait_for_step(0)
    assert figure.said.startswith("All walks are over. Euler: Tree")


def test_a_lane_takes_another_method_and_swaps_with_the_one_that_had_it(figure: Figure) -> None:
    figure.choice("Method of lane 1").choose("ddpm")
    figure.wait_until_made()
    assert figure.choice("Method of lane 4").value == "ddim"
    check_lanes(figure, DEFAULT.with_lane(0, "ddpm"))
    figure.choice("Method of lane 2").choose("half")
    figure.wait_until_made()
    assert lines(figure) == ["Euler", "DPM++"]
    labels = [one.label for one in SAMPLER_SPECS.values()]
    assert figure.choice("Method of lane 1").options == labels


def test_another_walk_throws_other_dice(figure: Figure) -> None:
    figure.button("New dice").click()
    figure.wait_until_made()
    check_lanes(figure, replace(DEFAULT, walk=2))


@pytest.mark.parametrize(
    ("denoiser", "schedule"), [("presets", "karras"), ("memoriser", "linear"), ("grain", "cosine")]
)
def test_denoiser_schedule_and_the_table_of_their_chart(
    figure: Figure, denoiser: str, schedule: str
) -> None:
    figure.choice("Denoiser").choose(denoiser)
    figure.choice("Schedule").choose(schedule)
    figure.wait_until_made()
    s = replace(DEFAULT, denoiser=denoiser, schedule=schedule)
    scene = check_lanes(figure, s)
    for number, lane in enumerate(scene.lanes(s), 1):
        assert figure.readout(f"Lane {number}, nearest drawing").startswith(f"{lane.near.name}, ")
    scene.make_chart(s, lambda: True)
    table = figure.itself.select("summary")[-1]
    table.click()
    figure.settle()
    row = figure.page.select("#samplers-chart-table tbody tr")[0]
    first = [scene.errors(name)[0][1] for name in ("ddim", "heun", "dpmpp")]
    assert [cell.text for cell in row.select("td")] == [f"{value:.3f}" for value in first]
    table.click()


def test_the_charts_cursor_is_the_budget(figure: Figure) -> None:
    cursor = figure.slider(FIRST)
    cursor.press("ArrowRight")
    figure.wait_until_made()
    assert figure.timestep.element.max == "10"
    cursor.press("End")
    figure.wait_until_made()
    assert figure.radio("100 calls").checked
    figure.part("chart").click_at(0.2, 0.5)
    figure.wait_until_made()
    assert figure.timestep.element.max == "2"
    assert cursor.focused


def test_it_follows_the_visitors_noise_and_not_the_drawing(figure: Figure) -> None:
    before = figure.pixels("xt-1")
    hero = Figure(figure.page)
    hero.choice("Preset").choose(label="Star")
    figure.wait_until_made()
    assert np.array_equal(figure.pixels("xt-1"), before)
    hero.number("Seed").fill("5")
    figure.wait_until_made()
    assert not np.array_equal(figure.pixels("xt-1"), before)


def test_steps_are_measured_and_made_once(figure: Figure) -> None:
    figure.page.clear_measures()
    figure.choice("Denoiser").choose("presets")
    figure.choice("Schedule").choose("scaled")
    figure.wait_until_made()
    steps = figure.page.measures("step", "Samplers")
    assert {step.denoiser for step in steps} == {"posterior mean"}
    # Each walk has a first frame, which is a question too: what lanes share with the chart is made
    # once, and the answer that all are compared with takes a thousand calls.
    assert 1000 < len(steps) < 1700
    figure.page.clear_measures()
    figure.scrub(3)
    figure.scrub(0)
    assert figure.page.measures("step", "Samplers") == []


def test_the_page_answers_while_the_chart_is_computed(figure: Figure) -> None:
    figure.page.clock.look_ms = 5.0
    figure.choice("Denoiser").choose("presets")
    figure.choice("Schedule").choose("sigmoid")
    figure.settle()
    assert figure.itself.attribute("data-making") == "true"
    figure.radio("2 calls").check()
    figure.page.wait_until(lambda: figure.timestep.element.max == "2")
    assert figure.itself.attribute("data-making") == "true"
    figure.page.clock.look_ms = 0.0
    figure.wait_until_made()


def test_it_is_in_the_link(figure: Figure) -> None:
    figure.choice("Method of lane 3").choose("renoise")
    budget(figure, 20)
    figure.scrub(7)
    assert {
        "samplers.lanes=ddim.heun.renoise.ddpm",
        "samplers.budget=20",
        "samplers.timestep=7",
    } <= figure.page.link
    figure.page.follow("samplers.lanes=half.beta.heun.ddim&samplers.timestep=4&samplers.walk=3")
    figure.wait_until_made()
    figure.wait_for_step(4)
    lanes = ("half", "beta", "heun", "ddim")
    check_lanes(figure, replace(DEFAULT, lanes=lanes, timestep=4, walk=3))
