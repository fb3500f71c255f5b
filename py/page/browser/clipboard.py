"""The clipboard, which may be absent (plain http) or refused (some frames)."""

from __future__ import annotations

from collections.abc import Callable

import js

from page.browser.dom import guarded


class Clipboard:
    """Copies texts; `done` and `refused` hear of each what became of it."""

    def __init__(self, done: Callable[[], None], refused: Callable[[], None]) -> None:
        self._refused = refused
        self._on_done = guarded(lambda _nothing: done())
        self._on_refused = guarded(lambda _error: refused())

    def copy(self, text: str) -> None:
        """Ask the browser to take `text`."""
        clipboard = getattr(js.navigator, "clipboard", None)
        if clipboard is None:
            self._refused()
            return
        clipboard.writeText(text).then(self._on_done, self._on_refused)
