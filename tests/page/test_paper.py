"""Without JavaScript, and on paper."""

from __future__ import annotations

import numpy as np
from playwright.sync_api import Browser, Page, expect
from support.browser import opened
from support.figure import Figure


def test_without_javascript_the_article_reads(browser: Browser, site: str) -> None:
    """Text, numbers, pictures and charts are there, and what is missing is said."""
    with opened(browser, site, java_script_enabled=False) as (page, guard):
        page.goto(site)
        expect(page.locator("noscript p")).to_be_visible()
        expect(page.get_by_text("No script may run here")).to_be_hidden()
        expect(page.get_by_role("heading", name="Limitations")).to_be_visible()
        assert "" not in page.locator("[data-fact]").all_inner_texts()
        for kind in ("button", "select", "input[type=range]", "input[type=number]"):
            for control in page.locator(f"main {kind}, header {kind}").all():
                expect(control).not_to_be_visible()
        # A term leads to its entry, which stands in the list.
        page.locator("a.term").first.click()
        expect(page.locator(".entry").last).to_be_visible()
        expect(page.locator(":target")).to_be_in_viewport()
        wide = page.locator(".entry").first.bounding_box()
        assert wide
        assert wide["width"] < 600  # the column of the text
        figures = page.get_by_role("figure").all()
        assert len(figures) >= 2
        for figure in figures:
            figure.scroll_into_view_if_needed()
            posters = figure.locator(".poster img.in-light, .film-poster img.in-light, svg")
            assert posters.count() > 0
            shown = ".poster img.in-light:not([hidden] *)"  # a denoiser without a lane has none
            for poster in figure.locator(shown).all():
                expect(poster).to_be_visible()
                expect(poster).to_have_js_property("complete", True)
        # A guess can be made even so: its answer needs no script.
        right = page.locator("[data-right]").first
        right.check()
        expect(page.get_by_text("As you said.").first).to_be_visible()
        assert guard.seen == []


def test_paper_is_light_and_has_the_figures_as_they_stand(hero: Page) -> None:
    figure = Figure(hero)
    figure.scrub(12)
    light = figure.pixels()
    hero.emulate_media(color_scheme="dark")
    dark = figure.pixels()
    assert not np.array_equal(dark, light)
    hero.evaluate("dispatchEvent(new Event('beforeprint'))")
    hero.emulate_media(media="print", color_scheme="dark")
    assert np.array_equal(figure.pixels(), light)
    assert hero.evaluate("getComputedStyle(document.body).color") == "rgb(35, 32, 27)"
    for fieldset in hero.locator("figure fieldset").all():
        expect(fieldset).not_to_be_visible()
    expect(hero.get_by_role("heading", name="Reading list")).to_be_visible()
    expect(hero.locator(".entry").first).to_be_visible()
    expect(hero.locator(".words")).to_be_hidden()
    hero.emulate_media(media="screen", color_scheme="dark")
    hero.evaluate("dispatchEvent(new Event('afterprint'))")
    assert np.array_equal(figure.pixels(), dark)
    hero.emulate_media(color_scheme="light")


def test_it_can_be_printed(hero: Page) -> None:
    assert hero.pdf(format="A4")[:5] == b"%PDF-"
