"""The filmstrip as one picture: a row of forward frames above a row of the walk back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from page.widgets.palette import Rgba

GAP = 2
ROW_GAP = 4


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


def film_image(
    forward: NDArray[np.uint8], reverse: NDArray[np.uint8], first_reverse: int, table: Rgba
) -> Rgba:
    """Both rows as one RGBA picture, gaps and missing frames transparent.

    forward: tones, shape (n, side, side). reverse: tones (m, side, side) of the walk's frames,
    the first of which stands under column `first_reverse`. table: 256 colours, shape (256, 4).
    """
    count, side, _ = forward.shape
    words = table.view(np.uint32).reshape(-1)  # a colour at a time, not its four parts
    image = np.zeros((2 * side + ROW_GAP, count, side + GAP), dtype=np.uint32)
    image[:side, :, :side] = words[forward.transpose(1, 0, 2)]
    columns = slice(first_reverse, first_reverse + len(reverse))
    image[side + ROW_GAP :, columns, :side] = words[reverse.transpose(1, 0, 2)]
    return image.view(np.uint8).reshape(2 * side + ROW_GAP, count * (side + GAP), 4)
