"""The shelf of sketches in use: a ready one, the visitor's own, or one that came with a link."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from page.state.table import packed, write_packed
from unerase import to_signal
from unerase.metrics import nearest
from unerase.shelves import MAX_SKETCHES, MIN_SKETCHES, READY, Sketch, from_bytes, to_bytes

OWN, GIVEN = "own", "link"
"""Names of the shelves that are not ready ones: the visitor's, and that of an opened link."""

FIRST = "letters"
MOST_IN_LINK = 30
"""A larger shelf does not fit into an address."""

_MARK = "."


class Shelf:
    """Sketches under a name; immutable, and equal only to itself.

    The sketches of a ready shelf are drawn when they are first asked for.
    """

    def __init__(self, name: str, sketches: Iterable[Sketch] = ()) -> None:
        self.name = name
        self._given = tuple(sketches)

    @cached_property
    def sketches(self) -> tuple[Sketch, ...]:
        """In their order on the shelf."""
        return READY[self.name].make() if self.name in READY else self._given

    @cached_property
    def bits(self) -> NDArray[np.bool_]:
        """All drawings, shape (N, 32, 32), True where there is ink."""
        return np.stack([sketch.bits for sketch in self.sketches])

    @cached_property
    def examples(self) -> NDArray[np.float32]:
        """The sketches as the engine sees them, ±1, read-only."""
        examples = to_signal(self.bits)
        examples.setflags(write=False)
        return examples

    @property
    def usable(self) -> bool:
        """Whether denoisers can work with it."""
        return MIN_SKETCHES <= len(self.sketches) <= MAX_SKETCHES

    def nearest(self, bits: NDArray[np.bool_]) -> tuple[Sketch, int]:
        """The sketch that is most like a drawing, and in how many cells they differ."""
        index, off = nearest(bits, self.bits)
        return self.sketches[index], off


@cache
def ready(name: str) -> Shelf:
    """The ready shelf of that name; the same one each time."""
    return Shelf(name)


LETTERS = ready(FIRST)
"""In use until another one is chosen."""


def label_of(shelf: Shelf) -> str:
    """What menus call it."""
    if shelf.name in READY:
        return READY[shelf.name].label
    return "Your own" if shelf.name == OWN else "From the link"


def _fits(data: bytes) -> bool:
    try:
        return MIN_SKETCHES <= len(from_bytes(data)) <= MOST_IN_LINK
    except ValueError:
        return False


_read_bytes = packed(
    f"{MIN_SKETCHES} … {MOST_IN_LINK} sketches in base64url, as Share writes them", _fits
)


def read_shelf(text: str) -> Shelf:
    """Reads a name, or sketches after a point."""
    if text.startswith(_MARK):
        return Shelf(GIVEN, from_bytes(_read_bytes(text[1:])))
    if text == OWN:
        return Shelf(OWN)  # the page puts the one that it has kept in its place
    if text not in READY:
        raise ValueError(f"one of {', '.join(READY)}, {OWN}, or sketches as Share writes them")
    return ready(text)


def write_shelf(shelf: Shelf) -> str:
    """Writes what `read_shelf` reads: the sketches themselves if they are not too many."""
    if shelf.name in READY:
        return shelf.name
    if not MIN_SKETCHES <= len(shelf.sketches) <= MOST_IN_LINK:
        return OWN
    return _MARK + write_packed(to_bytes(shelf.sketches))
