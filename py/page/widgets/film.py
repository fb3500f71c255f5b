"""The filmstrip as one picture: a row of forward frames above a row of the walk back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from page.widgets.palette import Rgba, words

GAP = 2
ROW_GAP = 4

Ends = tuple[NDArray[np.uint8], NDArray[np.uint8]]
"""Tones of the same frames of a blank sheet and of a full one, shape (n, side, side) each."""


@dataclass(frozen=True)
class FilmGeometry:
    """Where things are in a strip of `side`-pixel frames shown at `scale` CSS pixels a pixel."""

    side: int
    scale: float

    @property
    def pitch(self) -> float:
        """CSS pixels from one frame to the next."""
        return (self.side + GAP) * self.scale

    @property
    def height(self) -> float:
        """CSS pixels of both rows together."""
        return (2 * self.side + ROW_GAP) * self.scale

    def visible(self, scroll: float, width: float, count: int) -> tuple[int, int]:
        """First and one-past-last of `count` frames that a window of `width` at `scroll` shows."""
        first = min(count - 1, max(0, int(scroll / self.pitch)))
        return first, min(count, first + int(width / self.pitch) + 2)

    def frame_at(self, x: float, y: float, count: int) -> tuple[int, int]:
        """(row, frame) under a point of the strip; row 0 is forward, 1 the walk back."""
        return int(y > self.height / 2), min(count - 1, max(0, int(x / self.pitch)))


def film_row(tones: NDArray[np.uint8], table: Rgba) -> NDArray[np.uint32]:
    """Frames side by side, shape (side, n, side), each colour in one word.

    tones: shape (n, side, side). table: 256 colours, shape (256, 4).
    """
    return words(table)[tones.transpose(1, 0, 2)]


def film_image(
    forward: NDArray[np.uint32], reverse: NDArray[np.uint32], first_reverse: int
) -> Rgba:
    """Both rows as one RGBA picture, gaps and missing frames transparent.

    forward: a `film_row` of n frames. reverse: one of the walk's frames, the first of which stands
    under column `first_reverse`.
    """
    side, count, _ = forward.shape
    image = np.zeros((2 * side + ROW_GAP, count, side + GAP), dtype=np.uint32)
    image[:side, :, :side] = forward
    columns = slice(first_reverse, first_reverse + reverse.shape[1])
    image[side + ROW_GAP :, columns, :side] = reverse
    return image.view(np.uint8).reshape(2 * side + ROW_GAP, count * (side + GAP), 4)
