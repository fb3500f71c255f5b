"""Without the oracle: one noise, several denoisers, whose pixel is whose."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from support.themes import Palette
from support.wired import Figure, Page

from page.denoisers import DENOISERS
from page.figures.without.scene import Scene
from page.figures.without.settings import WithoutSettings
from page.figures.without.whose import whose
from page.state.subject import DEFAULT_SUBJECT
from unerase.pixels import tone

DEFAULT = WithoutSettings()
EXACT = ("memoriser", "averager", "improviser")
CELLS = "Cells of the picture"


@pytest.fixture
def figure(hero: Page) -> Figure:
    figure = Figure(hero, "Without the oracle", "without")
    figure.wait_until_open()
    figure.part("more").element.open = True
    figure.wait_until_made()
    return figure


def lane(figure: Figure, name: str) -> None:
    """Take a lane in, or out."""
    figure.checkbox(name).click()
    figure.wait_until_made()


def check_lanes(figure: Figure, s: WithoutSettings, names: tuple[str, ...] = EXACT) -> None:
    """The page shows what the engine computes."""
    s = replace(s, lanes=names)
    scene = Scene(s, DEFAULT_SUBJECT)
    scene.make(s, lambda: True)
    ink, blue = Palette().signal, Palette().estimate
    for name in names:
        found = scene.lane(name, s)
        assert np.array_equal(figure.pixels(f"xt-{name}"), ink[tone(found.frame.x_t)][..., :3])
        assert np.array_equal(figure.pixels(f"hat-{name}"), blue[tone(found.frame.x0_hat)][..., :3])
        if DENOISERS[name].sketches:
            near = ink[tone(found.near.signal)][..., :3]
            assert np.array_equal(figure.pixels(f"near-{name}"), near)


def test_it_opens_at_the_end_with_four_verdicts(figure: Figure) -> None:
    check_lanes(figure, DEFAULT, (*EXACT, "learner"))
    assert figure.readout("Memoriser, verdict") == "copy"
    assert figure.readout("Memoriser, nearest sketch") == "D, slab, exact match"
    assert figure.readout("Averager, verdict") == "a blur"
    assert figure.readout("Improviser, verdict") == "new"
    assert re.fullmatch(r"B, slab, 1\d\d cells off", figure.readout("Improviser, nearest sketch"))
    assert figure.readout("Learner, verdict") in ("new", "close", "a blur")
    assert figure.notice == ""


def test_one_press_walks_from_noise_to_a_letter_that_is_none(figure: Figure) -> None:
    figure.choice("Shelf").choose(label="Patterns")
    figure.button("New noise").click()
    figure.part("more").element.open = False
    figure.button("Show me: one noise, four denoisers").click()
    figure.page.wait_until(lambda: int(figure.timestep.value) > 10)
    figure.wait_for_step(0)
    assert figure.said.startswith("All walks are over")
    check_lanes(figure, DEFAULT)
    assert figure.part("more").element.open
    assert figure.choice("Shelf").value == "letters"


def test_all_lanes_share_one_time(figure: Figure) -> None:
    figure.scrub(12)
    check_lanes(figure, replace(DEFAULT, timestep=12))
    assert figure.readout("Memoriser, verdict") == ""
    assert float(figure.readout("Memoriser, sketches in play").removeprefix("in play: ")) > 1


def test_the_window_turns_invention_into_memory(figure: Figure) -> None:
    for name in ("Averager", "Learner"):
        lane(figure, name)
    window = figure.slider("How far each pixel looks")
    window.fill(window.element.max)
    figure.wait_until_made()
    assert window.attribute("aria-valuetext") == "the whole picture"
    assert figure.readout("Improviser, verdict") == "copy"
    assert np.array_equal(figure.pixels("xt-improviser"), figure.pixels("xt-memoriser"))
    assert "become the memoriser" in figure.notice
    window.fill("0")
    figure.wait_until_made()
    check_lanes(figure, replace(DEFAULT, window=3), ("memoriser", "improviser"))


def test_lanes_come_and_go_but_one_stays(figure: Figure) -> None:
    for name in ("Averager", "Learner", "Improviser"):
        lane(figure, name)
        assert figure.itself.roles("group", name) == []
    figure.checkbox("Memoriser").click()
    assert figure.notice == "One lane has to stay: choose another first."
    assert figure.checkbox("Memoriser").checked
    lane(figure, "Weaver")
    assert figure.itself.role("group", "Weaver").visible
    check_lanes(figure, DEFAULT, ("memoriser", "weaver"))


def test_twice_from_the_same_noise(figure: Figure) -> None:
    for name in ("Averager", "Learner", "Memoriser"):
        lane(figure, name)
    lane(figure, "Walk each twice: same noise, new dice")
    assert figure.readout("Oracle, between both walks") == "the same"
    assert re.fullmatch(r"\d+ cells apart", figure.readout("Improviser, between both walks"))
    assert np.array_equal(figure.pixels("xt-oracle"), figure.pixels("other-oracle"))
    assert not np.array_equal(figure.pixels("xt-improviser"), figure.pixels("other-improviser"))
    before = figure.pixels("xt-improviser")
    figure.button("New dice").click()
    figure.wait_until_made()
    assert not np.array_equal(figure.pixels("xt-improviser"), before)


def test_whose_pixel_is_told_by_colour_name_and_weight(figure: Figure) -> None:
    s = replace(DEFAULT, lanes=("improviser",))
    scene = Scene(s, DEFAULT_SUBJECT)
    scene.make(s, lambda: True)
    found = whose(scene.denoiser("improviser"), scene.frame("improviser", 1))
    colours = figure.pixels("sources").reshape(-1, 3)
    codes = found.rank.reshape(-1) * 2 + found.ink.reshape(-1)
    for code in np.unique(codes):  # one colour for each source and value, and another for others
        assert len(np.unique(colours[codes == code], axis=0)) == 1
    assert len(np.unique(colours, axis=0)) == len(np.unique(codes))
    first = figure.part("source-1")
    assert "E, bold, 26" in first.text
    first.click()
    figure.settle()
    assert first.attribute("aria-pressed") == "true"
    assert len(np.unique(figure.pixels("sources").reshape(-1, 3), axis=0)) == 4
    first.click()
    grid = figure.itself.role("grid", CELLS)
    grid.point("pointermove", 0.5, 0.21)
    assert "E, bold" in figure.readout("At this cell")
    grid.point("pointerleave", 0, 0)
    assert figure.readout("At this cell") == "Point at a cell."


def test_whose_pixel_without_a_mouse(figure: Figure) -> None:
    grid = figure.itself.role("grid", CELLS)
    grid.press("Home")
    figure.page.press("PageUp")
    figure.settle()
    told = figure.part("cell").attribute("aria-label") or ""
    assert re.fullmatch(r"row 1, column 1: .+%", told)
    assert figure.part("where").text == told
    figure.page.press("Escape")
    assert not grid.focused
    assert figure.readout("At this cell") == "Point at a cell."


def test_steps_are_measured_by_who_was_asked(figure: Figure) -> None:
    figure.page.clear_measures()
    lane(figure, "Weaver")
    figure.button("New noise").click()
    figure.wait_until_made()
    steps = {one.denoiser for one in figure.page.measures("step", "Without the oracle")}
    assert steps == {"posterior mean", "wiener", "local score", "learner", "weaver"}
