"""The colours of the pictures, light or dark, as the style sheet has them."""

from __future__ import annotations

from collections.abc import Callable

import js

from page.browser.dom import guarded, style_of
from page.widgets.palette import ramp


class Theme:
    """Colour tables for tones: ink for signal, blue for estimates; follows the visitor's scheme."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[], None]] = []
        self._query = js.matchMedia("(prefers-color-scheme: dark)")
        self._read()
        self._query.addEventListener("change", guarded(self._on_change))

    def on_change(self, action: Callable[[], None]) -> None:
        """Call `action` after the colours have changed."""
        self._listeners.append(action)

    def _read(self) -> None:
        def colour(name: str) -> str:
            return style_of(js.document.documentElement, name)

        self.ink = colour("--ink")
        self.signal = ramp(colour("--sheet"), self.ink)
        self.estimate = ramp(colour("--sheet"), colour("--estimate"))

    def _on_change(self, _event: object) -> None:
        self._read()
        for action in self._listeners:
            action()
