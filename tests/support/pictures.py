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


def pieces(bits: NDArray[np.bool_]) -> list[int]:
    """The sizes of the connected pieces of ink (sides and corners connect), largest first."""
    left, sizes = inked(bits), []
    while left:
        frontier, size = [left.pop()], 0
        while frontier:
            row, column = frontier.pop()
            size += 1
            around = {(row + dy, column + dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)} & left
            left -= around
            frontier.extend(around)
        sizes.append(size)
    return sorted(sizes, reverse=True)


def connected(bits: NDArray[np.bool_]) -> float:
    """The share of the ink that is no speck: in pieces of at least 8 pixels."""
    sizes = pieces(bits)
    return sum(size for size in sizes if size >= 8) / sum(sizes)


def png(tones: NDArray[np.uint8]) -> bytes:
    """A grey PNG, 0 … 255."""
    file = BytesIO()
    Image.fromarray(tones).save(file, "PNG")
    return file.getvalue()


def as_picture(ink: NDArray[np.bool_], scale: int = 5) -> bytes:
    """A PNG with dark ink on light paper, each cell `scale` pixels wide."""
    return png(np.where(ink, 20, 240).astype(np.uint8).repeat(scale, 0).repeat(scale, 1))
