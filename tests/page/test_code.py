"""The code in the browser: written in the editor, run, and seen everywhere. The rest is in
tests/wiring."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from support.browser import opened, wait_until_ready
from support.figure import Figure

from page.figures.catalogue import FIGURES, HERO
from page.figures.code.parts import text_of

ROOT = Path(__file__).resolve().parents[2]
STRAIGHT = text_of("cosine").replace(
    'return Schedule.from_betas("cosine", np.minimum(1.0 - f[1:] / f[:-1], beta_max))',
    'return Schedule("straight", 1 - np.arange(steps + 1) / steps)',
)
EDITOR = re.compile("codemirror|assets/editor")


def code_of(page: Page) -> Figure:
    figure = Figure(page, "The code", "code")
    figure.wait_until_open()
    expect(box(figure)).to_have_class(re.compile("cm-content"))
    return figure


def box(figure: Figure) -> Locator:
    return figure.itself.get_by_role("textbox", name="Code", exact=True)


def result(figure: Figure) -> Locator:
    return figure.itself.get_by_role("status", name="Result", exact=True)


def write(figure: Figure, text: str) -> None:
    box(figure).click()
    figure.page.keyboard.press("ControlOrMeta+a")
    figure.page.keyboard.insert_text(text)


@pytest.fixture
def figure(hero: Page) -> Iterator[Figure]:
    figure = code_of(hero)
    yield figure
    figure.button("Reset").click()
    expect(result(figure)).to_have_text("Change the code and press Run.")


def test_a_straight_schedule_is_run_and_walked_under(figure: Figure) -> None:
    assert text_of("cosine") != STRAIGHT
    expect(box(figure)).to_contain_text("def cosine(steps: int = 20")
    write(figure, STRAIGHT)
    figure.page.keyboard.press("ControlOrMeta+Enter")
    expect(result(figure)).to_contain_text("cosine runs.")
    expect(figure.page.locator("#code-lane-yours")).to_be_visible()
    hero = Figure(figure.page)
    hero.come_into_view()
    hero.choice("Schedule").select_option("yours")
    hero.scrub(10)
    assert hero.readout("Signal left") == "71%"
    figure.come_into_view()
    figure.button("Reset").click()
    hero.come_into_view()
    expect(hero.choice("Schedule")).to_have_value("linear")


def test_an_error_is_marked_at_its_line(figure: Figure) -> None:
    write(figure, "def s(steps):\n    a = 1\n    return b\n")
    figure.button("Run").click()
    expect(result(figure)).to_have_text("Line 3: NameError: name 'b' is not defined.")
    expect(figure.itself.locator(".code-blamed")).to_have_text("    return b")
    figure.button("Reset").click()
    box(figure).click()
    figure.page.keyboard.press("ControlOrMeta+z")  # nothing is lost
    expect(box(figure)).to_contain_text("return b")
    figure.choice("Part").select_option("heun")
    expect(box(figure)).to_contain_text("def heun")
    figure.page.keyboard.press("ControlOrMeta+z")  # which is not of this part
    expect(box(figure)).to_contain_text("def heun")
    figure.choice("Part").select_option("cosine")


def test_what_never_ends_is_ended_and_the_page_answers(figure: Figure) -> None:
    write(figure, "while True: pass\n")
    begun = time.monotonic()
    figure.button("Run").click()
    expect(result(figure)).to_contain_text("It was stopped after 3 seconds.", timeout=5000)
    assert time.monotonic() - begun < 5
    hero = Figure(figure.page)
    hero.come_into_view()
    hero.button("Forward").click()
    hero.wait_for_step(20, "forward")


def test_it_is_left_by_keyboard(figure: Figure) -> None:
    keyboard = figure.page.keyboard
    write(figure, "x")
    keyboard.press("Home")
    keyboard.press("Tab")
    expect(box(figure)).to_contain_text("    x")
    expect(box(figure)).to_be_focused()
    keyboard.press("Escape")
    keyboard.press("Tab")
    expect(figure.button("Run")).to_be_focused()
    keyboard.press("Shift+Tab")
    expect(box(figure)).to_be_focused()


def test_the_text_outlives_a_reload_and_yours_does_not(browser: Browser, site: str) -> None:
    with opened(browser, site) as (page, guard):
        page.goto(site)
        wait_until_ready(page)
        assert not any(map(EDITOR.search, guard.requests))
        figure = code_of(page)
        assert any(map(EDITOR.search, guard.requests))
        write(figure, STRAIGHT)
        figure.button("Run").click()
        expect(result(figure)).to_contain_text("cosine runs.")
        page.reload()
        wait_until_ready(page)
        figure = code_of(page)
        expect(box(figure)).to_contain_text('return Schedule("straight"')
        expect(result(figure)).to_have_text(re.compile("It runs when you press Run"))
        hero = Figure(page)
        hero.come_into_view()
        option = hero.choice("Schedule").locator("option[value=yours]")
        expect(option).to_be_disabled()
        assert guard.seen == []


def test_what_code_shows_is_the_repositorys(hero: Page) -> None:
    sources = {path: path.read_text("utf-8") for path in (ROOT / "py/unerase").rglob("*.py")}
    # The rest of the figures: tests/page_units/test_code_sources.py.
    for entry in (HERO, *FIGURES[:3]):
        figure = Figure(hero, entry.title, entry.name)
        figure.wait_until_open()
        figure.button("Code").click()
        panel = hero.locator(f"#{entry.name}-code-panel")
        expect(panel.locator(".code-piece").first).to_be_visible()
        pieces = panel.locator(".code-piece").evaluate_all(
            "pieces => pieces.map(one => [one.querySelector('.code-source').textContent,"
            " one.querySelector('pre').textContent])"
        )
        assert pieces
        for title, text in pieces:
            path = ROOT / "py" / title.split(" ")[1].rstrip(",")
            assert text.endswith("\n")
            assert text in sources[path], title
        figure.button("Code").click()


def test_on_a_phone_the_editor_scrolls_within_itself(phone: Page) -> None:
    figure = code_of(phone)
    size = box(figure).evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
    assert size >= 16  # less makes a phone zoom in
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    inside = figure.itself.locator(".cm-scroller")
    assert inside.evaluate("one => one.scrollWidth > one.clientWidth")
