"""The address, the history, and links: written, shared, pasted, jumped within, and mangled."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from support.browser import opened, wait_until_ready
from support.figure import Figure
from support.served import tapped
from support.shown import shown, wait_until_shown

from page.state.link import FIGURES, HERO, joined
from page.state.settings import Settings

LINE = ((1, 1), (30, 2))
ANOTHER_LINE = ((30, 1), (28, 30))


def wait_for_link(page: Page, *wanted: str) -> None:
    """Wait until the address spells these settings."""
    page.wait_for_function(
        "parts => parts.every(part => location.hash.includes(part))", arg=list(wanted)
    )


def contents_link(page: Page, heading: str) -> Locator:
    """The link of the table of contents to a chapter."""
    return page.locator(f'li a[href="#{heading}"]').first


def test_changes_follow_into_the_address_and_not_into_the_history(hero: Page) -> None:
    figure = Figure(hero)
    before = hero.evaluate("history.length")
    for seed in range(40, 46):
        figure.number("Seed").fill(str(seed))
        figure.scrub(seed - 30)
        wait_for_link(hero, f"seed={seed}", f"timestep={seed - 30}")
    figure.stroke(*LINE, moves=4)
    wait_for_link(hero, "drawing=")
    figure.choice("Schedule").select_option("cosine")
    wait_for_link(hero, "schedule=cosine")
    other = Figure(hero, "Corrupt", "corrupt")
    other.wait_until_open()
    other.scrub(11)
    wait_for_link(hero, "corrupt.timestep=11")
    assert hero.evaluate("history.length") == before


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


def test_back_from_a_pasted_link_returns_to_the_state_before(hero: Page) -> None:
    figure = Figure(hero)
    figure.stroke(*LINE, moves=4)
    figure.number("Seed").fill("5")
    figure.scrub(4)
    wait_for_link(hero, "seed=5", "timestep=4", "drawing=")
    drawn, picture = figure.drawing(), figure.pixels()
    hero.evaluate("location.hash = 'seed=6&corrupt.timestep=9'")
    expect(figure.number("Seed")).to_have_value("6")
    assert (figure.drawing() != drawn).any()
    other = Figure(hero, "Corrupt", "corrupt")
    other.wait_until_open()
    other.wait_for_step(9)
    hero.go_back()
    other.wait_for_step(6)
    figure.come_into_view()
    expect(figure.number("Seed")).to_have_value("5")
    figure.wait_for_step(4)
    np.testing.assert_array_equal(figure.drawing(), drawn)
    np.testing.assert_array_equal(figure.pixels(), picture)
    hero.go_forward()
    expect(figure.number("Seed")).to_have_value("6")


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


def test_opening_at_a_heading_keeps_the_kept_drawing(browser: Browser, site: str) -> None:
    cells = np.zeros((32, 32), dtype=bool)
    cells[3:9, 20:30] = True
    kept = joined(HERO.encode(Settings(drawing=np.packbits(cells).tobytes(), seed=31)))
    with opened(browser, site) as (page, guard):
        page.add_init_script(f"localStorage.unerase ??= '{kept}'")
        page.goto(f"{site}#limits-heading")
        wait_until_ready(page)
        expect(page.locator("#limits-heading")).to_be_in_viewport()
        figure = Figure(page)
        figure.come_into_view()
        np.testing.assert_array_equal(figure.drawing(), cells)
        assert figure.number("Seed").input_value() == "31"
        assert figure.notice == ""
        assert guard.seen == []


def in_a_walk(page: Page) -> None:
    """The hero, stopped somewhere on its way back."""
    figure = Figure(page)
    figure.number("Steps").fill("200")
    figure.scrub(200)
    figure.button("Reverse").click()
    page.wait_for_function("() => document.getElementById('hero-timestep').value < 195")
    figure.button("Pause").click()
    expect(figure.button("Reverse")).to_have_attribute("data-runs", "false")


def walking_points(page: Page) -> None:
    """Fresh points, some steps on their way back, between others than the usual ones."""
    page.locator("#points-preset").select_option(index=2)
    page.locator("#points-dice").click()
    page.locator("#points-bandwidth").fill("4")
    page.locator("#points-walk").select_option("ddpm")
    page.locator("#points-steps").fill("40")
    Figure(page, "Points", "points").drag(40)
    for _ in range(3):
        page.locator("#points-back").click()


def by_controls(**values: str) -> Callable[[Page], None]:
    """Puts a value into each control: menus by their value, the rest by theirs."""

    def change(page: Page) -> None:
        for name, value in values.items():
            control = page.locator(f"#{name.replace('_', '-')}")
            kind = control.evaluate("one => one.localName === 'input' ? one.type : one.localName")
            if kind == "select":
                control.select_option(value)
            elif kind in ("button", "checkbox"):
                control.click()
            elif kind == "fieldset":
                control.locator(f"[value='{value}']").check(force=True)
            else:
                control.fill(value)

    return change


STATES: dict[str, Callable[[Page], None]] = {
    "hero": in_a_walk,
    "corrupt": by_controls(corrupt_schedule="cosine", corrupt_timestep="13", corrupt_another=""),
    "estimate": by_controls(
        estimate_denoiser="presets",
        estimate_timestep="12",
        estimate_reading="score",
        estimate_delta="20",
    ),
    "walk": by_controls(walk_denoiser="presets", walk_eta="7", walk_another="", walk_timestep="6"),
    "schedules": by_controls(
        schedules_literal="", schedules_denoiser="presets", schedules_timestep="7"
    ),
    "lab": by_controls(
        lab_show_sigmoid="", lab_zero="", lab_scale="snr", lab_another="", lab_timestep="6"
    ),
    "without": by_controls(without_window="3", without_dice="", without_timestep="7"),
    "cloth": by_controls(
        cloth_pattern="waves", cloth_schedule="linear", cloth_dice="", cloth_timestep="6"
    ),
    "samplers": by_controls(
        samplers_budget="10",
        samplers_schedule="karras",
        samplers_denoiser="local",
        samplers_another="",
        samplers_timestep="4",
    ),
    "name": by_controls(
        name_denoiser="memoriser",
        name_label="K",
        name_weight="3",
        name_another="",
        name_dice="",
        name_timestep="4",
    ),
    "unseen": by_controls(
        unseen_schedule="cosine",
        unseen_locked="upper",
        unseen_window="2",
        unseen_dice="",
        unseen_another="",
        unseen_timestep="5",
    ),
    "points": walking_points,
}


@pytest.mark.parametrize("name", STATES)
def test_share_copies_what_is_on_the_screen(
    hero: Page, browser: Browser, site: str, name: str
) -> None:
    hero.context.grant_permissions(["clipboard-read", "clipboard-write"])
    hero.locator("#hero-seed").fill("9")
    hero.locator("#hero-preset").select_option(index=4)
    label = hero.locator(f"#{name}").get_attribute("aria-label") or ""
    figure = Figure(hero, label, name)
    figure.wait_until_open()
    untouched = shown(hero, name)
    STATES[name](hero)
    figure.settle()
    made = "name => document.getElementById(name).dataset.making !== 'true'"
    hero.wait_for_function(made, arg=name)
    figure.settle()
    figure.button("Share").click()
    expect(hero.locator(f"#{name}-taken")).to_have_text("Link copied.")
    link = hero.evaluate("navigator.clipboard.readText()")
    assert link.startswith(f"{site}#")
    assert hero.locator(f"#{name}-take").is_hidden()
    seen = shown(hero, name)
    assert seen != untouched
    with opened(browser, site) as (page, guard):
        page.goto(link)
        wait_until_ready(page)
        Figure(page, label, name).wait_until_open()
        page.wait_for_function(made, arg=name)
        wait_until_shown(page, name, seen)
        assert Figure(page).notice == ""
        assert guard.seen == []


def test_where_the_clipboard_is_refused_the_link_stands_selected(hero: Page) -> None:
    hero.evaluate(
        """Object.defineProperty(navigator.clipboard, 'writeText', {
            configurable: true,
            value: () => Promise.reject(new DOMException('no', 'NotAllowedError'))
        })"""
    )
    figure = Figure(hero)
    figure.number("Seed").fill("12")
    figure.button("Share").click()
    box = hero.locator("#hero-take-text")
    expect(box).to_be_focused()
    expect(box).to_be_visible()
    expect(box).to_have_value(f"{hero.url.partition('#')[0]}#seed=12")
    selected = "one => one.value.slice(one.selectionStart, one.selectionEnd)"
    assert box.evaluate(selected) == box.input_value()
    expect(hero.locator("#hero-taken")).to_contain_text("does not let the page copy")
    hero.evaluate("delete navigator.clipboard.writeText")


def test_a_link_to_a_figure_goes_there(hero: Page) -> None:
    Figure(hero, "Walk back", "walk").wait_until_open()
    hero.evaluate("scrollTo(0, 0)")
    hero.evaluate("location.hash = 'figure=walk&walk.timestep=4'")
    expect(hero.locator("#walk-timestep")).to_have_value("4")
    hero.wait_for_function(
        "() => Math.abs(document.getElementById('walk').getBoundingClientRect().top) < 120"
    )


def test_a_newer_link_says_so_and_the_rest_of_it_is_taken(hero: Page) -> None:
    hero.evaluate("location.hash = 'v=2&seed=8&tomorrow=1'")
    expect(Figure(hero).number("Seed")).to_have_value("8")
    expect(hero.locator("#hero-notice")).to_contain_text("v=2, which is newer than this page")


def test_a_figure_that_does_not_exist_is_the_first_one_and_says_so(
    browser: Browser, site: str
) -> None:
    with opened(browser, site) as (page, guard):
        page.goto(f"{site}?embed=nonsense&start")
        wait_until_ready(page)
        expect(page.locator("#hero")).to_be_visible()
        expect(page.locator("#hero-notice")).to_contain_text(
            f"embed=nonsense, which must be one of {', '.join(FIGURES)}."
        )
        assert page.evaluate("localStorage.length") == 0
        assert guard.seen == []
