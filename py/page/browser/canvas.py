"""Painting: whole pictures or whole layers of lines, one crossing into JavaScript for each."""

from __future__ import annotations

from collections.abc import Callable

import js
import numpy as np
from numpy.typing import NDArray

from page.browser.dom import Element, on_resize


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
            self._data = self._image.data
        self._data.assign(rgba.reshape(-1))
        self._context.putImageData(self._image, 0, 0)


class VectorSurface:
    """A square <canvas> that takes lines, in units of which `side` make its width.

    It has as many pixels as the screen has under it: call `fit` before painting.
    """

    def __init__(self, canvas: Element, side: int, resized: Callable[[], None]) -> None:
        self.canvas = canvas
        self._context = canvas.getContext("2d")
        self._side = side
        self._pixels = 0
        self._on_resize = resized
        on_resize(canvas, self._resized)

    def fit(self) -> int:
        """Take the size of the element, and return it in pixels: 0 while it is not displayed.

        With another size the canvas is empty.
        """
        pixels = self._measured()
        if pixels != self._pixels:
            self._pixels = pixels
            self.canvas.width = self.canvas.height = pixels
            self._context.setTransform(pixels / self._side, 0, 0, pixels / self._side, 0, 0)
            self._context.lineCap = self._context.lineJoin = "round"
        return pixels

    def clear(self) -> None:
        """Empty the canvas."""
        self._context.clearRect(0, 0, self._side, self._side)

    def stroke(self, path: str, colour: str, width: float, opacity: float = 1.0) -> None:
        """Draw SVG path data, in one crossing; lines are `width` units wide and end round."""
        context = self._context
        context.strokeStyle, context.lineWidth, context.globalAlpha = colour, width, opacity
        context.stroke(js.Path2D.new(path))

    def _measured(self) -> int:
        return int(0.5 + self.canvas.clientWidth * js.devicePixelRatio)

    def _resized(self) -> None:
        if self._measured() != self._pixels:
            self._on_resize()
