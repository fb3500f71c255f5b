"""Canvas 2D as far as the page goes: whole pictures, and strokes, which can be read back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


class ImageData:
    """Pixels to be put on a canvas."""

    def __init__(self, width: int, height: int) -> None:
        self.shape = (height, width, 4)
        self.data = ImageBytes(height * width * 4)


class ImageBytes:
    """The bytes of an ImageData."""

    def __init__(self, size: int) -> None:
        self.values: NDArray[np.uint8] = np.zeros(size, dtype=np.uint8)

    def assign(self, values: NDArray[np.uint8]) -> None:
        """Take the values over; there must be as many, of one byte each."""
        assert (values.shape, values.dtype) == (self.values.shape, self.values.dtype)
        self.values = values.copy()


@dataclass(frozen=True)
class Stroke:
    """A path, as it was drawn."""

    path: str
    colour: str
    width: float
    opacity: float


class Path:
    """An SVG path."""

    def __init__(self, path: str) -> None:
        self.path = path


class Context:
    """What getContext("2d") gives."""

    __slots__ = (
        "globalAlpha",
        "lineCap",
        "lineJoin",
        "lineWidth",
        "pixels",
        "strokeStyle",
        "strokes",
    )

    def __init__(self) -> None:
        self.strokeStyle, self.lineWidth, self.globalAlpha = "#000000", 1.0, 1.0
        self.lineCap, self.lineJoin = "butt", "miter"
        self.resize(0, 0)

    def resize(self, width: int, height: int) -> None:
        """A canvas of another size, which is empty."""
        self.pixels: NDArray[np.uint8] = np.zeros((height, width, 4), dtype=np.uint8)
        self.strokes: list[Stroke] = []

    def putImageData(self, image: ImageData, left: int, top: int) -> None:
        assert (left, top) == (0, 0)
        assert image.shape == self.pixels.shape
        self.pixels = image.data.values.reshape(image.shape)

    def setTransform(self, *matrix: float) -> None:
        assert len(matrix) == 6

    def clearRect(self, *rectangle: float) -> None:
        assert rectangle[:2] == (0, 0)
        self.strokes.clear()

    def stroke(self, path: Any) -> None:
        self.strokes.append(Stroke(path.path, self.strokeStyle, self.lineWidth, self.globalAlpha))
