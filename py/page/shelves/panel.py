"""The panel *Shelf*: which one is in use, what is on it, and what is done with one's own."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from page.browser.canvas import Surface
from page.browser.dom import by_id, fill_select, listen, on_click, set_text
from page.browser.files import Downloads, downloads, read, save
from page.figures.figure import Figure
from page.sharing.own_tab import OwnTab
from page.shelves.own import CannotPut, OwnShelf
from page.shelves.sheet import TILE, columns_for, sheet_of, tile_at
from page.state.shelf import MOST_IN_LINK, OWN
from page.widgets.fields import Choice
from unerase.pixels import pack_bits
from unerase.shelves import Sketch, from_json, to_json
from unerase.shelves.archive import MAX_TEXT

PREFIX = "shelf"
UNREADABLE = "The browser could not read this file. Choose it again."
TOO_LARGE = "This file is too large to be a shelf. Open one that was saved here."


class ShelfPanel:
    """It belongs to a figure, which calls `show` when it paints."""

    def __init__(self, figure: Figure[Any, Any]) -> None:
        self._figure, self._shelves = figure, figure.around.shelves
        self._which = Choice(f"{PREFIX}-which", (), self._choose)
        self._sketch = Choice(f"{PREFIX}-sketch", (), lambda value: self._select(int(value)))
        self._sheet = Surface(by_id(f"{PREFIX}-sheet"))
        self._mark = by_id(f"{PREFIX}-mark")
        self._edit, self._name = by_id(f"{PREFIX}-edit"), by_id(f"{PREFIX}-name")
        self._file = by_id(f"{PREFIX}-file")
        self._own_tab = OwnTab(by_id(PREFIX))
        self._selected = 0
        self._said = ""
        self._seen: object = None
        self._listed: object = None
        self._named: tuple[int, Sketch] | None = None
        for name, action in {
            "put": self._put,
            "copy": lambda: self._try(lambda: self._shelves.add(self._shelves.in_use.sketches)),
            "empty": lambda: self._change(lambda own: own.empty()),
            "undo": lambda: self._change(lambda own: own.undo()),
            "earlier": lambda: self._move(-1),
            "later": lambda: self._move(+1),
            "remove": lambda: self._change_one(lambda own, place: own.remove(place)),
            "draw": lambda: figure.around.use(drawing=pack_bits(self._current.bits)),
            "import": lambda: self._file.click(),
            "export": self._export,
        }.items():
            on_click(by_id(f"{PREFIX}-{name}"), action)
        listen(self._sheet.canvas, "pointerdown", self._on_pointer)
        listen(self._name, "change", self._rename)
        listen(self._file, "change", self._on_file)

    def show(self) -> None:
        """Show the shelf in use, and say what has happened to it."""
        shelf, theme = self._shelves.in_use, self._figure.theme
        sketches = shelf.sketches
        if shelf.name == OWN and self._named and self._named[0] == self._selected:
            with suppress(CannotPut):  # another tab may have moved it
                self._selected = self._shelves.own.place_of(self._named[1])
        self._selected = min(self._selected, len(sketches) - 1)
        columns = columns_for(len(sketches))
        if self._seen != (seen := (shelf, theme.ink)):
            self._seen = seen
            self._sheet.paint(sheet_of(shelf.bits, columns, theme.signal))
        if self._listed != (listed := ([s.name for s in sketches], self._shelves.choices())):
            self._listed = listed
            fill_select(self._which.element, self._shelves.choices())
            numbered = [(str(i), f"{i + 1}. {s.name}") for i, s in enumerate(sketches)]
            fill_select(self._sketch.element, numbered)
        self._which.show(shelf.name)
        self._sketch.show(str(self._selected))
        count = len(sketches)
        travels = "" if shelf.name != OWN or count <= MOST_IN_LINK else ", too many for a link"
        set_text(by_id(f"{PREFIX}-out-count"), f"{count} sketches{travels}")
        own = shelf.name == OWN
        self._edit.hidden = not own
        # Only when it is another: somebody may be typing.
        if self._named != (named := (self._selected, self._current)):
            self._named, self._name.value = named, self._current.name
        by_id(f"{PREFIX}-copy").hidden = own
        by_id(f"{PREFIX}-empty").disabled = not len(self._shelves.own)
        by_id(f"{PREFIX}-undo").disabled = not self._shelves.own.can_undo
        row, column = divmod(self._selected, columns)
        self._mark.hidden = False
        self._mark.style.left, self._mark.style.top = f"{column * TILE}px", f"{row * TILE}px"
        set_text(by_id(f"{PREFIX}-said"), self._said)

    @property
    def _current(self) -> Sketch:
        # The shelf may have become shorter since it was shown.
        sketches = self._shelves.in_use.sketches
        return sketches[min(self._selected, len(sketches) - 1)]

    def _choose(self, name: str) -> None:
        self._selected = 0
        self._say("")
        self._shelves.choose(name)

    def _select(self, index: int) -> None:
        self._selected = index
        self._say("")

    def _on_pointer(self, event: Any) -> None:
        box = self._sheet.canvas.getBoundingClientRect()
        count = len(self._shelves.in_use.sketches)
        columns = columns_for(count)
        scale = columns * TILE / box.width
        x, y = (event.clientX - box.left) * scale, (event.clientY - box.top) * scale
        index = tile_at(x, y, columns, count)
        if index is not None:
            self._select(index)

    def _put(self) -> None:
        self._try(lambda: self._shelves.put(self._figure.subject.bits))

    def _change(self, change: Callable[[OwnShelf], Any]) -> None:
        self._try(lambda: self._shelves.change(change))

    def _change_one(self, change: Callable[[OwnShelf, int], Any]) -> None:
        """Change the sketch that is selected, wherever it stands meanwhile."""
        sketch = self._current
        self._change(lambda own: change(own, own.place_of(sketch)))

    def _move(self, by: int) -> None:
        def move(own: OwnShelf, place: int) -> None:
            self._selected = own.move(place, by)

        self._change_one(move)

    def _rename(self, _event: Any) -> None:
        name = str(self._name.value)
        self._change_one(lambda own, place: own.rename(place, name))

    def _export(self) -> None:
        shelf = self._shelves.in_use
        data, name = to_json(shelf.sketches).encode(), f"unerase-shelf-{shelf.name}.json"
        self._say(save(data, name, "application/json"))
        self._own_tab.show(downloads() is not Downloads.ALLOWED)

    def _on_file(self, _event: Any) -> None:
        files = self._file.files
        if files.length:
            file = files.item(0)
            if file.size > 4 * MAX_TEXT:
                self._say(TOO_LARGE)
            else:
                read(file, self._opened, lambda: self._say(UNREADABLE))
        self._file.value = ""  # so that the same file can be chosen again

    def _opened(self, data: bytes) -> None:
        def add() -> str:
            try:
                return self._shelves.add(from_json(data.decode(errors="replace")))
            except CannotPut:
                raise
            except ValueError as wrong:
                raise CannotPut(
                    f"Nothing was added: {wrong}. Open a file that was saved here."
                ) from None

        self._try(add)

    def _try(self, action: Callable[[], str]) -> None:
        try:
            self._say(action())
        except ValueError as wrong:
            self._say(str(wrong))

    def _say(self, sentence: str) -> None:
        self._said = sentence
        self._own_tab.show(False)
        self._figure.refresh()
