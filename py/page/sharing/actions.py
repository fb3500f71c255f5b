"""The buttons under a figure with which it is taken along."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from page.browser.clipboard import copy
from page.browser.clock import Timer
from page.browser.dom import by_id, on_click, set_text

PATIENCE_MS = 1000.0
NOT_YET = "The browser has not copied it yet. Copy it from here:"
REFUSED = "The browser does not let the page copy. Copy it from here:"


class Actions:
    """*Share* and *Embed* of one figure: each copies a text, and says so.

    Where the browser does not let the page copy, or keeps it waiting, the text is shown, ready to
    be copied.
    """

    def __init__(self, prefix: str, link: Callable[[], str], snippet: Callable[[], str]) -> None:
        self._said = by_id(f"{prefix}-taken")
        self._box = by_id(f"{prefix}-take")
        self._text = by_id(f"{prefix}-take-text")
        self._asked = 0  # the number of the latest press: what becomes of earlier ones is not said
        self._waiting = False
        self._patience = Timer(PATIENCE_MS, self._on_silence)
        on_click(by_id(f"{prefix}-share"), partial(self._take, "Link", link))
        on_click(by_id(f"{prefix}-embed"), partial(self._take, "HTML", snippet))

    def _take(self, name: str, text: Callable[[], str]) -> None:
        self._asked += 1
        asked = self._asked
        self._waiting = True
        self._text.value = wanted = text()
        self._box.hidden = True
        set_text(self._said, "")

        def done() -> None:
            if asked == self._asked:
                self._waiting = False
                self._box.hidden = not self._text.matches(":focus")
                set_text(self._said, f"{name} copied.")

        def refused() -> None:
            if asked == self._asked:
                self._waiting = False
                set_text(self._said, REFUSED)
                self._box.hidden = False
                self._text.focus()
                self._text.select()

        copy(wanted, done, refused)
        self._patience.ask()

    def _on_silence(self) -> None:
        """The focus stays where it is: the browser may be asking something."""
        if self._waiting:
            set_text(self._said, NOT_YET)
            self._box.hidden = False
