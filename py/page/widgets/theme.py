"""The colours of the pictures, light or dark, as the style sheet has them."""

from __future__ import annotations

from collections.abc import Callable

import js

from page.browser.dom import listen, style_of
from page.widgets.palette import SOURCES, categories, ramp


class Theme:
    """Colour tables for tones: ink for signal, vermilion for noise, blue for estimates.

    Follows the visitor's system, the switch in the masthead, and the printer, which wants light.
    """

    def __init__(self) -> None:
        self._listeners: list[Callable[[], None]] = []
        self._root = js.document.documentElement
        self._read()
        listen(js.matchMedia("(prefers-color-scheme: dark)"), "change", self._on_change)
        listen(js.window, "unerase-theme", self._on_change)
        listen(js.window, "beforeprint", self._before_print)
        listen(js.window, "afterprint", self._after_print)

    def on_change(self, action: Callable[[], None]) -> None:
        """Call `action` after the colours have changed; it has to paint before it returns."""
        self._listeners.append(action)

    def _read(self) -> None:
        sheet, self.ink, noise, estimate = (
            style_of(self._root, name) for name in ("--sheet", "--ink", "--noise", "--estimate")
        )
        self.colours = {"ink": self.ink, "noise": noise, "estimate": estimate}
        self.sources = categories(
            [style_of(self._root, f"--source-{number}") for number in range(1, SOURCES + 1)],
            style_of(self._root, "--quiet"),
            sheet,
        )
        self.signal, self.noise, self.estimate = (
            ramp(sheet, colour) for colour in (self.ink, noise, estimate)
        )

    def _on_change(self, _event: object) -> None:
        self._read()
        for action in self._listeners:
            action()

    def _before_print(self, event: object) -> None:
        self._chosen = self._root.getAttribute("data-theme")
        self._root.setAttribute("data-theme", "light")
        self._on_change(event)

    def _after_print(self, event: object) -> None:
        if self._chosen:
            self._root.setAttribute("data-theme", self._chosen)
        else:
            self._root.removeAttribute("data-theme")
        self._on_change(event)
