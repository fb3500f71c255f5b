"""Every denoiser wherever a menu *Denoiser* stands: hero, Walk back, Estimate, and the others."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from playwright.sync_api import Page, Route, expect
from support.figure import Figure
from support.themes import Palette

from page.denoisers import LABELS
from page.figures.estimate.scene import Scene as EstimateScene
from page.figures.estimate.settings import EstimateSettings
from page.figures.samplers.scene import Scene as SamplersScene
from page.figures.samplers.settings import DENOISERS, SamplersSettings
from page.figures.two_schedules.scene import Scene as SchedulesScene
from page.figures.two_schedules.settings import TwoSchedulesSettings
from page.state.shelf import LETTERS
from page.state.subject import DEFAULT_SUBJECT
from unerase import tone

NEAREST = "What the answer is most like"
LONG_MS = 60_000


@pytest.fixture
def unerase(hero: Page) -> Figure:
    return Figure(hero)


def opened(page: Page, name: str, prefix: str) -> Figure:
    figure = Figure(page, name, prefix)
    figure.wait_until_open()
    return figure


def choose(figure: Figure, denoiser: str) -> None:
    figure.choice("Denoiser").select_option(denoiser)
    figure.wait_until_made()


def ink(pixels: np.ndarray) -> np.ndarray:
    found: np.ndarray = pixels.mean(axis=2) < 127
    return found


@pytest.mark.parametrize(
    ("name", "prefix", "offered"),
    [
        ("Unerase", "hero", LABELS),
        ("Estimate", "estimate", LABELS),
        ("Walk back", "walk", LABELS),
        ("Two schedules", "schedules", LABELS),
        ("Samplers", "samplers", DENOISERS),
    ],
)
def test_the_menu_has_them_all(hero: Page, name: str, prefix: str, offered: dict[str, str]) -> None:
    figure = Figure(hero, name, prefix) if prefix == "hero" else opened(hero, name, prefix)
    options = figure.choice("Denoiser").locator("option")
    expect(options).to_have_text(list(offered.values()))


def test_the_hero_walks_back_to_a_sketch_of_the_shelf_and_says_so(unerase: Figure) -> None:
    assert unerase.readout(NEAREST) == "Beside your drawing: cell for cell."
    assert "the oracle" in unerase.readout("Who answers")
    unerase.choice("Denoiser").select_option("memoriser")
    unerase.walk_back()
    unerase.settle()
    assert "the memoriser" in unerase.readout("Who answers")
    found = unerase.readout(NEAREST)
    index = next(
        i for i, sketch in enumerate(LETTERS.sketches) if f"“{sketch.name}”, cell for cell" in found
    )
    assert found.endswith(": a copy of it.")
    assert np.array_equal(ink(unerase.pixels()), LETTERS.bits[index])
    expect(unerase.page.locator("#hero-said")).to_contain_text(found)
    # Against the heart that was drawn: each wrong cell costs 4.
    wrong = np.mean(LETTERS.bits[index] != DEFAULT_SUBJECT.bits)
    assert unerase.value("MSE vs clean") == pytest.approx(4 * wrong, rel=0.01)
    unerase.page.wait_for_function("location.hash.includes('denoiser=memoriser')")


def test_nothing_moves_when_another_denoiser_answers(unerase: Figure) -> None:
    unerase.scrub(20)
    boxes = set()
    for denoiser in ("oracle", "presets", "memoriser", "averager", "improviser"):
        unerase.choice("Denoiser").select_option(denoiser)
        unerase.settle()
        boxes.add(unerase.page.locator("#hero-readouts").evaluate("e => e.offsetTop"))
    assert len(boxes) == 1


def test_the_hero_walks_from_where_it_is(unerase: Figure) -> None:
    here = unerase.button("Walk from here")
    assert here.get_attribute("aria-disabled") == "true"  # nothing has been forgotten yet
    unerase.scrub(8, "forward")
    there = unerase.pixels()
    assert here.get_attribute("aria-disabled") == "false"
    here.click()
    unerase.wait_for_step(0, "walk back")
    assert "This walk leaves from step 8" in unerase.notice
    unerase.scrub(8, "walk back")
    assert np.array_equal(unerase.pixels(), there)
    unerase.page.wait_for_function("location.hash.includes('from=8')")
    # From noise again, as before.
    unerase.scrub(20, "walk back")
    unerase.button("Forward").click()
    unerase.wait_for_step(20, "forward")
    unerase.button("Reverse").click()
    unerase.wait_for_step(0, "walk back")
    assert unerase.notice == ""
    assert "from=" not in unerase.page.evaluate("location.hash")


def test_the_drawing_goes_on_the_shelf(unerase: Figure) -> None:
    unerase.button("Put on shelf").click()
    unerase.settle()
    assert "is on your shelf. Your shelf has 1 sketch" in unerase.notice
    unerase.button("Put on shelf").click()
    unerase.settle()
    assert "It stands there already" in unerase.notice
    unerase.button("Clear").click()
    unerase.button("Put on shelf").click()
    unerase.settle()
    assert "draw something first" in unerase.notice


def test_walk_back_ends_on_sketches_and_keeps_every_line(hero: Page) -> None:
    figure = opened(hero, "Walk back", "walk")
    figure.scrub(0)
    choose(figure, "memoriser")
    names = [sketch.name for sketch in LETTERS.sketches]
    for number in (1, 2):
        name = figure.readout(f"Walk {number}").removeprefix("ended on: ")
        assert figure.readout(f"Walk {number}, how near") == "cell for cell"
        bits = LETTERS.bits[names.index(name)]
        assert np.array_equal(ink(figure.pixels(f"picture-{number}")), bits)
    lines = hero.locator("#walk-chart-plot .chart-name")
    assert sorted(lines.all_text_contents()) == ["memoriser", "with the oracle"]
    choose(figure, "averager")
    assert figure.readout("Walk 1").startswith("ended nearest to: ")


def test_estimate_and_two_schedules_show_what_the_engine_computes(hero: Page) -> None:
    blue = Palette().estimate
    estimate = opened(hero, "Estimate", "estimate")
    choose(estimate, "averager")
    asked = replace(EstimateSettings(), denoiser="averager")
    view = EstimateScene(asked, DEFAULT_SUBJECT).at(asked.timestep, asked.answer, asked.delta)
    assert np.array_equal(estimate.pixels("clean"), blue[tone(view.x0_hat)][..., :3])
    schedules = opened(hero, "Two schedules", "schedules")
    choose(schedules, "improviser")
    settings = replace(TwoSchedulesSettings(), denoiser="improviser")
    lanes = SchedulesScene(settings, DEFAULT_SUBJECT).at(settings.timestep)
    for lane, shown in lanes.items():
        found = schedules.pixels(f"{lane}-hat")
        assert np.array_equal(found, blue[tone(shown.estimate)][..., :3])


def test_samplers_race_on_the_shelf(hero: Page) -> None:
    figure = opened(hero, "Samplers", "samplers")
    choose(figure, "memoriser")
    s = replace(SamplersSettings(), denoiser="memoriser")
    scene = SamplersScene(s, DEFAULT_SUBJECT)
    assert scene.make_lanes(s, lambda: True)
    for number, lane in enumerate(scene.lanes(s), 1):
        assert figure.readout(f"Lane {number}, nearest drawing").startswith(f"{lane.name}, ")
        assert np.array_equal(
            figure.pixels(f"xt-{number}"), Palette().signal[tone(lane.x_t)][..., :3]
        )


def test_while_the_learners_weights_are_on_their_way_the_page_goes_on(hero: Page) -> None:
    """They are held back on the way, and then let through."""
    held: list[Route] = []
    hero.route("**/learner.npz", lambda route: held.append(route))
    unerase, walk = Figure(hero), opened(hero, "Walk back", "walk")
    before = walk.pixels("picture-1")
    walk.choice("Denoiser").select_option("learner")
    walk.settle()
    assert walk.notice == "The learner’s weights are on their way."
    assert np.array_equal(walk.pixels("picture-1"), before)
    unerase.come_into_view()
    unerase.choice("Denoiser").select_option("learner")
    unerase.settle()
    assert "until they are here, the oracle answers" in unerase.notice
    assert "the oracle" in unerase.readout("Who answers")
    unerase.walk_back()
    assert unerase.readout("MSE vs clean") == "0"
    assert len(held) == 1  # asked for once, by whoever wants them
    held[0].continue_()
    expect(hero.locator("#hero-out-denoiser")).to_contain_text("the learner", timeout=LONG_MS)
    assert unerase.notice == ""
    walk.come_into_view()
    walk.wait_until_made()
    assert walk.notice == ""
    hero.unroute("**/learner.npz")
