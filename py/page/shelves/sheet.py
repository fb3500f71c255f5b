"""A shelf as one picture: its sketches in rows, each a tile with a line around it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from page.widgets.palette import Rgba, coloured
from unerase import to_signal
from unerase.pixels import tone
from unerase.presets import SIDE

GAP = 4
TILE = SIDE + GAP
CLEAR = 0
MOST_COLUMNS = 27


def columns_for(count: int) -> int:
    """In how many columns so many sketches stand."""
    return max(1, min(MOST_COLUMNS, count))


def sheet_of(bits: NDArray[np.bool_], columns: int, table: Rgba) -> Rgba:
    """Drawings, shape (N, 32, 32), in so many columns; what is between them is see-through."""
    rows = -(-len(bits) // columns)
    sheet = np.full((rows * TILE, columns * TILE, 4), CLEAR, dtype=np.uint8)
    pictures = coloured(tone(to_signal(bits)), table)
    for number, picture in enumerate(pictures):
        top, left = (TILE * place + GAP // 2 for place in divmod(number, columns))
        sheet[top : top + SIDE, left : left + SIDE] = picture
    return sheet


def tile_at(x: float, y: float, columns: int, count: int) -> int | None:
    """The sketch at a place of the sheet, in its pixels; None where none is."""
    column, row = int(x // TILE), int(y // TILE)
    number = row * columns + column
    return number if 0 <= column < columns and 0 <= number < count else None
