"""Shelves: the drawings that a denoiser knows, ready-made or a visitor's own."""

from unerase.shelves.archive import MAX_IN_LINK, from_bytes, from_json, to_bytes, to_json
from unerase.shelves.letters import letters
from unerase.shelves.patterns import patterns
from unerase.shelves.ready import READY, ReadyShelf
from unerase.shelves.sketch import (
    MAX_NAME,
    MAX_SKETCHES,
    MIN_SKETCHES,
    Sketch,
    is_plain,
    without_duplicates,
)

__all__ = [
    "MAX_IN_LINK",
    "MAX_NAME",
    "MAX_SKETCHES",
    "MIN_SKETCHES",
    "READY",
    "ReadyShelf",
    "Sketch",
    "from_bytes",
    "from_json",
    "is_plain",
    "letters",
    "patterns",
    "to_bytes",
    "to_json",
    "without_duplicates",
]
