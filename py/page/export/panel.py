"""The panel *Export* of a figure: which file, how large, and how far it has come."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import js

from page.browser.dom import by_id, guarded, listen, on_click, set_text
from page.browser.files import REFUSED, Downloads, downloads, save
from page.browser.keys import escape_key
from page.browser.packages import PILLOW
from page.browser.work import SLOW_MS, Work
from page.export.formats import FORMATS, Format
from page.export.making import CannotSave, Making, within
from page.sharing.own_tab import OwnTab
from page.state.yours import Broken
from page.widgets.fields import Choice, NumberField

if TYPE_CHECKING:
    from page.export.album import Album

MAX_SCALE = 16
# Making the frames is the smaller part of the work.
FRAMES_SHARE = 0.3


class ExportPanel:
    """Opens under the buttons of the figure; `album` begins the album of what it shows now."""

    def __init__(self, prefix: str, album: Callable[[], Making[Album]]) -> None:
        self._album = album
        self._button, self._panel = by_id(f"{prefix}-export"), by_id(f"{prefix}-export-panel")
        self._said, self._bar = by_id(f"{prefix}-export-said"), by_id(f"{prefix}-export-progress")
        self._save = by_id(f"{prefix}-export-save")
        self._own_tab = OwnTab(self._panel)
        self._format, self._scale = "png", int(by_id(f"{prefix}-export-scale").value)
        self._menu = Choice(
            f"{prefix}-export-format",
            [(name, one.label) for name, one in FORMATS.items()],
            self._choose,
        )
        self._field = NumberField(
            f"{prefix}-export-scale",
            "The scale",
            (1, MAX_SCALE),
            self._rescale,
            self._say,
        )
        self._job = 0  # the number of the one that is under way; 0 while there is none
        self._jobs = 0
        self._work: Work[bytes] | None = None
        self._reveal = guarded(self._show_bar)
        self._slow = 0
        on_click(self._button, lambda: self._show(bool(self._panel.hidden)))
        on_click(self._save, self._start)
        on_click(by_id(f"{prefix}-export-cancel"), self._cancel)
        listen(self._panel, "keydown", escape_key(self._cancel))

    def _say(self, sentence: str, way_out: bool = False) -> None:
        set_text(self._said, sentence)
        self._own_tab.show(way_out)

    def _choose(self, name: str) -> None:
        self._format = name
        self._field.element.disabled = not FORMATS[name].scales

    def _rescale(self, scale: int) -> None:
        self._scale = scale

    def _show(self, is_open: bool) -> None:
        self._panel.hidden = not is_open
        self._button.setAttribute("aria-expanded", str(is_open).lower())
        if is_open:
            self._say("")
            self._menu.element.focus()
        else:
            self._button.focus()

    def _cancel(self) -> None:
        """Stop what is being made; when nothing is, close the panel."""
        if not self._job:
            self._show(False)
            return
        if self._work:
            self._work.stop()
        self._finish("Cancelled. Nothing was saved.")

    def _start(self) -> None:
        if self._job:
            return
        if downloads() is Downloads.FORBIDDEN:
            self._say(REFUSED, way_out=True)
            return
        self._jobs += 1
        job = self._job = self._jobs
        self._save.ariaDisabled = "true"
        self._say("")
        wanted, scale = FORMATS[self._format], self._scale
        self._slow = js.setTimeout(self._reveal, SLOW_MS)

        def make() -> None:
            if job == self._job:
                self._make(wanted, scale)

        def failed(sentence: str) -> None:
            if job == self._job:
                self._finish(sentence)

        if wanted.scales:
            PILLOW.need(make, failed)
        else:
            make()

    def _show_bar(self) -> None:
        self._bar.hidden = False
        self._say("Making the file …")

    def _make(self, wanted: Format, scale: int) -> None:
        name = ""

        def all_of_it() -> Making[bytes]:
            nonlocal name
            album = yield from within(self._album(), 0.0, FRAMES_SHARE)
            name = album.name + wanted.ending
            return (yield from within(wanted.make(album, scale), FRAMES_SHARE, 1.0))

        def done(data: bytes) -> None:
            said = save(data, name, wanted.kind)
            self._finish(said, way_out=downloads() is not Downloads.ALLOWED)

        self._work = Work(all_of_it(), self._progress, done, self._failed)

    def _progress(self, share: float) -> None:
        self._bar.value = share

    def _failed(self, error: Exception) -> None:
        # What is too large, or the visitor's code, says so; anything else is a fault of the page.
        if isinstance(error, (CannotSave, Broken)):
            self._finish(str(error))
            return
        if isinstance(error, MemoryError):
            self._finish(
                "The browser does not have enough memory for this file: choose a smaller scale."
            )
            return
        self._finish("The file could not be made.")
        raise error

    def _finish(self, sentence: str, way_out: bool = False) -> None:
        self._job, self._work = 0, None
        js.clearTimeout(self._slow)
        self._bar.hidden = True
        self._bar.removeAttribute("value")
        self._save.ariaDisabled = "false"
        self._say(sentence, way_out)
