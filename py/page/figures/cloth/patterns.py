"""The patterns that can be woven: ready ones, the hero's drawing, and one that is drawn here."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from page.state.subject import Subject, read_drawing
from page.state.table import write_packed
from unerase.pixels import pack_bits
from unerase.shelves import READY

Pattern = str | bytes
"""A ready pattern by name, DRAWING for the hero's, or 1024 packed bits of one's own."""

DRAWING, OWN = "drawing", "own"
"""The hero's drawing; and what menus call a pattern of one's own, whatever its bits."""


@cache
def ready() -> Mapping[str, bytes]:
    """The ready patterns, packed, by their name in links: in menus it begins with a capital."""
    sketches = READY["patterns"].make()
    return MappingProxyType({one.name.lower(): pack_bits(one.bits) for one in sketches})


def labels() -> dict[str, str]:
    """What menus call each pattern."""
    named = {name: name.capitalize() for name in ready()}
    return {**named, DRAWING: "Your drawing", OWN: "Your own"}


def packed_of(pattern: Pattern, subject: Subject) -> bytes:
    """The pattern as 1024 packed bits."""
    if isinstance(pattern, bytes):
        return pattern
    return subject.drawing if pattern == DRAWING else ready()[pattern]


def named(packed: bytes) -> Pattern:
    """A drawn pattern; by its name if it is a ready one."""
    return next((name for name, bits in ready().items() if bits == packed), packed)


def menu_value(pattern: Pattern) -> str:
    """Where a menu of `labels` stands."""
    return OWN if isinstance(pattern, bytes) else pattern


def read_pattern(text: str) -> Pattern:
    """Reads what `write_pattern` writes."""
    if text == DRAWING or text in ready():
        return text
    try:
        return read_drawing(text)
    except ValueError as wrong:
        raise ValueError(f"one of {', '.join(ready())}, {DRAWING}, or {wrong}") from None


def write_pattern(pattern: Pattern) -> str:
    """Writes a name, or bits as links spell drawings."""
    return write_packed(pattern) if isinstance(pattern, bytes) else pattern
