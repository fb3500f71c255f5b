"""The panel *Code* of a figure: the sources at work in it, and the arrays of this moment."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import js
import numpy as np

from page.browser.boot import embedded
from page.browser.canvas import Surface
from page.browser.clipboard import copy_shown
from page.browser.dom import Element, by_id, listen, on_click, set_text
from page.browser.keys import escape_key
from page.browser.work import Work
from page.code.at_work import arrays, pieces
from page.code.citations import entry_of, work_of
from page.code.editor import CODE
from page.code.source import Piece, cited
from page.export.making import CannotSave
from page.state.yours import Broken
from page.widgets.numbers import short
from page.widgets.palette import coloured
from unerase.pixels import tone

if TYPE_CHECKING:
    from page.export.album import Album
    from page.export.making import Making
    from page.figures.catalogue import Entry
    from page.figures.figure import Figure

MAKING = "Making the arrays of this moment …"
FAILED = "The arrays could not be made."
MOST_VALUES = 1001
"""Longer rows of numbers are shown by their range alone."""
SMALL = 64
"""Arrays with larger sides are shown by their numbers alone."""


class CodePanel:
    """Opens under the buttons of the figure, and shows it as it stands at that moment."""

    def __init__(
        self, entry: Entry, figure: Figure[Any, Any], album: Callable[[], Making[Album]]
    ) -> None:
        self._entry, self._figure, self._album = entry, figure, album
        self._button, self._panel = by_id(f"{entry.name}-code"), by_id(f"{entry.name}-code-panel")
        self._said = by_id(f"{entry.name}-code-said")
        self._list = by_id(f"{entry.name}-code-list")
        self._moment = by_id(f"{entry.name}-code-moment")
        self._script = by_id(f"{entry.name}-code-script")
        self._text = ""
        self._as_script = False
        self._work: Work[Album] | None = None
        on_click(self._button, self.toggle)
        on_click(by_id(f"{entry.name}-code-copy"), self._copy)
        on_click(self._script, self._turn)
        listen(self._panel, "keydown", escape_key(self._close))

    def toggle(self) -> None:
        """Open the panel, or close it."""
        if self._panel.hidden:
            self._as_script = False
            self._open()
        else:
            self._close()

    def _close(self) -> None:
        self._panel.hidden = True
        self._button.setAttribute("aria-expanded", "false")
        if self._work:
            self._work.stop()
        self._button.focus()

    def _turn(self) -> None:
        """From the sources to the script of the export, and back."""
        self._as_script = not self._as_script
        self._open()

    def _open(self) -> None:
        self._panel.hidden = False
        self._button.setAttribute("aria-expanded", "true")
        self._script.ariaPressed = str(self._as_script).lower()
        self._list.replaceChildren()
        self._moment.replaceChildren()
        self._text = ""
        if not self._as_script:
            for heading, listed in pieces(self._entry, self._figure.settings):
                self._list.append(_element("h3", heading))
                for piece in listed:
                    self._show_piece(piece)
        set_text(self._said, MAKING)
        if self._work:
            self._work.stop()
        self._work = Work(self._album(), lambda _share: None, self._made, self._failed)

    def _show_piece(self, piece: Piece) -> None:
        self._text += ("\n\n" if self._text else "") + piece.text
        box = _element("div", css="code-piece")
        title = _element("p", css="code-source")
        title.append(_element("strong", piece.name), f" {piece.path}, line {piece.line}")
        for authors, year in cited(piece):
            title.append(" · ", _link_of(authors, year))
        box.append(title)
        self._show_text(box, piece.text)

    def _show_text(self, box: Element, code: str) -> None:
        text = _element("pre")
        text.tabIndex = 0  # it scrolls
        box.append(text)
        self._list.append(box)
        CODE.colour(text, code)

    def _made(self, album: Album) -> None:
        self._work = None
        set_text(self._said, "")
        if self._as_script:
            self._text = album.script
            self._show_text(_element("div", css="code-piece"), album.script)
            return
        self._moment.append(_element("h3", "The arrays of this moment"))
        listed = _element("ul", css="code-arrays")
        for array, values in arrays(album.film):
            name = f"{array.name}, step {album.film.t}" if len(array.t) else array.name
            listed.append(self._entry_of(name, values))
        self._moment.append(listed)

    def _entry_of(self, name: str, values: Any) -> Element:
        """An array: a small picture, if it can be one, its name, shape and range."""
        entry = _element("li")
        finite = values[np.isfinite(values)] if values.dtype.kind == "f" else values
        if values.ndim == 2 and max(values.shape) <= SMALL and values.dtype == np.float32:
            canvas = _element("canvas", css="pixels")
            canvas.setAttribute("role", "img")
            canvas.setAttribute("aria-label", name)
            Surface(canvas).paint(coloured(tone(values), self._figure.theme.signal))
            entry.append(canvas)
        elif values.ndim == 1 and 2 <= finite.size == values.size <= MOST_VALUES:
            entry.innerHTML = _line(values.tolist())
        told = _element("p")
        told.append(_element("strong", name), f"{values.dtype} {values.shape}")
        if finite.size:
            ends = (float(finite.min()), float(finite.max()))
            low, high = (short(end).replace("-", "−") for end in ends)
            told.append(_element("br"), f"{low} … {high}")
        entry.append(told)
        return entry

    def _failed(self, error: Exception) -> None:
        self._work = None
        # What cannot be saved says so in its own words; anything else is a fault of the page.
        known = isinstance(error, (CannotSave, Broken))
        set_text(self._said, str(error) if known else FAILED)
        if not known:
            raise error

    def _copy(self) -> None:
        copy_shown(self._text, partial(set_text, self._said))


def _link_of(authors: str, year: str) -> Element:
    """A citation as a link to its entry, or to the work in an embed, which has no reading list."""
    entries = js.document.querySelectorAll(".reading dt a")
    place = entry_of(authors, year, [work_of(str(one.textContent)) for one in entries])
    element = js.document.createElement("span" if place is None else "a")
    element.textContent = f"{authors} {year}"
    if place is not None:
        entry = entries.item(place)
        element.href = entry.href if embedded() else f"#{entry.id}"
    return element


def _line(values: list[float]) -> str:
    """A row of numbers as a small line; its box, not its path, says how high they are."""
    low, high = min(values), max(values)
    path = "L".join(f"{place} {-value:.4g}" for place, value in enumerate(values))
    box = f"0 {-high:.4g} {len(values) - 1} {high - low or 1:.4g}"
    return (
        f'<svg viewBox="{box}" preserveAspectRatio="none" aria-hidden="true">'
        f'<path d="M{path}"/></svg>'
    )


def _element(tag: str, text: str = "", css: str = "") -> Element:
    element = js.document.createElement(tag)
    if text:
        element.textContent = text
    if css:
        element.setAttribute("class", css)
    return element
