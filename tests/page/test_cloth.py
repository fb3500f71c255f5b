"""The figure "More cloth": a pattern is drawn or picked, and woven at seven windows."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from playwright.sync_api import Page, expect
from support.figure import Figure
from support.themes import Palette

from page.figures.cloth.patterns import ready
from page.figures.cloth.scene import Scene
from page.figures.cloth.settings import WINDOWS, ClothSettings
from page.figures.cloth.words import readings
from page.state.subject import DEFAULT_SUBJECT
from page.widgets.numbers import percent
from unerase import to_signal, tone, unpack_bits

DEFAULT = ClothSettings()
LONGEST_SLICE_MS = 50.0

# Every text of the progress since: each is there for a moment only.
LISTEN_TO_PROGRESS = """() => {
    window.told = [];
    const progress = document.getElementById('cloth-out-progress');
    new MutationObserver(() => told.push(progress.textContent))
        .observe(progress, { subtree: true, childList: true, characterData: true });
}"""


@pytest.fixture
def figure(hero: Page) -> Figure:
    figure = Figure(hero, "More cloth", "cloth")
    figure.wait_until_open()
    figure.wait_until_made()
    return figure


def check(figure: Figure, s: ClothSettings) -> None:
    """The page shows what the engine computes here."""
    scene = Scene(s, DEFAULT_SUBJECT)
    scene.make(lambda: True)
    ink = Palette().signal
    pattern = ink[tone(to_signal(scene.pattern))][..., :3]
    assert np.array_equal(figure.pixels("picture"), pattern)
    assert figure.readout("Pattern, ink") == percent(scene.ink)
    for window in WINDOWS:
        cloth = scene.cloth(window, s.timestep)
        assert np.array_equal(figure.pixels(f"xt-{window}"), ink[tone(cloth.x_t)][..., :3]), window
        told = readings(cloth)
        assert figure.readout(f"k = {window}, ink") == told["ink"]
        assert figure.readout(f"k = {window}, known squares") == told["copied"]
        assert figure.readout(f"k = {window}, largest copy") == told["largest"]


def draw(figure: Figure, *cells: tuple[int, int]) -> None:
    """A stroke on the pattern, from cell to cell, whose pointer is not lifted."""
    box = figure.itself.get_by_role("grid", name="Pattern grid", exact=True).bounding_box()
    assert box is not None
    mouse = figure.page.mouse
    for number, (row, column) in enumerate(cells):
        x = box["x"] + (column + 0.5) * box["width"] / 32
        y = box["y"] + (row + 0.5) * box["height"] / 32
        mouse.move(x, y)
        if number == 0:
            mouse.down()


def test_it_opens_with_seven_cloths_and_time_runs_through_all_of_them(figure: Figure) -> None:
    check(figure, DEFAULT)
    assert figure.readout("Weaving") == "all seven are woven"
    assert figure.notice == ""
    figure.scrub(20)
    starts = [figure.pixels(f"xt-{window}") for window in WINDOWS]
    assert all(np.array_equal(start, starts[0]) for start in starts)
    figure.button("Step back").click()
    figure.wait_for_step(19)
    figure.button("Step forward").click()
    figure.wait_for_step(20)
    figure.scrub(6)
    check(figure, replace(DEFAULT, timestep=6))
    figure.button("Reverse").click()
    figure.wait_for_step(0)
    said = figure.page.locator("#cloth-said")
    expect(said).to_contain_text("All seven cloths are finished.")


def test_another_pattern_noise_walk_and_schedule(figure: Figure) -> None:
    figure.choice("Pattern").select_option("waves")
    figure.wait_until_made()
    s = replace(DEFAULT, pattern="waves")
    check(figure, s)
    figure.button("New noise").click()
    figure.button("Another walk").click()
    figure.choice("Schedule").select_option("linear")
    figure.wait_until_made()
    check(figure, replace(s, seed=1, walk=2, schedule="linear"))


def test_while_a_stroke_lasts_the_old_cloths_stay_and_then_they_are_woven_anew(
    figure: Figure,
) -> None:
    before = [figure.pixels(f"xt-{window}") for window in WINDOWS]
    draw(figure, (2, 2), (2, 29))
    figure.settle()
    bits = unpack_bits(ready()["bricks"][1], 32)
    bits[2, 2:30] = True
    drawn = Palette().signal[tone(to_signal(bits))][..., :3]
    assert np.array_equal(figure.pixels("picture"), drawn)
    assert figure.choice("Pattern").input_value() == "bricks"
    assert figure.readout("Weaving") == "all seven are woven"
    for window, old in zip(WINDOWS, before, strict=True):
        assert np.array_equal(figure.pixels(f"xt-{window}"), old)
    figure.page.evaluate(LISTEN_TO_PROGRESS)
    figure.page.mouse.up()
    expect(figure.choice("Pattern")).to_have_value("own")
    figure.wait_until_made()
    assert figure.choice("Pattern").input_value() == "own"
    assert "weaving, k = 15 …" in figure.page.evaluate("told")
    assert not np.array_equal(figure.pixels("xt-9"), before[3])
    check(figure, replace(DEFAULT, pattern=np.packbits(bits).tobytes()))


def test_undo_clear_and_what_is_ones_own(figure: Figure) -> None:
    undo = figure.button("Undo")
    draw(figure, (3, 3), (9, 3))
    figure.page.mouse.up()
    expect(figure.choice("Pattern")).to_have_value("own")
    own = figure.pixels("picture")
    figure.choice("Pattern").select_option("dots")
    figure.settle()
    figure.choice("Pattern").select_option("own")
    figure.settle()
    assert np.array_equal(figure.pixels("picture"), own)
    undo.click()
    expect(figure.choice("Pattern")).to_have_value("dots")
    figure.button("Clear").click()
    expect(figure.choice("Pattern")).to_have_value("own")
    expect(figure.page.locator("#cloth-notice")).to_contain_text("nothing to weave yet")
    grid = figure.itself.get_by_role("grid", name="Pattern grid", exact=True)
    grid.focus()
    figure.page.keyboard.press("Space")
    figure.settle()
    assert (figure.pixels("picture")[9, 3] < 127).all()  # where the stroke ended
    figure.page.keyboard.press("Control+z")
    figure.page.keyboard.press("Control+z")
    expect(figure.choice("Pattern")).to_have_value("dots")


def test_the_heros_drawing_can_be_woven_and_is_a_thing(figure: Figure) -> None:
    figure.choice("Pattern").select_option("drawing")
    figure.wait_until_made()
    check(figure, replace(DEFAULT, pattern="drawing"))
    assert "Draw a pattern, not a thing" in figure.notice
    hero = Figure(figure.page)
    hero.come_into_view()
    hero.choice("Preset").select_option(label="Star")
    figure.come_into_view()
    figure.page.wait_for_selector('#cloth[data-making="true"]', state="attached")
    assert np.array_equal(figure.pixels("picture").mean(axis=2) < 127, hero.drawing())


def test_a_pattern_goes_on_the_shelf_once(figure: Figure) -> None:
    figure.choice("Pattern").select_option("scales")
    figure.wait_until_made()
    figure.button("Put on shelf").click()
    notice = figure.page.locator("#cloth-notice")
    expect(notice).to_contain_text("“Scales” is on your shelf.")
    figure.button("Put on shelf").click()
    expect(notice).to_have_text("It stands there already, as “Scales”.")
    figure.button("Clear").click()
    figure.button("Put on shelf").click()
    expect(notice).to_contain_text("draw something first")


def test_it_is_in_the_link(figure: Figure) -> None:
    figure.choice("Pattern").select_option("maze")
    figure.button("New noise").click()
    figure.scrub(7)
    figure.page.wait_for_function("location.hash.includes('cloth.timestep=7')")
    assert {"cloth.pattern=maze", "cloth.seed=1"} <= set(
        figure.page.evaluate("location.hash.slice(1).split('&')")
    )
    figure.page.evaluate(
        "location.hash = 'cloth.pattern=weave&cloth.walk=3&cloth.schedule=flow&cloth.timestep=2'"
    )
    figure.wait_for_step(2)
    figure.wait_until_made()
    check(figure, ClothSettings("weave", 0, 3, "flow", 2))


def test_no_slice_of_the_weaving_holds_the_page_up(figure: Figure) -> None:
    figure.page.evaluate(
        """() => {
            globalThis.slices = [];
            globalThis.sliceObserver = new PerformanceObserver(list =>
                slices.push(...list.getEntriesByName('step')
                    .filter(m => m.detail.figure === 'More cloth')
                    .map(m => [m.duration, m.detail.denoiser])));
            sliceObserver.observe({ type: 'measure' });
        }"""
    )
    figure.choice("Pattern").select_option("maze")
    figure.wait_until_made()
    slices = figure.page.evaluate("() => { sliceObserver.disconnect(); return slices }")
    assert {denoiser for _, denoiser in slices} == {"weaver"}
    # Other work on the machine can only add to them.
    assert sorted(duration for duration, _ in slices)[-20] < LONGEST_SLICE_MS
    figure.page.evaluate("performance.clearMeasures()")
    figure.scrub(3)
    figure.scrub(0)
    assert figure.page.evaluate("performance.getEntriesByName('step').length") == 0
