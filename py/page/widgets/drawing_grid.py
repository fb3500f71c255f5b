"""The drawing grid: pointer and keyboard become painted cells."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from page.browser.boot import OpenStroke
from page.browser.dom import by_id, listen, set_text
from page.browser.keys import Key, plain_keys
from page.browser.pointer import Drag, Spot
from page.widgets.drawing import UndoableDrawing
from page.widgets.strokes import Cell, cell_at, line, within
from unerase.presets import SIDE

MOVES: dict[str, Callable[[Cell, int], Cell]] = {
    "ArrowUp": lambda c, last: (max(0, c[0] - 1), c[1]),
    "ArrowDown": lambda c, last: (min(last, c[0] + 1), c[1]),
    "ArrowLeft": lambda c, last: (c[0], max(0, c[1] - 1)),
    "ArrowRight": lambda c, last: (c[0], min(last, c[1] + 1)),
    "Home": lambda c, last: (c[0], 0),
    "End": lambda c, last: (c[0], last),
    "PageUp": lambda c, last: (0, c[1]),
    "PageDown": lambda c, last: (last, c[1]),
}


class DrawingGrid:
    """Role grid over a picture of SIDE × SIDE cells, of which only the current one is in the page.

    Pointer: the first cell pressed toggles and the drag goes on painting that value. Keyboard:
    arrows move, Space or Enter toggles, Shift with an arrow draws, Escape leaves.
    `busy_changed(bool)` tells whether somebody is drawing or has the cursor out. What a pointer
    draws is drawn `in_hand`.
    """

    def __init__(
        self,
        prefix: str,
        drawing: UndoableDrawing,
        busy_changed: Callable[[bool], None],
        in_hand: Callable[[], AbstractContextManager[None]],
    ) -> None:
        self._grid = by_id(f"{prefix}-grid")
        self._row, self._cell = by_id(f"{prefix}-row"), by_id(f"{prefix}-cell")
        self._box, self._where = by_id(f"{prefix}-cursor"), by_id(f"{prefix}-where")
        self._drawing, self._busy_changed, self._in_hand = drawing, busy_changed, in_hand
        self._cursor: Cell = (SIDE // 2, SIDE // 2)
        self._drag = Drag(
            *(self._grid, self._move, self._lift, self._withdraw), every=True, at_once=True
        )
        self._drag.start_on(self._grid, self._press)
        self._last: Cell = self._cursor
        self._ink = True
        self._described = ""
        for event, action in {
            "focus": self._on_focus,
            "blur": self._on_blur,
            "keydown": plain_keys(self._on_key),
        }.items():
            listen(self._grid, event, action)
        self._describe(aloud=False)

    def refresh(self) -> None:
        """Tell assistive technology the current cell again, after the drawing has changed.

        A pointer that draws tells it at the end of its stroke.
        """
        if not self._drag.open:
            self._describe(aloud=not self._box.hidden)

    def resume(self, stroke: OpenStroke) -> None:
        """Go on with a stroke that the drawing has open."""
        self._last, self._ink = stroke.cell, stroke.ink
        self._busy_changed(True)
        self._drag.follow(stroke.pointer, stroke.kind)

    def _press(self, spot: Spot, _kind: str) -> bool:
        cell = cell_at(*spot, SIDE)
        if not within([cell], SIDE):
            return False
        self._hide_cursor()
        self._cursor = self._last = cell
        self._ink = not self._drawing.is_ink(cell)
        self._busy_changed(True)
        self._drawing.begin()
        with self._in_hand():
            self._drawing.paint([cell], self._ink)
        return True

    def _move(self, spots: list[Spot]) -> None:
        cells: list[Cell] = []
        for spot in spots:
            cell = cell_at(*spot, SIDE)
            if cell != self._last:
                cells.extend(line(self._last, cell))
                self._last = cell
        if inside := within(cells, SIDE):
            with self._in_hand():
                self._drawing.paint(inside, self._ink)
            self._cursor = inside[-1]

    def _lift(self) -> None:
        self._drawing.end()
        self._rest()

    def _withdraw(self) -> None:
        self._drawing.withdraw()
        self._rest()

    def _rest(self) -> None:
        self._busy_changed(False)
        self._describe(aloud=False)

    def _on_focus(self, _event: Any) -> None:
        if self._grid.matches(":focus-visible"):
            self._show_cursor()

    def _on_blur(self, _event: Any) -> None:
        self._hide_cursor()

    def _on_key(self, key: Key) -> bool:
        if key.name in MOVES:
            self._show_cursor()
            came_from = self._cursor
            self._cursor = MOVES[key.name](came_from, SIDE - 1)
            if key.shift:
                self._stroke(list(line(came_from, self._cursor)), True)
        elif key.name in (" ", "Enter"):
            self._show_cursor()
            if not key.held:
                self._stroke([self._cursor], not self._drawing.is_ink(self._cursor))
        elif key.name == "Escape":
            self._grid.blur()
            return False
        else:
            return False
        self._describe(aloud=True)
        return True

    def _stroke(self, cells: list[Cell], ink: bool) -> None:
        self._drawing.begin()
        self._drawing.paint(cells, ink)
        self._drawing.end()

    def _show_cursor(self) -> None:
        if self._box.hidden:
            self._box.hidden = False
            self._busy_changed(True)
            self._describe(aloud=True)

    def _hide_cursor(self) -> None:
        if not self._box.hidden:
            self._box.hidden = True
            self._busy_changed(False)

    def _describe(self, aloud: bool) -> None:
        row, column = self._cursor
        ink = self._drawing.is_ink(self._cursor)
        text = f"row {row + 1}, column {column + 1}, {'ink' if ink else 'paper'}"
        if aloud:
            set_text(self._where, text)
        if text == self._described:
            return
        self._described = text
        self._row.setAttribute("aria-rowindex", row + 1)
        self._cell.setAttribute("aria-colindex", column + 1)
        self._cell.setAttribute("aria-selected", "true" if ink else "false")
        self._cell.setAttribute("aria-label", text)
        self._box.style.left = f"{100 * column / SIDE}%"
        self._box.style.top = f"{100 * row / SIDE}%"
