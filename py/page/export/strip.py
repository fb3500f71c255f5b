"""The filmstrip as one picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from page.export.images import check_size
from page.export.making import Making
from page.widgets.film import GAP, ROW_GAP
from page.widgets.palette import Rgba

if TYPE_CHECKING:
    from page.export.album import Album

COLUMNS = 50
"""Longer rows go on below: a strip of a thousand frames is no picture that can be looked at."""


def strip(album: Album, scale: int) -> Making[Rgba]:
    """All frames in their rows, shape (height, width, 4); what lies between them is transparent."""
    height, width = album.paint(0).shape[:2]
    longest = max(map(len, album.rows))
    columns = min(COLUMNS, longest)
    lines = [
        row[first : first + columns] for first in range(0, longest, columns) for row in album.rows
    ]
    down, across = height + ROW_GAP, width + GAP
    size = (len(lines) * down - ROW_GAP, columns * across - GAP)
    check_size(*size, scale)
    picture = np.zeros((*size, 4), dtype=np.uint8)
    for number, line in enumerate(lines):
        for column, frame in enumerate(line):
            y, x = number * down, column * across
            picture[y : y + height, x : x + width, :3] = album.paint(frame)
            picture[y : y + height, x : x + width, 3] = 255
        yield (number + 1) / len(lines)
    return picture
