"""A picture whose cells can be pointed at, by pointer or by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from page.browser.dom import by_id, listen, set_text
from page.browser.keys import Key, plain_keys
from page.widgets.drawing_grid import MOVES
from page.widgets.strokes import Cell, cell_at, within


class Probe:
    """Role grid over a picture of side × side cells, of which only the current one is in the page.

    A pointer over it, or the arrows, choose the current cell: `chosen(cell)` is told of each, and
    of None when the pointer leaves or Escape is pressed.
    """

    def __init__(self, prefix: str, side: int, chosen: Callable[[Cell | None], None]) -> None:
        self._grid = by_id(f"{prefix}-grid")
        self._row, self._cell = by_id(f"{prefix}-row"), by_id(f"{prefix}-cell")
        self._box, self._where = by_id(f"{prefix}-cursor"), by_id(f"{prefix}-where")
        self._side, self._chosen = side, chosen
        self._cursor: Cell = (side // 2, side // 2)
        for event, action in {
            "pointermove": self._on_pointer,
            "pointerdown": self._on_pointer,
            "pointerleave": self._on_leave,
            "focus": self._on_focus,
            "blur": self._on_leave,
            "keydown": plain_keys(self._on_key),
        }.items():
            listen(self._grid, event, action)

    def describe(self, text: str) -> None:
        """What assistive technology says of the current cell, after where it is."""
        row, column = self._cursor
        told = f"row {row + 1}, column {column + 1}: {text}"
        self._row.setAttribute("aria-rowindex", row + 1)
        self._cell.setAttribute("aria-colindex", column + 1)
        self._cell.setAttribute("aria-label", told)
        if self._grid.matches(":focus"):
            set_text(self._where, told)

    def _choose(self, cell: Cell) -> None:
        self._cursor = cell
        self._box.hidden = False
        self._box.style.left = f"{100 * cell[1] / self._side}%"
        self._box.style.top = f"{100 * cell[0] / self._side}%"
        self._chosen(cell)

    def _on_pointer(self, event: Any) -> None:
        box = self._grid.getBoundingClientRect()
        x, y = event.clientX - box.left, event.clientY - box.top
        cell = cell_at(x / box.width, y / box.height, self._side)
        if within([cell], self._side):
            self._choose(cell)

    def _on_focus(self, _event: Any) -> None:
        if self._grid.matches(":focus-visible"):
            self._choose(self._cursor)

    def _on_leave(self, _event: Any) -> None:
        self._box.hidden = True
        self._chosen(None)

    def _on_key(self, key: Key) -> bool:
        if key.name in MOVES:
            self._choose(MOVES[key.name](self._cursor, self._side - 1))
        elif key.name == "Escape":
            self._grid.blur()
        else:
            return False
        return True
