"""How much room words take, before there is a browser to ask."""

from __future__ import annotations

from functools import lru_cache

TICK, NAME, LEVEL = 12.0, 14.0, 12.5
"""Font sizes in px, as in chart.css: of ticks, of the names of series and of levels."""

_EM = {"ijlI.,:;'’|!": 0.32, "frst()-/ ": 0.42, "mwMW–—": 0.9}


@lru_cache(maxsize=256)
def serif_width(text: str, size: float) -> float:
    """An upper estimate of the px that `text` takes in the serif, up to semi-bold."""
    return size * sum(_em(c) for c in text)


def mono_width(text: str, size: float) -> float:
    """The px that `text` takes in the mono."""
    return 0.6 * size * len(text)


def _em(character: str) -> float:
    for characters, em in _EM.items():
        if character in characters:
            return em
    return 0.72 if character.isupper() else 0.58
