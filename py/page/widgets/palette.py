"""From tones to colours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from unerase.pixels import tone

Rgba = NDArray[np.uint8]

SOURCES = 6
"""How many categories have a colour of their own."""

PAPER_TINT = 60  # of 255

# Compiled here, so that no start has to.
_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_RGB = re.compile(r"rgb\(([0-9]{1,3}), ([0-9]{1,3}), ([0-9]{1,3})\)")
_SHARES = np.linspace(0.0, 1.0, 256)


def parse_colour(colour: str) -> tuple[int, int, int]:
    """(r, g, b), 0 … 255, of "#rrggbb" or of "rgb(r, g, b)", as browsers spell computed colours.

    Raises ValueError for any other spelling.
    """
    if _HEX.fullmatch(colour):
        return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
    found = _RGB.fullmatch(colour)
    if not found or max(map(int, found.groups())) > 255:
        raise ValueError(f"colour was {colour!r}; it must be spelled #rrggbb or rgb(r, g, b)")
    red, green, blue = map(int, found.groups())
    return red, green, blue


def ramp(low: str, high: str) -> Rgba:
    """256 opaque colours from `low` (tone 0) to `high` (tone 255), shape (256, 4)."""
    table = np.full((256, 4), 255, dtype=np.uint8)
    table[:, :3] = _between(_rgb(low), _rgb(high), _SHARES[:, None])
    return table


def categories(colours: Sequence[str], others: str, sheet: str) -> Rgba:
    """Colours by category, and for all `others`, on paper (0) and in ink (1).

    Shape (categories + 1, 2, 4). On paper they are a tint of the `sheet`.
    """
    table = np.full((len(colours) + 1, 2, 4), 255, dtype=np.uint8)
    ink = np.stack([_rgb(colour) for colour in (*colours, others)])
    table[:, 0, :3] = _between(_rgb(sheet), ink, _SHARES[PAPER_TINT])
    table[:, 1, :3] = ink
    return table


def tones_of(*pictures: NDArray[np.float32]) -> NDArray[np.uint8]:
    """The tones of pictures of one shape, shape (n, *shape), at once.

    With every call, to begin takes longer than a picture does.
    """
    return tone(np.array(pictures))


def coloured(tones: NDArray[np.uint8], table: Rgba) -> Rgba:
    """table[tones], shape (*tones.shape, 4), but a colour at a time and not its four parts."""
    return words(table)[tones].view(np.uint8).reshape(*tones.shape, 4)


def words(table: Rgba) -> NDArray[np.uint32]:
    """Each colour of a table in one word."""
    return table.view(np.uint32).reshape(-1)


def ghost(bits: NDArray[np.bool_], colour: str) -> Rgba:
    """A see-through picture: `colour` where bits are set, nothing elsewhere."""
    return coloured(bits.view(np.uint8), _on_nothing(colour))


@lru_cache(maxsize=2)
def _on_nothing(colour: str) -> Rgba:
    return np.array([(0, 0, 0, 0), (*parse_colour(colour), 255)], dtype=np.uint8)


def _rgb(colour: str) -> NDArray[np.float64]:
    return np.array(parse_colour(colour), dtype=np.float64)


def _between(
    low: NDArray[np.float64], high: NDArray[np.float64], share: NDArray[np.float64] | np.float64
) -> NDArray[np.float64]:
    return np.rint(low + share * (high - low))
