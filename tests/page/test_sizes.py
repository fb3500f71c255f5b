"""Phone, tablet, desk; light and dark; reduced motion; and an idle page that rests."""

from __future__ import annotations

import numpy as np
import pytest
from playwright.sync_api import Page, expect
from support.figure import Figure, open_all


def test_on_a_phone_the_hero_fits_one_screen(phone: Page) -> None:
    figure = Figure(phone)
    for part in (figure.grid, figure.timestep, figure.button("Forward"), figure.button("Reverse")):
        box = part.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 844
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390


def test_on_a_phone_everything_can_be_hit_with_a_finger(phone: Page) -> None:
    """A radio button or a checkbox is hit through its label."""
    open_all(phone)
    controls = phone.locator(
        ":is(main, header) :is(button, select, input:not([type=radio], [type=checkbox]),"
        " label:has(input:is([type=radio], [type=checkbox])))"
    )
    boxes = controls.evaluate_all(
        "all => all.filter(e => e.checkVisibility()).map(e => [e.id || e.textContent,"
        " e.getBoundingClientRect().toJSON()])"
    )
    small = [(name, box) for name, box in boxes if min(box["height"], box["width"]) < 44]
    assert small == []


# What sticks out, when anything does.
WIDE = """width => document.documentElement.scrollWidth <= width ? [] :
    [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > width)
        .map(e => [e.id, e.className, e.getBoundingClientRect().right])"""


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_nothing_is_wider_than_the_window(hero: Page, width: int) -> None:
    without = Figure(hero, "Without the oracle", "without")
    without.wait_until_open()
    hero.evaluate("location.hash = 'without.twice=1'")  # as wide as it gets: two walks a lane
    hero.wait_for_selector("#without-lanes[data-twice=true]", state="attached")
    hero.set_viewport_size({"width": width, "height": 900})
    without.settle()
    assert hero.evaluate(WIDE, width) == []


def test_cells_are_whole_pixels(hero: Page) -> None:
    for width in (390, 768, 1440):
        hero.set_viewport_size({"width": width, "height": 900})
        box = Figure(hero).grid.bounding_box()
        assert box is not None
        assert box["width"] == box["height"]
        assert box["width"] % 32 == 0
    hero.set_viewport_size({"width": 1280, "height": 1000})


def test_the_pictures_follow_the_colour_scheme(hero: Page) -> None:
    figure = Figure(hero)
    light = figure.pixels().mean(axis=2)
    hero.emulate_media(color_scheme="dark")
    dark = figure.pixels().mean(axis=2)
    ink = light < 127
    assert (dark[ink] > 127).all()  # ink is light on a dark sheet, and still the same cells
    assert (dark[~ink] < 127).all()
    hero.emulate_media(color_scheme="light")
    assert np.array_equal(figure.pixels().mean(axis=2), light)


# Counts what the page asks the browser to do later; `frames(n)` waits n animation frames unseen.
WATCH = """() => {
    window.asked = 0;
    const { requestAnimationFrame } = window;
    for (const name of ['requestAnimationFrame', 'setTimeout', 'setInterval']) {
        const real = window[name];
        window[name] = (...given) => { window.asked++; return real(...given); };
    }
    window.frames = async n => {
        while (n--) await new Promise(done => requestAnimationFrame(done));
    };
}"""
HALF_A_SECOND = 30  # animation frames


def test_nothing_plays_by_itself(hero: Page) -> None:
    """No timer, no animation frame: a page at rest asks for nothing."""
    figure = Figure(hero)
    hero.evaluate(WATCH)
    hero.evaluate("frames => window.frames(frames)", HALF_A_SECOND)
    hero.evaluate("window.asked = 0")
    hero.evaluate("frames => window.frames(frames)", HALF_A_SECOND)
    assert hero.evaluate("window.asked") == 0
    figure.button("Step forward").click()
    figure.wait_for_step(1)
    assert hero.evaluate("window.asked") > 0


@pytest.mark.soak
def test_a_figure_out_of_sight_rests(hero: Page) -> None:
    figure = Figure(hero)
    hero.evaluate(WATCH)
    hero.evaluate("document.body.style.paddingBottom = '3000px'")
    figure.number("Steps").fill("200")
    figure.button("Forward").click()
    hero.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(figure.itself).not_to_be_in_viewport()
    hero.evaluate("frames => window.frames(frames)", HALF_A_SECOND)
    stopped = int(figure.timestep.input_value())
    hero.evaluate("frames => window.frames(frames)", HALF_A_SECOND)  # some ten steps, in sight
    assert int(figure.timestep.input_value()) == stopped < 200
    hero.evaluate("scrollTo(0, 0)")
    figure.wait_for_step(200, "forward")
    hero.evaluate("document.body.style.paddingBottom = ''")
