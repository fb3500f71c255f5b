"""The sheet on which the pattern is drawn, with what is done to it."""

from __future__ import annotations

from collections.abc import Callable

from page.browser.canvas import Surface
from page.browser.dom import by_id, listen, on_click
from page.browser.keys import undo_keys
from page.widgets.drawing import UndoableDrawing
from page.widgets.drawing_grid import DrawingGrid
from page.widgets.palette import Rgba, coloured
from unerase import to_signal
from unerase.pixels import tone
from unerase.presets import SIDE


class PatternSheet:
    """`drawn(packed)` is called after a stroke, `refresh()` while one is under way."""

    def __init__(
        self,
        prefix: str,
        packed: bytes,
        drawn: Callable[[bytes], None],
        refresh: Callable[[], None],
    ) -> None:
        self._drawn, self._given = drawn, packed
        self._drawing = UndoableDrawing(packed, lambda _: refresh(), self._on_drawn)
        self._grid = DrawingGrid(prefix, SIDE, self._drawing, lambda _: None)
        self._surface = Surface(by_id(f"{prefix}-picture"))
        self._undo = by_id(f"{prefix}-undo")
        on_click(self._undo, self._take_back)
        on_click(
            by_id(f"{prefix}-clear"),
            lambda: self._drawing.replace(bytes(len(self._drawing.packed))),
        )
        listen(by_id(f"{prefix}-grid"), "keydown", undo_keys(self._take_back, self._put_back))

    @property
    def packed(self) -> bytes:
        """What is on it at this moment, as 1024 bits."""
        return self._drawing.packed

    def show(self, packed: bytes, table: Rgba) -> None:
        """Paint the sheet, on which `packed` has been put, undoably, if it has changed."""
        if packed != self._given:
            self._given = packed
            if packed != self._drawing.packed:
                self._drawing.replace(packed)
        self._surface.paint(coloured(tone(to_signal(self._drawing.bits)), table))
        self._grid.refresh()
        # Not `disabled`: that would take the keyboard's place away with the last undo.
        self._undo.ariaDisabled = str(not self._drawing.history.can_undo).lower()

    def _on_drawn(self) -> None:
        self._drawn(self._drawing.packed)

    def _take_back(self) -> None:
        self._drawing.undo()
        self._on_drawn()

    def _put_back(self) -> None:
        self._drawing.redo()
        self._on_drawn()
