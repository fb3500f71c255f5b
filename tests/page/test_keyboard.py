"""The whole page by keyboard alone: everything can be reached, seen, and left again."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page, expect
from support.figure import Figure, open_all

# The element that has the focus, and whether one can see that it has.
FOCUSED = """() => {
    const e = document.activeElement;
    // The cursor of a chart has its outline around its grip, which is no element.
    const drawn = [null, '::after'].some(part => {
        const { outlineStyle, outlineWidth } = getComputedStyle(e, part);
        return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1;
    });
    e.__visited = true;
    return {
        tag: e.tagName, id: e.id, name: e.getAttribute('aria-label') || e.textContent.trim(),
        seen: drawn, page: e === document.body,
    };
}"""
CAN_BE_USED = """() => [...document.querySelectorAll(
        'main :is(button, select, input, a[href], summary, [tabindex="0"])')]
    .filter(e => !e.disabled && e.checkVisibility({ visibilityProperty: true })
        && !(e.type === 'radio' && !e.checked))
    .filter(e => !e.__visited)
    .map(e => e.outerHTML.slice(0, 120))"""
MOST_STOPS = 700


@pytest.fixture
def open_page(hero: Page) -> Page:
    open_all(hero)
    return hero


def test_tab_goes_through_everything_and_shows_where_it_is(open_page: Page) -> None:
    open_page.locator("#theme").focus()  # the first of the page
    stops: list[dict[str, Any]] = []
    for _ in range(MOST_STOPS):
        if open_page.evaluate("document.activeElement.matches('.cm-content')"):
            open_page.keyboard.press("Escape")  # as is said beside the editor
        open_page.keyboard.press("Tab")
        stop = open_page.evaluate(FOCUSED)
        if stop["page"]:
            break
        stops.append(stop)
    else:
        pytest.fail(f"the keyboard is caught: {stops[-5:]}")
    # One radio button of a group is a stop; which one depends on the direction.
    assert open_page.evaluate(CAN_BE_USED) == []
    assert [stop for stop in stops if not stop["seen"]] == []


def test_a_guess_a_slider_and_a_menu_without_a_mouse(open_page: Page) -> None:
    keyboard = open_page.keyboard
    box = open_page.get_by_role("group").filter(has_text="Guess first").first
    box.get_by_role("radio").first.focus()
    keyboard.press("ArrowDown")
    assert len(box.locator(".predict-answer").inner_text()) > 80
    figure = Figure(open_page, "Corrupt", "corrupt")
    figure.come_into_view()
    figure.choice("Schedule").focus()
    keyboard.press("ArrowDown")
    assert figure.choice("Schedule").input_value() == "cosine"
    figure.timestep.focus()
    keyboard.press("PageUp")
    assert int(figure.timestep.input_value()) > 6
    figure.button("New dice").focus()
    before = figure.pixels("chain").tobytes()
    keyboard.press("Enter")
    assert figure.pixels("chain").tobytes() != before


def test_undo_by_the_place_of_the_key_where_letters_are_not_latin(hero: Page) -> None:
    figure = Figure(hero)
    before = figure.drawing()
    figure.stroke((1, 1), (1, 30), moves=3)
    assert not np.array_equal(figure.drawing(), before)
    figure.grid.focus()
    browser, control = hero.context.new_cdp_session(hero), 2
    for event in ("keyDown", "keyUp"):
        key = {"type": event, "key": "я", "code": "KeyZ", "modifiers": control}
        browser.send("Input.dispatchKeyEvent", key)
    assert np.array_equal(figure.drawing(), before)


def test_the_wheel_over_a_field_scrolls_and_leaves_its_number(hero: Page) -> None:
    seed = Figure(hero).number("Seed")
    seed.fill("7")
    seed.hover()
    before = hero.evaluate("scrollY")
    for _ in range(2):
        hero.mouse.wheel(0, 40)
    hero.wait_for_function("before => scrollY > before", arg=before)
    expect(seed).to_have_value("7")
    expect(seed).to_be_focused()
    hero.keyboard.press("ArrowUp")
    expect(seed).to_have_value("8")
