"""The visitor's drawing: cells, strokes, undo."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from page.state.subject import bits_of
from page.widgets.history import Undoable
from page.widgets.strokes import Cell
from unerase.pixels import pack_bits


class UndoableDrawing(Undoable):
    """A SIDE × SIDE binary picture, as 1024 bits."""

    @property
    def bits(self) -> NDArray[np.bool_]:
        """Its cells, shape (SIDE, SIDE), True where they are set; not to be written to."""
        return bits_of(self.packed)

    @property
    def open(self) -> bool:
        """Whether a stroke is under way."""
        return self._before is not None

    def is_ink(self, cell: Cell) -> bool:
        """Whether the cell is set."""
        return bool(self.bits[cell])

    def paint(self, cells: list[Cell], ink: bool) -> None:
        """Set or clear cells, as part of the stroke under way or of a new one."""
        if cells:
            bits = self.bits.copy()
            bits[tuple(zip(*cells, strict=True))] = ink
            self.go_on(pack_bits(bits))

    def resume(self, packed: bytes) -> None:
        """Begin a stroke that has come to this picture already."""
        self.begin()
        self.go_on(packed)
