"""From tones to colours."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

Rgba = NDArray[np.uint8]


def parse_hex(colour: str) -> tuple[int, int, int]:
    """(r, g, b), 0 … 255, of "#rrggbb"; raises ValueError for any other spelling."""
    if not re.fullmatch("#[0-9a-fA-F]{6}", colour):
        raise ValueError(f"colour was {colour!r}; it must be spelled #rrggbb")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def ramp(low: str, high: str) -> Rgba:
    """256 opaque colours from `low` (tone 0) to `high` (tone 255), shape (256, 4)."""
    ends = np.array([parse_hex(low), parse_hex(high)], dtype=np.float64)
    share = np.linspace(0.0, 1.0, 256)[:, None]
    table = np.full((256, 4), 255, dtype=np.uint8)
    table[:, :3] = np.rint(ends[0] + share * (ends[1] - ends[0]))
    return table


def ghost(bits: NDArray[np.bool_], colour: str) -> Rgba:
    """A see-through picture: `colour` where bits are set, nothing elsewhere."""
    rgba = np.zeros((*bits.shape, 4), dtype=np.uint8)
    rgba[bits] = (*parse_hex(colour), 255)
    return rgba
