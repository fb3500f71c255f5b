"""The panel *Import*: a file is chosen, dropped or pasted, looked at, and used or not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import js

from page.browser.canvas import Surface
from page.browser.dom import by_id, guarded, listen, on_click, set_text
from page.browser.files import read
from page.browser.keys import escape_key, takes_text
from page.browser.packages import PILLOW
from page.importing.found import TONES, Found, NotUsable
from page.importing.reading import check_size, is_archive, read_file
from page.widgets.fields import Dial, Switch
from page.widgets.palette import coloured
from page.widgets.theme import Theme
from unerase import to_signal
from unerase.pixels import pack_bits, tone

UNREADABLE = "The browser could not read this. Try again; if it is a folder, choose a file in it."


class ImportPanel:
    """`use` takes a drawing, `restore` the link of a file of ours. Until then nothing changes."""

    def __init__(
        self,
        prefix: str,
        theme: Theme,
        use: Callable[[bytes], None],
        restore: Callable[[str], None],
    ) -> None:
        self._theme, self._use, self._restore = theme, use, restore

        def part(name: str) -> Any:
            return by_id(f"{prefix}-import{name}")

        self._button, self._panel, self._said = part(""), part("-panel"), part("-said")
        self._chooser, self._choices = part("-file"), part("-choices")
        self._use_it = part("-use")
        self._preview = Surface(part("-preview"))
        self._threshold = Dial(f"{prefix}-import-threshold", TONES - 1, self._set_threshold)
        self._invert = Switch(f"{prefix}-import-invert", self._set_invert)
        self._found: Found | None = None
        self._at, self._inverted = 0, False
        self._asked = 0  # the number of the file asked for last: an earlier one comes too late
        self._sentence = ""
        self._speak = guarded(lambda _time: set_text(self._said, self._sentence))
        on_click(self._button, lambda: self._chooser.click())
        listen(self._chooser, "change", self._on_chosen)
        # Wherever on the page that is. What is left, assets/boot/first.js keeps from the browser.
        for event, action in {
            "dragover": self._on_drag,
            "drop": self._on_drop,
            "paste": self._on_paste,
        }.items():
            listen(js.document.documentElement, event, action)
        on_click(self._use_it, self._used)
        on_click(part("-cancel"), self._close)
        listen(self._panel, "keydown", escape_key(self._close))
        theme.on_change(self._show)

    # Three ways in.

    def _on_chosen(self, _event: Any) -> None:
        self._take(self._chooser.files)
        self._chooser.value = ""  # so that the same file can be chosen again

    def _on_drag(self, event: Any) -> None:
        held = getattr(event, "dataTransfer", None)
        if held and held.types.includes("Files") and not self._button.hidden:
            event.preventDefault()

    def _on_drop(self, event: Any) -> None:
        self._on_handed_over(event, "dataTransfer")

    def _on_paste(self, event: Any) -> None:
        # Text from a spreadsheet comes with a picture of itself.
        if not takes_text(event.target):
            self._on_handed_over(event, "clipboardData")

    def _on_handed_over(self, event: Any, where: str) -> None:
        held = getattr(event, where, None)  # an extension's event may carry nothing
        # The button is hidden where this page is embedded without it.
        if held and held.files.length and not self._button.hidden:
            event.preventDefault()
            self._take(held.files)

    # From a file to a preview.

    def _take(self, files: Any) -> None:
        if not files.length:
            return
        self._asked += 1
        asked = self._asked
        if files.length > 1:
            self._open(f"These are {files.length} files. Bring one at a time.")
            return
        file = files.item(0)
        try:
            check_size(int(file.size))
        except NotUsable as sentence:
            self._open(str(sentence))
            return
        self._open("Reading the file …")

        def got(data: bytes) -> None:
            if is_archive(data):
                look(data)
            else:
                PILLOW.need(lambda: look(data), refused)

        def look(data: bytes) -> None:
            if asked == self._asked:
                self._look(data)

        def refused(sentence: str) -> None:
            if asked == self._asked:
                self._open(sentence)

        read(file, got, lambda: refused(UNREADABLE))

    def _look(self, data: bytes) -> None:
        try:
            found = read_file(data)
        except NotUsable as sentence:
            self._open(str(sentence))
            return
        self._at, self._inverted = found.threshold(), False
        self._open(found.note, found)

    def _open(self, sentence: str, found: Found | None = None) -> None:
        self._found = found
        self._panel.hidden = False
        self._choices.hidden = found is None or found.state is not None
        self._preview.canvas.hidden = self._use_it.hidden = found is None
        self._show()
        # In the next frame: a screen reader has to see the place before it changes.
        self._sentence = sentence
        js.requestAnimationFrame(self._speak)
        options = js.Object.new()
        options.block = "nearest"
        self._panel.scrollIntoView(options)
        self._panel.focus()

    def _set_threshold(self, notch: int) -> None:
        self._at = notch
        self._show()

    def _set_invert(self, on: bool) -> None:
        self._inverted = on
        self._show()

    def _show(self) -> None:
        if self._found:
            picture = to_signal(self._found.bits(self._at, self._inverted))
            self._preview.paint(coloured(tone(picture), self._theme.signal))
            self._threshold.show(self._at, f"{self._at} of {TONES - 1}")
            self._invert.show(self._inverted)

    # The end of it.

    def _used(self) -> None:
        found = self._found
        if not found:
            return
        self._close()
        if found.state is None:
            self._use(pack_bits(found.bits(self._at, self._inverted)))
        else:
            self._restore(found.state)

    def _close(self) -> None:
        self._asked += 1
        self._found = None
        self._panel.hidden = True
        self._sentence = ""
        set_text(self._said, "")
        self._button.focus()
