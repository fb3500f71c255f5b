"""From tones to colours."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Rgba = NDArray[np.uint8]

SOURCES = 6
"""How many categories have a colour of their own."""

PAPER_TINT = 60  # of 255


def parse_colour(colour: str) -> tuple[int, int, int]:
    """(r, g, b), 0 … 255, of "#rrggbb" or of "rgb(r, g, b)", as browsers spell computed colours.

    Raises ValueError for any other spelling.
    """
    if re.fullmatch("#[0-9a-fA-F]{6}", colour):
        return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
    found = re.fullmatch(r"rgb\(([0-9]{1,3}), ([0-9]{1,3}), ([0-9]{1,3})\)", colour)
    if not found or max(map(int, found.groups())) > 255:
        raise ValueError(f"colour was {colour!r}; it must be spelled #rrggbb or rgb(r, g, b)")
    red, green, blue = map(int, found.groups())
    return red, green, blue


def ramp(low: str, high: str) -> Rgba:
    """256 opaque colours from `low` (tone 0) to `high` (tone 255), shape (256, 4)."""
    ends = np.array([parse_colour(low), parse_colour(high)], dtype=np.float64)
    share = np.linspace(0.0, 1.0, 256)[:, None]
    table = np.full((256, 4), 255, dtype=np.uint8)
    table[:, :3] = np.rint(ends[0] + share * (ends[1] - ends[0]))
    return table


def categories(colours: Sequence[str], others: str, sheet: str) -> Rgba:
    """Colours by category, and for all `others`, on paper (0) and in ink (1).

    Shape (categories + 1, 2, 4). On paper they are a tint of the `sheet`.
    """
    table = np.full((len(colours) + 1, 2, 4), 255, dtype=np.uint8)
    for number, colour in enumerate((*colours, others)):
        table[number, :, :3] = ramp(sheet, colour)[[PAPER_TINT, 255], :3]
    return table


def ghost(bits: NDArray[np.bool_], colour: str) -> Rgba:
    """A see-through picture: `colour` where bits are set, nothing elsewhere."""
    rgba = np.zeros((*bits.shape, 4), dtype=np.uint8)
    rgba[bits] = (*parse_colour(colour), 255)
    return rgba
