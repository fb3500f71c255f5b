"""The address in the browser: jumps within the page, its history and places, and the clipboard."""

from __future__ import annotations

import numpy as np
import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from support.browser import opened, wait_until_ready
from support.figure import Figure
from support.messengers import MANGLINGS, mangled
from support.served import tapped

from page.figures.catalogue import NAMES
from page.state.table import write_packed

LINE = ((1, 1), (30, 2))
ANOTHER_LINE = ((30, 1), (28, 30))


def wait_for_link(page: Page, *wanted: str) -> None:
    """Wait until the address spells these settings."""
    page.wait_for_function(
        "parts => parts.every(part => location.hash.includes(part))", arg=list(wanted)
    )


def contents_link(page: Page, heading: str) -> Locator:
    """The link of the table of contents to a chapter."""
    return page.locator(f'.contents a[href="#{heading}"]').first


def test_a_jump_leaves_the_drawing_alone_and_back_returns_to_the_place(hero: Page) -> None:
    figure = Figure(hero)
    figure.stroke(*LINE, moves=4)
    figure.scrub(3)
    wait_for_link(hero, "drawing=", "timestep=3")
    link = contents_link(hero, "walk-heading")
    link.scroll_into_view_if_needed()
    place, picture = hero.evaluate("scrollY"), figure.pixels()
    assert place > 0
    link.click()
    heading = hero.locator("#walk-heading")
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()
    assert hero.evaluate("scrollY") > place + 500
    np.testing.assert_array_equal(figure.pixels(), picture)
    wait_for_link(hero, "drawing=", "timestep=3")

    # Something is drawn after the jump, in the other direction of the history.
    figure.come_into_view()
    figure.stroke(*ANOTHER_LINE, moves=4)
    figure.scrub(5)
    wait_for_link(hero, "timestep=5")
    drawn, address = figure.drawing(), hero.evaluate("location.hash")
    hero.go_back()
    hero.wait_for_function("place => Math.abs(scrollY - place) < 2", arg=place)
    wait_for_link(hero, address)
    figure.come_into_view()
    np.testing.assert_array_equal(figure.drawing(), drawn)
    assert figure.timestep.input_value() == "5"


def test_a_jump_before_python_is_there_does_not_cost_the_drawing(
    browser: Browser, site: str
) -> None:
    with tapped() as tap, opened(browser, site) as (page, guard):
        tap.hold(".xz", 0.5)
        page.goto(site)
        page.wait_for_function("'unerase' in globalThis")
        contents_link(page, "words-heading").click()
        expect(page.locator("#words-heading")).to_be_focused()
        assert page.locator("html").get_attribute("data-app") == "booting"
        tap.release()
        wait_until_ready(page)
        figure = Figure(page)
        figure.come_into_view()
        figure.stroke(*LINE, moves=4)
        wait_for_link(page, "drawing=")
        drawn, address = figure.drawing(), page.evaluate("location.hash")
        page.go_back()
        wait_for_link(page, address)
        np.testing.assert_array_equal(figure.drawing(), drawn)
        assert guard.seen == []


def test_a_mangled_link_means_what_it_meant(hero: Page) -> None:
    """The browser encodes parts of an address itself: what it hands on is read as well."""
    figure, checker = Figure(hero), np.indices((32, 32)).sum(axis=0) % 2 == 1
    told = hero.locator("#hero-seed")
    for number, name in enumerate(list(MANGLINGS)[::12]):
        drawing = write_packed(np.packbits(checker).tobytes())
        link = mangled(f"seed={number + 5}&drawing={drawing}&timestep=0", name)
        hero.evaluate("link => { location.hash = `#${link}` }", link)
        expect(told).to_have_value(str(number + 5))
        np.testing.assert_array_equal(figure.drawing(), checker)
        assert "The link" not in figure.notice, name


def test_share_puts_the_link_into_the_clipboard(hero: Page, site: str) -> None:
    hero.context.grant_permissions(["clipboard-read", "clipboard-write"])
    figure = Figure(hero)
    figure.number("Seed").fill("9")
    figure.button("Share").click()
    expect(hero.locator("#hero-taken")).to_have_text("Link copied.")
    assert hero.evaluate("navigator.clipboard.readText()") == f"{site}#seed=9"


def test_a_link_to_a_figure_goes_there(hero: Page) -> None:
    Figure(hero, "Walk back", "walk").wait_until_open()
    hero.evaluate("scrollTo(0, 0)")
    hero.evaluate("location.hash = 'figure=walk&walk.timestep=4'")
    expect(hero.locator("#walk-timestep")).to_have_value("4")
    hero.wait_for_function(
        "() => Math.abs(document.getElementById('walk').getBoundingClientRect().top) < 120"
    )


@pytest.mark.soak
def test_a_figure_that_does_not_exist_is_the_first_one_and_says_so(
    browser: Browser, site: str
) -> None:
    with opened(browser, site) as (page, guard):
        page.goto(f"{site}?embed=nonsense&start")
        wait_until_ready(page)
        expect(page.locator("#hero")).to_be_visible()
        expect(page.locator("#hero-notice")).to_contain_text(
            f"embed=nonsense, which must be one of {', '.join(NAMES)}."
        )
        assert page.evaluate("localStorage.length") == 0
        assert guard.seen == []
