"""The shelves that are there from the beginning, by the name under which links know them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from unerase.presets import preset, preset_label, preset_names
from unerase.shapes import PAIRS, random_shape, shape_label
from unerase.shelves.letters import letters
from unerase.shelves.patterns import patterns
from unerase.shelves.sketch import Sketch

POSES = 2
"""How often each shape stands on its shelf."""


@dataclass(frozen=True)
class ReadyShelf:
    """A ready-made shelf: its label for people, and the sketches that `make` draws when asked.

    They are drawn once; further calls return the same tuple.
    """

    label: str
    make: Callable[[], tuple[Sketch, ...]]


@cache
def _presets() -> tuple[Sketch, ...]:
    """Every preset, each in a class of its own."""
    return tuple(
        Sketch(preset_label(slug), preset(slug), preset_label(slug)) for slug in preset_names()
    )


@cache
def _shapes() -> tuple[Sketch, ...]:
    """Every shape by name in some poses, in the class of its kind."""
    return tuple(
        Sketch(f"{shape_label(kind, style)} {pose + 1}", random_shape(kind, style, pose), kind)
        for kind, style in PAIRS
        for pose in range(POSES)
    )


READY: Mapping[str, ReadyShelf] = MappingProxyType(
    {
        "letters": ReadyShelf("Letters and digits", letters),
        "shapes": ReadyShelf("Shapes", _shapes),
        "patterns": ReadyShelf("Patterns", patterns),
        "presets": ReadyShelf("Presets", _presets),
    }
)
"""The ready-made shelves by slug, in display order."""
