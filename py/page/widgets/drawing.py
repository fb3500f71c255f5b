"""The visitor's drawing: cells, strokes, undo."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from page.widgets.history import History
from page.widgets.strokes import Cell
from unerase.pixels import pack_bits, unpack_bits
from unerase.presets import SIDE


class UndoableDrawing:
    """A SIDE × SIDE binary picture.

    `changed(packed)` is called whenever it may be another, `drawn()` at the end of a stroke.
    """

    def __init__(
        self, packed: bytes, changed: Callable[[bytes], None], drawn: Callable[[], None]
    ) -> None:
        self.bits: NDArray[np.bool_] = unpack_bits(packed, SIDE)
        self.history: History[bytes] = History()
        self._changed = changed
        self._drawn = drawn
        self._before: bytes | None = None  # the picture before the stroke that is under way

    @property
    def packed(self) -> bytes:
        """The picture as 1024 bits."""
        return pack_bits(self.bits)

    @property
    def open(self) -> bool:
        """Whether a stroke is under way."""
        return self._before is not None

    def is_ink(self, cell: Cell) -> bool:
        """Whether the cell is set."""
        return bool(self.bits[cell])

    def begin(self) -> None:
        """Begin a stroke; one that is under way is closed first."""
        self.end()
        self._before = self.packed

    def paint(self, cells: list[Cell], ink: bool) -> None:
        """Set or clear cells, as part of the stroke under way or of a new one."""
        if not cells:
            return
        if self._before is None:
            self.begin()
        self.bits[tuple(zip(*cells, strict=True))] = ink
        self._changed(self.packed)

    def resume(self, packed: bytes) -> None:
        """Begin a stroke that has come to this picture already."""
        self.begin()
        self._restore(packed)

    def end(self) -> None:
        """Close the stroke: it can now be undone as one."""
        before, self._before = self._before, None
        if before is not None and before != self.packed:
            self.history.record(before)
            self._drawn()

    def withdraw(self) -> None:
        """Back to the picture before the stroke under way, as if there had been none."""
        before, self._before = self._before, None
        if before is not None:
            self._restore(before)

    def replace(self, packed: bytes) -> None:
        """Take another picture, undoably."""
        self.begin()
        self._restore(packed)
        self.end()

    def show(self, packed: bytes) -> None:
        """Take a picture that came from elsewhere, undoably, and tell nobody."""
        self.end()
        self.history.record(self.packed)
        self.bits = unpack_bits(packed, SIDE)

    def undo(self) -> None:
        """Back to the picture before the last stroke."""
        self.end()
        self._restore(self.history.undo(self.packed))

    def redo(self) -> None:
        """Forward to the picture that was undone."""
        self.end()
        self._restore(self.history.redo(self.packed))

    def _restore(self, packed: bytes) -> None:
        self.bits = unpack_bits(packed, SIDE)
        self._changed(packed)
