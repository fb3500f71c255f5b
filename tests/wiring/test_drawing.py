"""Drawing on the grid, by pointer and by keyboard; undo and redo."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from support.pictures import inked
from support.wired import SIDE, Figure, Page, opened

from page.state.table import write_packed
from unerase.pixels import pack_bits


def at(row: float, column: float) -> tuple[float, float]:
    """The middle of a cell, in shares of the grid."""
    return (column + 0.5) / SIDE, (row + 0.5) / SIDE


@pytest.fixture
def empty(hero: Page) -> Figure:
    """The figure with nothing drawn."""
    figure = Figure(hero)
    figure.button("Clear").click()
    assert not figure.drawing().any()
    return figure


def test_the_first_cell_pressed_toggles(empty: Figure) -> None:
    empty.grid.click_at(*at(3, 5))
    assert inked(empty.drawing()) == {(3, 5)}
    empty.grid.click_at(*at(3, 5))
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


def test_a_move_is_painted_at_once_but_not_one_that_follows_on_its_heels(empty: Figure) -> None:
    def painted() -> set[tuple[int, int]]:
        tones = context.pixels[..., 0]
        return inked(tones != tones[31, 31])

    context = empty.part("picture").element.getContext("2d")
    empty.settle()
    empty.grid.down(*at(4, 4))
    assert painted() == {(4, 4)}
    empty.grid.point("pointermove", *at(4, 5))
    assert painted() == {(4, 4)}
    empty.settle()
    assert painted() == {(4, 4), (4, 5)}
    empty.grid.point("pointermove", *at(4, 6))
    empty.grid.up(*at(4, 6))
    assert painted() == {(4, 4), (4, 5), (4, 6)}


def test_other_figures_follow_when_the_browser_has_time(
    empty: Figure, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Figure(empty.page, "Two schedules", "schedules")
    other.wait_until_open()
    (everything,) = empty.page.select("main")
    empty.page.window.sight.look_at(everything.element)
    empty.page.rest()
    context = other.part("linear-xt").element.getContext("2d")
    before = context.pixels.copy()
    later: list[Callable[[Any], object]] = []
    with monkeypatch.context() as patch:
        patch.setattr(empty.page.window.unerase, "idle", lambda action, _ms: later.append(action))
        empty.grid.down(*at(4, 4))
        empty.settle()
    assert np.array_equal(context.pixels, before)
    for action in later:
        action(None)
    assert not np.array_equal(context.pixels, before)
    empty.grid.up(*at(4, 4))


def test_places_between_two_events_are_drawn_too(empty: Figure) -> None:
    """Where a browser tells of them."""
    empty.grid.down(*at(4, 4))
    corner = empty.grid.event_at(*at(20, 4))
    empty.grid.point("pointermove", *at(20, 20), getCoalescedEvents=lambda: [corner])
    empty.grid.up(*at(20, 20))
    down = {(row, 4) for row in range(4, 21)}
    assert inked(empty.drawing()) == down | {(20, column) for column in range(4, 21)}


def test_a_drag_goes_on_painting_the_value_of_its_first_cell(empty: Figure) -> None:
    empty.stroke((8, 0), (8, 31), moves=8)
    empty.stroke((8, 10), (8, 20), moves=4)  # begins on ink: erases
    assert inked(empty.drawing()) == {(8, c) for c in range(32) if not 10 <= c <= 20}
    empty.stroke((8, 12), (8, 31), moves=4)  # begins on paper: paints over ink as well
    assert inked(empty.drawing()) == {(8, c) for c in range(32) if not 10 <= c <= 11}


def test_a_drag_beyond_the_edge_stays_on_the_sheet(empty: Figure) -> None:
    empty.grid.drag(at(16, 28), at(16, 34), at(16, 45))
    assert inked(empty.drawing()) == {(16, column) for column in range(28, 32)}


def test_a_drag_around_the_sheet_leaves_its_border_alone(empty: Figure) -> None:
    empty.grid.drag(at(16, 28), at(16, 40), at(40, 40), at(40, 10), at(28, 10))
    right = {(16, column) for column in range(28, 32)}
    assert inked(empty.drawing()) == right | {(row, 10) for row in range(28, 32)}


def test_the_other_mouse_buttons_and_a_second_pointer_do_not_draw(empty: Figure) -> None:
    for button in (1, 2):
        empty.grid.click_at(*at(5, 5), button=button)
    assert not empty.drawing().any()
    empty.grid.down(*at(5, 5))
    empty.grid.point("pointerdown", *at(25, 25), pointerId=2)
    empty.grid.point("pointermove", *at(25, 29), pointerId=2)
    empty.grid.point("pointermove", *at(5, 9))
    empty.grid.up(*at(5, 9))
    assert inked(empty.drawing()) == {(5, column) for column in range(5, 10)}


def test_a_pointer_that_is_taken_away_stops_drawing(empty: Figure) -> None:
    empty.grid.down(*at(6, 2))
    empty.grid.point("pointermove", *at(6, 5))
    empty.grid.point("lostpointercapture", 0, 0)
    empty.grid.point("pointermove", *at(20, 6))
    assert inked(empty.drawing()) == {(6, column) for column in range(2, 6)}


@pytest.mark.parametrize("withdrawn", [False, True])
def test_a_stroke_begun_before_python_is_one_stroke(withdrawn: bool) -> None:
    drawn = np.zeros((SIDE, SIDE), dtype=bool)
    drawn[20, 3:9] = True
    before = write_packed(pack_bits(drawn))
    drawn[5, 2:10] = True
    stroke = SimpleNamespace(pointer=7, kind="touch", x=9, y=5, value=1, before=before)
    early = SimpleNamespace(drawing=write_packed(pack_bits(drawn)), stroke=stroke)
    finger: dict[str, Any] = {"pointerId": 7, "pointerType": "touch"}
    with opened(early=early) as page:
        figure = Figure(page)
        figure.grid.point("pointermove", *at(5, 12), **finger)
        assert inked(figure.drawing()) == {
            *((20, column) for column in range(3, 9)),
            *((5, column) for column in range(2, 13)),
        }
        if withdrawn:
            second: dict[str, Any] = {"pointerId": 8, "pointerType": "touch", "isPrimary": False}
            figure.grid.point("pointerdown", *at(25, 25), **second)
        else:
            figure.grid.point("pointerup", *at(5, 12), **finger)
            figure.button("Undo").click()
        assert inked(figure.drawing()) == {(20, column) for column in range(3, 9)}
        figure.button("Undo").click()
        figure.settle()
        assert figure.choice("Preset").value == "heart"


def test_keyboard_alone_draws(empty: Figure) -> None:
    press, where, cell = empty.page.press, empty.part("where"), empty.part("cell")
    empty.grid.focus()
    press("Home")
    press("PageUp")
    assert where.text == "row 1, column 1, paper"
    assert cell.attribute("aria-selected") == "false"
    press("Space")
    empty.settle()
    assert cell.attribute("aria-selected") == "true"
    assert where.text == "row 1, column 1, ink"
    press("ArrowRight")
    press("ArrowDown")
    press("Space")
    for _ in range(3):
        press("Shift+ArrowDown")
    press("End")
    press("Enter")
    assert inked(empty.drawing()) == {(0, 0), (1, 1), (2, 1), (3, 1), (4, 1), (4, 31)}
    assert cell.name == "row 5, column 32, ink"
    assert empty.part("row").attribute("aria-rowindex") == "5"


def test_the_cursor_is_there_only_while_the_keyboard_is_in_the_grid(empty: Figure) -> None:
    cursor = empty.part("cursor").element
    empty.grid.click_at(*at(3, 3))
    assert cursor.hidden
    empty.grid.press("ArrowRight")
    assert not cursor.hidden
    assert (cursor.style.left, cursor.style.top) == ("12.5%", "9.375%")
    empty.page.press("Escape")
    assert cursor.hidden
    assert not empty.grid.focused


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
    figure.settle()
    assert figure.button("Redo").attribute("aria-disabled") == "true"


def test_undo_and_redo_by_key(empty: Figure) -> None:
    empty.stroke((1, 1), (1, 4), moves=3)
    empty.grid.press("Control+z")
    assert not empty.drawing().any()
    empty.page.press("Control+Shift+z")
    assert len(inked(empty.drawing())) == 4
    empty.page.press("Meta+z")
    assert not empty.drawing().any()
    empty.page.press("Control+y")
    assert len(inked(empty.drawing())) == 4


def test_a_stroke_on_a_noisy_picture_shows_the_drawing_through(empty: Figure) -> None:
    empty.scrub(20)
    sheet = empty.part("sheet")
    assert sheet.attribute("data-ghost") != "true"
    empty.grid.down(*at(4, 4))
    empty.grid.point("pointermove", *at(4, 9))
    empty.settle()
    assert sheet.attribute("data-ghost") == "true"
    assert inked(empty.drawing()) == {(4, column) for column in range(4, 10)}
    empty.grid.up(*at(4, 9))
    empty.settle()
    assert sheet.attribute("data-ghost") == "false"


def test_every_preset_is_a_drawing_of_its_own(hero: Page) -> None:
    figure = Figure(hero)
    names = figure.choice("Preset").options
    assert names[:2] == ["Your own", "Heart"]
    assert len(names) >= 13
    seen: list[bytes] = []
    for name in names[1:]:
        figure.choice("Preset").choose(label=name)
        seen.append(figure.drawing().tobytes())
        assert figure.choice("Preset").value == name.lower().replace(" ", "-")
    assert len(set(seen)) == len(seen)
    figure.grid.click_at(*at(0, 0))
    figure.settle()
    assert figure.choice("Preset").value == ""
