"""More cloth: a pattern is drawn or picked, and woven at seven windows."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from support.themes import Palette
from support.wired import Control, Figure, Page

from page.figures.cloth.patterns import ready
from page.figures.cloth.scene import Scene
from page.figures.cloth.settings import WINDOWS, ClothSettings
from page.figures.cloth.words import readings
from page.state.subject import DEFAULT_SUBJECT
from page.widgets.numbers import percent
from unerase import to_signal
from unerase.pixels import tone, unpack_bits

DEFAULT = ClothSettings()
ALL_WOVEN = "all seven are woven"


@pytest.fixture
def figure(hero: Page) -> Figure:
    figure = Figure(hero, "More cloth", "cloth")
    figure.wait_until_open()
    figure.wait_until_made()
    return figure


def check(figure: Figure, s: ClothSettings) -> None:
    """The page shows what the engine computes."""
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


def grid(figure: Figure) -> Control:
    return figure.itself.role("grid", "Pattern grid")


def at(row: int, column: int) -> tuple[float, float]:
    """The middle of a cell, in shares of the grid."""
    return (column + 0.5) / 32, (row + 0.5) / 32


def pattern(figure: Figure) -> str:
    figure.settle()
    return figure.choice("Pattern").value


def test_it_opens_with_seven_cloths_and_time_runs_through_all_of_them(figure: Figure) -> None:
    check(figure, DEFAULT)
    assert figure.readout("Weaving") == ALL_WOVEN
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
    assert figure.said.startswith("All seven cloths are finished.")


def test_another_pattern_noise_walk_and_schedule(figure: Figure) -> None:
    figure.choice("Pattern").choose("waves")
    figure.button("New noise").click()
    figure.button("New dice").click()
    figure.choice("Schedule").choose("linear")
    figure.wait_until_made()
    check(figure, replace(DEFAULT, pattern="waves", seed=1, walk=2, schedule="linear"))


def test_while_a_stroke_lasts_the_old_cloths_stay_and_then_they_are_woven_anew(
    figure: Figure,
) -> None:
    before = [figure.pixels(f"xt-{window}") for window in WINDOWS]
    grid(figure).down(*at(2, 2))
    grid(figure).point("pointermove", *at(2, 29))
    figure.settle()
    bits = unpack_bits(ready()["bricks"], 32)
    bits[2, 2:30] = True
    drawn = Palette().signal[tone(to_signal(bits))][..., :3]
    assert np.array_equal(figure.pixels("picture"), drawn)
    assert pattern(figure) == "bricks"
    assert figure.readout("Weaving") == ALL_WOVEN
    for window, old in zip(WINDOWS, before, strict=True):
        assert np.array_equal(figure.pixels(f"xt-{window}"), old)
    figure.page.clock.look_ms = 1.0
    grid(figure).up(*at(2, 29))
    assert pattern(figure) == "own"
    figure.page.wait_until(lambda: figure.part("out-progress").text == "weaving, k = 15 …")
    figure.page.clock.look_ms = 0.0
    figure.wait_until_made()
    assert not np.array_equal(figure.pixels("xt-9"), before[3])
    check(figure, replace(DEFAULT, pattern=np.packbits(bits).tobytes()))


def test_undo_clear_and_what_is_ones_own(figure: Figure) -> None:
    figure.page.clock.look_ms = 20.0  # no cloth has to be finished
    grid(figure).drag(at(3, 3), at(9, 3))
    assert pattern(figure) == "own"
    own = figure.pixels("picture")
    figure.choice("Pattern").choose("dots")
    figure.settle()
    figure.choice("Pattern").choose("own")
    assert np.array_equal(figure.pixels("picture"), own)
    figure.button("Undo").click()
    assert pattern(figure) == "dots"
    figure.button("Clear").click()
    assert pattern(figure) == "own"
    assert "nothing to weave yet" in figure.notice
    grid(figure).press("Space")
    assert (figure.pixels("picture")[9, 3] < 127).all()  # where the stroke ended
    figure.page.press("Control+z")
    figure.page.press("Control+z")
    assert pattern(figure) == "dots"


def test_the_heros_drawing_can_be_woven_and_is_a_thing(figure: Figure) -> None:
    figure.choice("Pattern").choose("drawing")
    figure.wait_until_made()
    check(figure, replace(DEFAULT, pattern="drawing"))
    assert "Draw a pattern, not a thing" in figure.notice
    figure.page.clock.look_ms = 20.0
    hero = Figure(figure.page)
    hero.choice("Preset").choose(label="Star")
    figure.settle()
    assert figure.itself.attribute("data-making") == "true"
    hero.come_into_view()
    drawn = hero.drawing()
    assert np.array_equal(figure.pixels("picture").mean(axis=2) < 127, drawn)


def test_a_pattern_goes_on_the_shelf_once(figure: Figure) -> None:
    figure.page.clock.look_ms = 20.0
    figure.choice("Pattern").choose("scales")
    figure.settle()
    figure.button("Keep on my shelf").click()
    assert "“Scales” is on your shelf." in figure.notice
    figure.button("Keep on my shelf").click()
    assert figure.notice == "Your shelf already has it, as “Scales”."
    figure.button("Clear").click()
    figure.settle()
    figure.button("Keep on my shelf").click()
    assert "draw something first" in figure.notice


def test_it_is_in_the_link(figure: Figure) -> None:
    figure.page.clock.look_ms = 20.0
    figure.choice("Pattern").choose("maze")
    figure.button("New noise").click()
    figure.drag(7)
    figure.page.clock.look_ms = 0.0
    wanted = {"cloth.pattern=maze", "cloth.seed=1", "cloth.timestep=7"}
    assert wanted <= figure.page.link
    figure.page.follow("cloth.pattern=weave&cloth.walk=3&cloth.schedule=flow&cloth.timestep=2")
    figure.wait_until_made()
    figure.wait_for_step(2)
    check(figure, ClothSettings("weave", 0, 3, "flow", 2))


def test_slices_are_measured_and_made_once(figure: Figure) -> None:
    figure.page.clear_measures()
    figure.choice("Pattern").choose("maze")
    figure.wait_until_made()
    slices = figure.page.measures("step", "More cloth")
    assert {one.denoiser for one in slices} == {"weaver"}
    figure.page.clear_measures()
    figure.scrub(3)
    figure.scrub(0)
    assert figure.page.measures("step", "More cloth") == []
