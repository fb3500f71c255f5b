"""Drawing in the browser by real mouse, finger and pen, and its place in the tab order."""

from __future__ import annotations

import itertools

import pytest
from playwright.sync_api import Page, expect
from support.figure import Figure
from support.pictures import inked


@pytest.fixture
def empty(hero: Page) -> Figure:
    """The figure with nothing drawn."""
    figure = Figure(hero)
    figure.button("Clear").click()
    assert not figure.drawing().any()
    return figure


def test_a_fast_stroke_leaves_no_holes(empty: Figure) -> None:
    end = (29, 17)
    empty.stroke((2, 2), end, moves=1)
    cells = inked(empty.drawing())
    assert {(2, 2), end} <= cells
    assert len(cells) == max(abs(end[0] - 2), abs(end[1] - 2)) + 1
    steps = sorted(cells, key=lambda cell: abs(cell[0] - 2) + abs(cell[1] - 2))
    for here, there in itertools.pairwise(steps):
        assert max(abs(here[0] - there[0]), abs(here[1] - there[1])) == 1


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
