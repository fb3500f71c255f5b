"""A sketch: one drawing of a shelf, with its name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

import numpy as np

from unerase import checks
from unerase.arrays import Bits
from unerase.presets import SIDE

MIN_SKETCHES, MAX_SKETCHES = 3, 1000
"""How few and how many sketches a shelf may hold."""

MAX_NAME = 40
"""The most characters of a name, and of a label."""


class Sketch:
    """A drawing, its name for people and its label for a denoiser that is told what to draw.

    `bits` has shape (32, 32), ink True; it is copied and read-only. `name` is what a visitor sees,
    such as "A, bold"; `label` is the class it belongs to, such as "A". Both are text, cleaned by
    `clean_name`. Sketches with equal name, bits and label are equal.
    """

    def __init__(self, name: str, bits: Bits, label: str) -> None:
        self.bits = checks.bits("bits", bits, (SIDE, SIDE)).copy()
        self.bits.setflags(write=False)
        self.name, self.label = clean_name("name", name), clean_name("label", label)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sketch):
            return NotImplemented
        named = (self.name, self.label) == (other.name, other.label)
        return named and np.array_equal(self.bits, other.bits)

    def __hash__(self) -> int:
        return hash((self.name, self.label, self.bits.tobytes()))


def is_plain(bits: Bits) -> bool:
    """Whether a drawing is all paper or all ink, and so says nothing."""
    bits = checks.bits("bits", bits)
    return bool(bits.all() or not bits.any())


def without_duplicates(sketches: Iterable[Sketch]) -> tuple[Sketch, ...]:
    """The sketches in their order, of equal drawings only the first, whatever their names."""
    first: dict[bytes, Sketch] = {}
    for sketch in sketches:
        first.setdefault(sketch.bits.tobytes(), sketch)
    return tuple(first.values())


_JOINERS = "\u200c\u200d"  # in emoji and in Persian they change what is seen


def clean_name(argument: str, text: str) -> str:
    """`text` on one line, without what cannot be seen and could disturb the text around it.

    Control characters, lone surrogates, line ends and runs of blanks become one blank; Unicode's
    other format characters go, such as those that reverse the writing; nothing of these is left at
    the ends, and 1 to 40 characters have to remain. `argument` is what a refusal calls it.
    """
    if not isinstance(text, str):
        raise ValueError(f"{argument} was a {type(text).__name__}; it must be text")
    seen = []
    for character in text:
        category = unicodedata.category(character)
        if category in ("Cc", "Cs") or category[0] == "Z":
            seen.append(" ")
        elif category != "Cf" or character in _JOINERS:
            seen.append(character)
    cleaned = " ".join("".join(seen).split()).strip(" " + _JOINERS)
    if not 1 <= len(cleaned) <= MAX_NAME:
        raise ValueError(
            f"{argument} had {len(cleaned)} characters; it must have 1 to {MAX_NAME} to be seen"
        )
    return cleaned
