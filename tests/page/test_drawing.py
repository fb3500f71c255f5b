"""Drawing by mouse, touch, pen and keyboard."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Page, expect
from support.figure import Figure

Cells = set[tuple[int, int]]


def inked(bits: NDArray[np.bool_]) -> Cells:
    return {(int(row), int(column)) for row, column in np.argwhere(bits)}


@pytest.fixture
def empty(hero: Page) -> Figure:
    """The figure with nothing drawn."""
    figure = Figure(hero)
    figure.button("Clear").click()
    assert not figure.drawing().any()
    return figure


def test_the_first_cell_pressed_toggles(empty: Figure) -> None:
    empty.page.mouse.click(*empty.point(3, 5))
    assert inked(empty.drawing()) == {(3, 5)}
    empty.page.mouse.click(*empty.point(3, 5))
    assert inked(empty.drawing()) == set()


def test_a_slow_drag_paints_every_cell_it_crosses(empty: Figure) -> None:
    empty.stroke((10, 4), (10, 27), moves=200)
    assert inked(empty.drawing()) == {(10, column) for column in range(4, 28)}


@pytest.mark.parametrize("end", [(29, 17), (2, 31), (31, 2), (30, 30)])
def test_a_fast_stroke_leaves_no_holes(empty: Figure, end: tuple[int, int]) -> None:
    empty.stroke((2, 2), end, moves=1)
    cells = inked(empty.drawing())
    assert {(2, 2), end} <= cells
    assert len(cells) == max(abs(end[0] - 2), abs(end[1] - 2)) + 1
    steps = sorted(cells, key=lambda cell: abs(cell[0] - 2) + abs(cell[1] - 2))
    for here, there in itertools.pairwise(steps):
        assert max(abs(here[0] - there[0]), abs(here[1] - there[1])) == 1


def test_a_drag_goes_on_painting_the_value_of_its_first_cell(empty: Figure) -> None:
    empty.stroke((8, 0), (8, 31), moves=8)
    empty.stroke((8, 10), (8, 20), moves=4)  # begins on ink: erases
    assert inked(empty.drawing()) == {(8, c) for c in range(32) if not 10 <= c <= 20}
    empty.stroke((8, 12), (8, 31), moves=4)  # begins on paper: paints over ink as well
    assert inked(empty.drawing()) == {(8, c) for c in range(32) if not 10 <= c <= 11}


def test_a_drag_beyond_the_edge_stays_on_the_sheet(empty: Figure) -> None:
    mouse = empty.page.mouse
    mouse.move(*empty.point(16, 28))
    mouse.down()
    mouse.move(*empty.point(16, 45), steps=3)
    mouse.up()
    assert inked(empty.drawing()) == {(16, column) for column in range(28, 32)}


def test_a_drag_around_the_sheet_leaves_its_border_alone(empty: Figure) -> None:
    mouse = empty.page.mouse
    mouse.move(*empty.point(16, 28))
    mouse.down()
    for row, column in ((16, 40), (40, 40), (40, 10), (28, 10)):
        mouse.move(*empty.point(row, column), steps=4)
    mouse.up()
    right = {(16, column) for column in range(28, 32)}
    assert inked(empty.drawing()) == right | {(row, 10) for row in range(28, 32)}


def test_the_other_mouse_buttons_do_not_draw(empty: Figure) -> None:
    x, y = empty.point(5, 5)
    empty.page.mouse.click(x, y, button="middle")
    empty.page.mouse.click(x, y, button="right")
    assert not empty.drawing().any()


def test_keyboard_alone_draws(empty: Figure) -> None:
    page = empty.page
    empty.grid.focus()
    page.keyboard.press("Home")
    page.keyboard.press("PageUp")
    where = page.get_by_role("status").filter(has_text="row 1, column 1, paper")
    expect(where).to_have_count(1)
    cell = empty.grid.get_by_role("gridcell")
    expect(cell).to_have_attribute("aria-selected", "false")
    page.keyboard.press("Space")
    expect(cell).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("status").filter(has_text="row 1, column 1, ink")).to_have_count(1)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    for _ in range(3):
        page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    assert inked(empty.drawing()) == {(0, 0), (1, 1), (2, 1), (3, 1), (4, 1), (4, 31)}
    expect(cell).to_have_accessible_name("row 5, column 32, ink")
    assert page.locator("#hero-row").get_attribute("aria-rowindex") == "5"


def test_the_cursor_is_seen_only_while_the_keyboard_is_in_the_grid(empty: Figure) -> None:
    page, cursor = empty.page, empty.page.locator("#hero-cursor")
    page.mouse.click(*empty.point(3, 3))
    expect(cursor).to_be_hidden()
    page.keyboard.press("ArrowRight")
    expect(cursor).to_be_visible()
    box = cursor.bounding_box()
    assert box is not None
    x, y = empty.point(3, 4)
    assert box["x"] + box["width"] / 2 == pytest.approx(x, abs=1)
    assert box["y"] + box["height"] / 2 == pytest.approx(y, abs=1)
    page.keyboard.press("Escape")
    expect(cursor).to_be_hidden()
    expect(empty.grid).not_to_be_focused()


def test_the_grid_is_one_tab_stop(empty: Figure) -> None:
    empty.grid.focus()
    empty.page.keyboard.press("Tab")
    expect(empty.choice("Preset")).to_be_focused()
    empty.page.keyboard.press("Shift+Tab")
    expect(empty.grid).to_be_focused()
    expect(empty.page.locator("#hero-cursor")).to_be_visible()


def test_undo_and_redo_by_button(hero: Page) -> None:
    figure = Figure(hero)
    heart = figure.drawing()
    figure.stroke((1, 1), (1, 30), moves=10)
    barred = figure.drawing()
    figure.button("Clear").click()
    figure.button("Undo").click()
    assert np.array_equal(figure.drawing(), barred)
    figure.button("Undo").click()
    assert np.array_equal(figure.drawing(), heart)
    figure.button("Redo").click()
    assert np.array_equal(figure.drawing(), barred)
    figure.stroke((30, 1), (30, 3), moves=2)
    expect(figure.button("Redo")).to_have_attribute("aria-disabled", "true")


def test_undo_and_redo_by_key(empty: Figure) -> None:
    page = empty.page
    empty.stroke((1, 1), (1, 4), moves=3)
    page.keyboard.press("Control+z")
    assert not empty.drawing().any()
    page.keyboard.press("Control+Shift+z")
    assert len(inked(empty.drawing())) == 4
    page.keyboard.press("Meta+z")
    assert not empty.drawing().any()
    page.keyboard.press("Control+y")
    assert len(inked(empty.drawing())) == 4


def test_a_stroke_on_a_noisy_picture_shows_the_drawing_through(empty: Figure) -> None:
    empty.scrub(20)
    sheet = empty.page.locator("#hero-sheet")
    expect(sheet).not_to_have_attribute("data-ghost", "true")
    mouse = empty.page.mouse
    mouse.move(*empty.point(4, 4))
    mouse.down()
    mouse.move(*empty.point(4, 9))
    expect(sheet).to_have_attribute("data-ghost", "true")
    assert inked(empty.drawing()) == {(4, column) for column in range(4, 10)}
    mouse.up()
    expect(sheet).to_have_attribute("data-ghost", "false")


def test_every_preset_is_a_drawing_of_its_own(hero: Page) -> None:
    figure = Figure(hero)
    names = figure.choice("Preset").locator("option").all_inner_texts()
    assert names[:2] == ["Your own", "Heart"]
    assert len(names) >= 13
    seen: list[bytes] = []
    for name in names[1:]:
        figure.choice("Preset").select_option(label=name)
        seen.append(figure.drawing().tobytes())
        expect(figure.choice("Preset")).to_have_value(name.lower().replace(" ", "-"))
    assert len(set(seen)) == len(seen)
    figure.page.mouse.click(*figure.point(0, 0))
    expect(figure.choice("Preset")).to_have_value("")


def test_it_draws_where_events_are_not_coalesced(empty: Figure) -> None:
    """Over plain http, and in some browsers, pointer events have no getCoalescedEvents."""
    empty.page.evaluate(
        """() => {
            window.kept = PointerEvent.prototype.getCoalescedEvents;
            delete PointerEvent.prototype.getCoalescedEvents;
        }"""
    )
    empty.stroke((10, 4), (10, 27), moves=5)
    empty.page.evaluate("PointerEvent.prototype.getCoalescedEvents = window.kept; null")
    assert inked(empty.drawing()) == {(10, column) for column in range(4, 28)}


def test_a_pointer_that_is_taken_away_stops_drawing(empty: Figure) -> None:
    """As when a menu of the browser or another window comes between."""
    mouse = empty.page.mouse
    empty.grid.evaluate(
        "grid => grid.addEventListener('pointerdown', e => { window.taken = e.pointerId })"
    )
    mouse.move(*empty.point(6, 2))
    mouse.down()
    mouse.move(*empty.point(6, 5))
    empty.grid.evaluate("grid => grid.releasePointerCapture(window.taken)")
    mouse.move(*empty.point(6, 6))  # the browser tells of the loss with the next event
    empty.settle()
    before = inked(empty.drawing())
    mouse.move(*empty.point(20, 6))
    mouse.up()
    assert inked(empty.drawing()) == before <= {(6, column) for column in range(2, 7)}


def test_a_finger_draws_and_does_not_scroll(phone: Page) -> None:
    figure = Figure(phone)
    figure.button("Clear").click()
    touch = phone.context.new_cdp_session(phone)
    path = [figure.point(row, 6) for row in range(4, 29, 6)]
    for kind, points in [
        ("touchStart", path[:1]),
        *(("touchMove", [point]) for point in path[1:]),
        ("touchEnd", []),
    ]:
        touch.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]},
        )
    assert inked(figure.drawing()) == {(row, 6) for row in range(4, 29)}
    assert phone.evaluate("scrollY") == 0


def test_a_pen_draws(phone: Page) -> None:
    figure = Figure(phone)
    figure.button("Clear").click()
    pen = phone.context.new_cdp_session(phone)
    for kind, (row, column), pressed in [
        ("mousePressed", (20, 3), 1),
        ("mouseMoved", (20, 25), 1),
        ("mouseReleased", (20, 25), 0),
    ]:
        x, y = figure.point(row, column)
        pen.send(
            "Input.dispatchMouseEvent",
            {
                "type": kind,
                "x": x,
                "y": y,
                "button": "left",
                "buttons": pressed,
                "clickCount": 1,
                "pointerType": "pen",
            },
        )
    assert inked(figure.drawing()) == {(20, column) for column in range(3, 26)}


def test_a_second_finger_does_not_disturb_the_first(phone: Page) -> None:
    figure = Figure(phone)
    figure.button("Clear").click()
    touch = phone.context.new_cdp_session(phone)

    def fingers(kind: str, *cells: tuple[int, int]) -> None:
        points = [
            {"x": x, "y": y, "id": number}
            for number, (x, y) in enumerate(figure.point(*cell) for cell in cells)
        ]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    fingers("touchStart", (5, 5))
    fingers("touchStart", (5, 5), (25, 25))
    fingers("touchMove", (5, 9), (25, 29))
    fingers("touchEnd")
    assert inked(figure.drawing()) == {(5, column) for column in range(5, 10)}
