"""All shelves that there are to choose from, and which of them is in use."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from page.shelves.own import OwnShelf
from page.state.shelf import FIRST, GIVEN, OWN, Shelf, label_of, ready
from page.widgets.numbers import counted
from unerase.shelves import MIN_SKETCHES, READY, Sketch, from_json, to_json

NOT_KEPT = "This browser keeps nothing for this page: save your shelf as a file."
LOST = "The shelf that was kept here could not be read, so yours is empty."
NO_OWN = (
    "The link refers to a shelf that was too large to travel in it. The letters take its place."
)
FEWER = f"Your shelf had fewer than {MIN_SKETCHES} sketches. The letters take its place."


class Shelves:
    """`use` is told which shelf is in use now; `keep` stores the visitor's own, as a text.

    `load` gives that text, which other tabs of the page may have changed; None when there is none.
    """

    def __init__(
        self,
        load: Callable[[], str | None],
        use: Callable[[Shelf], None],
        keep: Callable[[str], bool],
    ) -> None:
        self.complaint = ""
        self.kept = True
        """Whether the browser has taken the visitor's own, as it is."""
        self._text = load()
        self.own = OwnShelf()
        if self._text:
            try:
                self.own = OwnShelf(from_json(self._text, fewest=0))
            except ValueError:
                self.complaint = LOST
        self._owned = Shelf(OWN, self.own.sketches)
        self.given: Shelf | None = None
        self.in_use = ready(FIRST)
        self._load, self._use, self._keep = load, use, keep

    def settle(self, shelf: Shelf) -> tuple[Shelf, str]:
        """The shelf that a link means, and a sentence if that is not the one it asks for."""
        said = ""
        if shelf.name == GIVEN and shelf.sketches == self.own.sketches:
            shelf = self._owned
        elif shelf.name == GIVEN:
            self.given = shelf
        elif shelf.name == OWN:
            shelf = self._owned
            if not shelf.usable:
                said = FEWER if len(self.own) else NO_OWN
                shelf = ready(FIRST)
        self.in_use = shelf
        return shelf, said

    def choices(self) -> list[tuple[str, str]]:
        """The shelves that can be used: (name, label)."""
        found = [ready(name) for name in READY]
        if self._owned.usable:
            found.append(self._owned)
        if self.given:
            found.append(self.given)
        return [(shelf.name, label_of(shelf)) for shelf in found]

    def choose(self, name: str) -> None:
        """Use the shelf of that name, one of the choices."""
        if name == OWN:
            self._take(self._owned)
        elif name == GIVEN and self.given:
            self._take(self.given)
        else:
            self._take(ready(name))

    def follow(self) -> None:
        """Take over what other tabs have kept, unless this one could not keep its own."""
        text = self._load()
        if not self.kept or text is None or text == self._text:
            return
        try:
            sketches = from_json(text, fewest=0) if text else ()
        except ValueError:
            return  # the next change writes over it
        self._text = text
        self.own.follow(sketches)
        self._renew(self.in_use.name == OWN)

    def put(self, bits: NDArray[np.bool_], name: str = "") -> str:
        """Put a drawing on the visitor's shelf; what to say. Raises CannotPut."""
        self.follow()
        sketch = self.own.put(bits, name)
        return f"“{sketch.name}” is on your shelf. {self._changed(True)}"

    def add(self, sketches: Iterable[Sketch]) -> str:
        """Put many on the visitor's shelf; what to say. Raises CannotPut."""
        self.follow()
        given = tuple(sketches)
        added = self.own.add(given)
        there = len(given) - added
        already = f" {there} {'was' if there == 1 else 'were'} there already." if there else ""
        words = f"{counted(added, 'sketch', 'sketches')} added.{already}"
        return f"{words} {self._changed(True)}"

    def change(self, change: Callable[[OwnShelf], Any]) -> str:
        """Change the visitor's shelf; what to say."""
        self.follow()
        change(self.own)
        return self._changed(self.in_use.name == OWN)

    def _changed(self, into_use: bool) -> str:
        """Keep the visitor's shelf, and use it if it can be used; what to say."""
        count = len(self.own)
        self._text = to_json(self.own.sketches, fewest=0) if count else ""
        self.kept = self._keep(self._text)
        self._renew(into_use)
        words = f"Your shelf has {counted(count, 'sketch', 'sketches')}"
        if not self._owned.usable:
            words += f"; denoisers can use it once it has {MIN_SKETCHES}"
        return f"{words}." if self.kept else f"{words}. {NOT_KEPT}"

    def _renew(self, into_use: bool) -> None:
        self._owned = Shelf(OWN, self.own.sketches)
        if into_use:
            self._take(self._owned if self._owned.usable else ready(FIRST))

    def _take(self, shelf: Shelf) -> None:
        self.in_use = shelf
        self._use(shelf)
