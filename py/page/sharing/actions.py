"""The buttons under a figure with which it is taken along."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from page.browser.clipboard import Clipboard
from page.browser.dom import by_id, on_click, set_text


class Actions:
    """*Share* and *Embed* of one figure: each copies a text, and says so.

    Where the browser does not let the page copy, the text is shown instead, ready to be copied.
    """

    def __init__(self, prefix: str, link: Callable[[], str], snippet: Callable[[], str]) -> None:
        self._said = by_id(f"{prefix}-taken")
        self._box = by_id(f"{prefix}-take")
        self._text = by_id(f"{prefix}-take-text")
        self._clipboard = Clipboard(self._done, self._refused)
        self._wanted = self._named = ""
        on_click(by_id(f"{prefix}-share"), partial(self._take, "Link", link))
        on_click(by_id(f"{prefix}-embed"), partial(self._take, "HTML", snippet))

    def _take(self, name: str, text: Callable[[], str]) -> None:
        self._wanted, self._named = text(), name
        set_text(self._said, "")
        self._box.hidden = True
        self._clipboard.copy(self._wanted)

    def _done(self) -> None:
        set_text(self._said, f"{self._named} copied.")

    def _refused(self) -> None:
        set_text(self._said, "The browser does not let the page copy. Copy it from here:")
        self._text.value = self._wanted
        self._box.hidden = False
        self._text.focus()
        self._text.select()
