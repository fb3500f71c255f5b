"""The first seconds in a real browser: what plays by itself, what ends that, and where it leads."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect
from support.browser import PHONE, opened, wait_until_ready
from support.figure import Figure

PRIMARY = "button.primary:visible"
# To the browser, what Playwright evaluates before Python is there is a press of the visitor's.
UNTOUCHED = """Object.defineProperty(
    Navigator.prototype, 'userActivation', { get: () => ({ hasBeenActive: false }) })"""


@pytest.fixture(params=[{}, PHONE], ids=["desk", "phone"])
def lively(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Page]:
    """A page that has just started, where motion is welcome."""
    options = request.param | {"reduced_motion": "no-preference"}
    with opened(browser, site, **options) as (page, guard):
        page.add_init_script(UNTOUCHED)
        page.goto(site)
        wait_until_ready(page)
        yield page
        assert guard.seen == []


def test_the_drawing_dissolves_and_comes_back_and_leaves_no_trace(lively: Page) -> None:
    figure = Figure(lively)
    figure.wait_for_step(20, "forward")
    assert len(np.unique(figure.pixels())) > 100
    figure.wait_for_step(0, "forward")
    assert ((figure.pixels().mean(axis=2) < 127) == figure.drawing()).all()
    assert len(np.unique(figure.pixels().mean(axis=2))) == 2
    assert "#" not in lively.url
    kept = "[history.length, localStorage.getItem(storageKey('unerase'))]"
    assert lively.evaluate(kept) == [2, None]


def test_a_stroke_ends_it_and_is_drawn_on_the_drawing(lively: Page) -> None:
    figure = Figure(lively)
    expect(lively.locator("#hero-hint")).to_be_visible()
    figure.wait_for_step(3, "forward")
    figure.stroke((1, 1), (1, 8), moves=4)
    figure.wait_for_step(0, "forward")
    assert figure.drawing()[1, 1:9].all()
    assert (figure.drawing() == (figure.pixels().mean(axis=2) < 127)).all()
    expect(lively.locator("#hero-hint")).to_be_hidden()
    lively.wait_for_function("location.hash.includes('drawing=')")
    assert "timestep" not in lively.url


def test_one_primary_button_leads_to_the_twist_and_nothing_moves(
    browser: Browser, site: str
) -> None:
    """On a phone, where motion is reduced: only presses let time run."""
    with opened(browser, site, **PHONE) as (page, guard):
        page.goto(site)
        wait_until_ready(page)
        figure = Figure(page)
        tops = []
        for name, t, way in (
            ("Forward", 20, "forward"),
            ("Reverse", 0, "walk back"),
            ("Ask one that does not know it", 0, "walk back"),
        ):
            primary = page.locator("#hero").locator(PRIMARY)
            expect(primary).to_have_count(1)
            tops.append(page.locator("#hero-preset").evaluate("e => e.offsetTop"))
            assert figure.timestep.get_attribute("aria-valuetext") in (
                "step 0 of 20, forward",
                "step 20 of 20, forward",
                "step 0 of 20, walk back",
            )
            pressed = figure.button(name)
            assert pressed.evaluate("e => e.classList.contains('primary')")
            box = pressed.bounding_box()
            assert box is not None
            assert box["y"] + box["height"] <= PHONE["viewport"]["height"]
            pressed.click()
            figure.settle()
            figure.wait_for_step(t, way)
        expect(page.locator("#hero-next-words")).to_contain_text("Umbrella")
        expect(figure.button("Ask the oracle again")).to_be_visible()
        tops.append(page.locator("#hero-preset").evaluate("e => e.offsetTop"))
        assert len(set(tops)) == 1
        assert guard.seen == []


def test_the_tools_fit_one_line_and_the_rest_is_folded(hero: Page) -> None:
    before = hero.viewport_size
    assert before is not None
    hero.set_viewport_size({"width": 1440, "height": 900})
    tops = hero.locator(".hero-tools > :is(select, button):visible").evaluate_all(
        "all => all.map(e => e.offsetTop + e.offsetHeight / 2)"
    )
    hero.set_viewport_size(before)
    assert len(tops) == 5
    assert max(tops) - min(tops) < 2
    expect(hero.locator("#hero-schedule")).to_be_hidden()
    hero.evaluate("location.hash = 'schedule=cosine'")
    expect(hero.locator("#hero-schedule")).to_be_visible()
    hero.evaluate("document.getElementById('hero-more').open = false")
