"""The visitor's own shelf, as a value that is replaced, and taken back, one change at a time."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from page.widgets.history import History
from unerase.metrics import hamming
from unerase.shelves import MAX_SKETCHES, Sketch, is_plain, without_duplicates

OWN_LABEL = "yours"
"""The class of a sketch that the visitor drew."""


class CannotPut(ValueError):
    """A sketch cannot go on the shelf; the message says why, and what to do."""


class OwnShelf:
    """Sketches in the visitor's order. Every method that changes them can be undone."""

    def __init__(self, sketches: Iterable[Sketch] = ()) -> None:
        self.sketches = tuple(sketches)
        self._history: History[tuple[Sketch, ...]] = History()

    def __len__(self) -> int:
        return len(self.sketches)

    def put(self, bits: NDArray[np.bool_], name: str = "") -> Sketch:
        """Add a drawing at the end; without a name it is numbered.

        Raises CannotPut for one that is all paper or all ink, or there already, or one too many.
        """
        if is_plain(bits):
            raise CannotPut("The sheet is blank: draw something first.")
        for sketch in self.sketches:
            if hamming(sketch.bits, bits) == 0:
                raise CannotPut(f"Your shelf already has it, as “{sketch.name}”.")
        if len(self) >= MAX_SKETCHES:
            raise CannotPut(f"The shelf is full: it takes {MAX_SKETCHES}. Remove some first.")
        sketch = Sketch(name or self._free_name(), bits, OWN_LABEL)
        self._become((*self.sketches, sketch))
        return sketch

    def add(self, sketches: Iterable[Sketch]) -> int:
        """Add those that are not there yet; how many that were.

        Raises CannotPut when they do not all fit.
        """
        together = without_duplicates((*self.sketches, *sketches))
        if len(together) > MAX_SKETCHES:
            raise CannotPut(
                f"Together that would be {len(together)} sketches, and the shelf takes "
                f"{MAX_SKETCHES}. Remove some first."
            )
        added = len(together) - len(self)
        if added:
            self._become(together)
        return added

    def rename(self, index: int, name: str) -> None:
        """Give a sketch another name; raises ValueError for one that is empty or too long."""
        sketch = self.sketches[index]
        renamed = Sketch(name, sketch.bits, sketch.label)
        self._become((*self.sketches[:index], renamed, *self.sketches[index + 1 :]))

    def remove(self, index: int) -> None:
        """Take a sketch off the shelf."""
        self._become(self.sketches[:index] + self.sketches[index + 1 :])

    def move(self, index: int, by: int) -> int:
        """Move a sketch along the shelf, not beyond its ends; its new place."""
        there = min(len(self) - 1, max(0, index + by))
        rest = list(self.sketches)
        rest.insert(there, rest.pop(index))
        if there != index:
            self._become(tuple(rest))
        return there

    def empty(self) -> None:
        """Take everything off."""
        self._become(())

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return self._history.can_undo

    def undo(self) -> None:
        """Take the last change back."""
        if self.can_undo:
            self.sketches = self._history.undo(self.sketches)

    def follow(self, sketches: Iterable[Sketch]) -> None:
        """Take over what has become of the shelf elsewhere; undo takes none of that back."""
        before, after = _by_bits(self.sketches), _by_bits(sketches)

        changed = {bits: s for bits, s in after.items() if before.get(bits) != s}

        def followed(entry: tuple[Sketch, ...]) -> tuple[Sketch, ...]:
            """An earlier shelf after what has come, gone or got a new name elsewhere."""
            then = _by_bits(entry)
            stay = [
                changed.get(bits, sketch)
                for bits, sketch in then.items()
                if bits in after or bits not in before
            ]
            come = [s for bits, s in changed.items() if bits not in before and bits not in then]
            return (*stay[: MAX_SKETCHES - len(come)], *come)

        self._history.rewrite(followed)
        self.sketches = tuple(after.values())

    def _become(self, sketches: tuple[Sketch, ...]) -> None:
        self._history.record(self.sketches)
        self.sketches = sketches

    def place_of(self, sketch: Sketch) -> int:
        """Where the sketch with this drawing stands; raises CannotPut when it stands nowhere."""
        places = list(_by_bits(self.sketches))
        try:
            return places.index(sketch.bits.tobytes())
        except ValueError:
            raise CannotPut("This sketch is no longer on your shelf.") from None

    def _free_name(self) -> str:
        taken = {sketch.name for sketch in self.sketches}
        number = len(self) + 1
        while f"Sketch {number}" in taken:
            number += 1
        return f"Sketch {number}"


def _by_bits(sketches: Iterable[Sketch]) -> dict[bytes, Sketch]:
    """A shelf has each drawing once."""
    return {sketch.bits.tobytes(): sketch for sketch in sketches}
