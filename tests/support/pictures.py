"""Pictures that tests draw, and what is inked in a drawing."""

from __future__ import annotations

from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Cells = set[tuple[int, int]]


def inked(bits: NDArray[np.bool_]) -> Cells:
    """The cells with ink, as (row, column)."""
    return {(int(row), int(column)) for row, column in np.argwhere(bits)}


def png(tones: NDArray[np.uint8]) -> bytes:
    """A grey PNG, 0 … 255."""
    file = BytesIO()
    Image.fromarray(tones).save(file, "PNG")
    return file.getvalue()


def as_picture(ink: NDArray[np.bool_], scale: int = 5) -> bytes:
    """A PNG with dark ink on light paper, each cell `scale` pixels wide."""
    return png(np.where(ink, 20, 240).astype(np.uint8).repeat(scale, 0).repeat(scale, 1))
