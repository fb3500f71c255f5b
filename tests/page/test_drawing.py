"""Drawing in the browser by real mouse, finger and pen, and its place in the tab order."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

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
    expect(empty.timestep).to_be_focused()
    empty.page.keyboard.press("Shift+Tab")
    expect(empty.grid).to_be_focused()
    expect(empty.page.locator("#hero-cursor")).to_be_visible()


def test_a_move_is_painted_before_the_frame_that_it_comes_with(empty: Figure) -> None:
    page = empty.page
    page.mouse.move(*empty.point(10, 4))
    page.evaluate(  # before the page itself listens
        """() => {
            const copy = new OffscreenCanvas(1, 3).getContext('2d');
            addEventListener('pointermove', () => {
                copy.drawImage(document.getElementById('hero-picture'), -27, -10);
                const reds = copy.getImageData(0, 0, 1, 3).data.filter((_, at) => at % 4 === 0);
                window.painted = [reds[0], reds[2]];
            }, { capture: true, once: true });
        }"""
    )
    page.mouse.down()
    empty.settle()
    page.mouse.move(*empty.point(10, 27))
    page.wait_for_function("window.painted")
    ink, paper = page.evaluate("window.painted")
    page.mouse.up()
    assert ink < paper


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


def test_a_pointer_that_cannot_be_captured_draws(empty: Figure) -> None:
    """As those of tools that point for somebody: no real one stands behind them."""
    fire = """([target, type, [x, y]]) => document.querySelector(target).dispatchEvent(
        new PointerEvent(type, { pointerId: 99, bubbles: true, clientX: x, clientY: y }))"""
    for target, kind, cell in [
        ("#hero-grid", "pointerdown", (5, 5)),
        ("body", "pointermove", (5, 9)),
        ("body", "pointerup", (5, 9)),
        ("#hero-grid", "pointermove", (20, 9)),
    ]:
        empty.page.evaluate(fire, [target, kind, empty.point(*cell)])
    assert inked(empty.drawing()) == {(5, column) for column in range(5, 10)}


Fingers = Callable[..., None]


@pytest.fixture
def paper(phone: Page) -> Figure:
    """The figure on a phone, with nothing drawn."""
    figure = Figure(phone)
    figure.button("Clear").click()
    assert not figure.drawing().any()
    return figure


@pytest.fixture
def fingers(paper: Figure) -> Iterator[Fingers]:
    """Fingers on cells: what happens, and where those that are down are then."""
    touch = paper.page.context.new_cdp_session(paper.page)
    left, top = paper.point(0, 0)  # wherever a zoom takes it
    side = paper.point(0, 1)[0] - left

    def happens(kind: str, *cells: tuple[float, float]) -> None:
        points = [
            {"x": left + side * column, "y": top + side * row, "id": number}
            for number, (row, column) in enumerate(cells)
        ]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    yield happens
    touch.send("Emulation.setPageScaleFactor", {"pageScaleFactor": 1})
    touch.detach()


def test_a_finger_draws_and_does_not_scroll(paper: Figure, fingers: Fingers) -> None:
    fingers("touchStart", (4, 6))
    for row in range(10, 29, 6):
        fingers("touchMove", (row, 6))
    fingers("touchEnd")
    assert inked(paper.drawing()) == {(row, 6) for row in range(4, 29)}
    assert paper.page.evaluate("scrollY") == 0


def test_two_fingers_zoom_and_draw_nothing(paper: Figure, fingers: Fingers) -> None:
    page = paper.page
    fingers("touchStart", (16, 14))
    fingers("touchMove", (16, 11))
    assert paper.drawing().any()
    fingers("touchStart", (16, 11), (16, 21))
    assert not paper.drawing().any()
    assert page.evaluate("visualViewport.scale") == 1
    for step in range(1, 9):
        fingers("touchMove", (16, 11 - step), (16, 21 + step))
    fingers("touchEnd")
    page.wait_for_function("visualViewport.scale > 1.2")
    assert not paper.drawing().any()


def test_a_stroke_that_the_system_takes_is_withdrawn(paper: Figure, fingers: Fingers) -> None:
    fingers("touchStart", (5, 5))
    fingers("touchMove", (5, 9))
    assert paper.drawing().any()
    fingers("touchCancel")
    assert not paper.drawing().any()


def test_a_pen_draws(paper: Figure) -> None:
    pen = paper.page.context.new_cdp_session(paper.page)
    for kind, (row, column), pressed in [
        ("mousePressed", (20, 3), 1),
        ("mouseMoved", (20, 25), 1),
        ("mouseReleased", (20, 25), 0),
    ]:
        x, y = paper.point(row, column)
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
    assert inked(paper.drawing()) == {(20, column) for column in range(3, 26)}
