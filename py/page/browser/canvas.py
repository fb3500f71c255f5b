"""Painting: one ImageData per surface, one crossing into JavaScript per paint."""

from __future__ import annotations

import js
import numpy as np
from numpy.typing import NDArray

from page.browser.dom import Element


class Surface:
    """A <canvas> that takes whole RGBA pictures."""

    def __init__(self, canvas: Element) -> None:
        self.canvas = canvas
        self._context = canvas.getContext("2d")
        self._size = (0, 0)

    def paint(self, rgba: NDArray[np.uint8]) -> None:
        """Show `rgba`, shape (height, width, 4), 0 … 255; the canvas takes its size."""
        height, width = rgba.shape[:2]
        if self._size != (height, width):
            self._size = (height, width)
            self.canvas.width, self.canvas.height = width, height
            self._image = js.ImageData.new(width, height)
        self._image.data.assign(rgba.reshape(-1))
        self._context.putImageData(self._image, 0, 0)
