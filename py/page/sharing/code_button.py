"""The button *Code* of a figure; its panel is made when it is first pressed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from page.browser.archives import FIGURES
from page.browser.dom import by_id, on_click, set_text

if TYPE_CHECKING:
    from page.code.panel import CodePanel
    from page.export.album import Album
    from page.export.making import Making
    from page.figures.catalogue import Entry
    from page.figures.figure import Figure


class CodeButton:
    """Waits for the sources, and opens the panel."""

    def __init__(
        self, entry: Entry, figure: Figure[Any, Any], album: Callable[[], Making[Album]]
    ) -> None:
        self._of = entry, figure, album
        self._panel: CodePanel | None = None
        self._name = entry.name
        on_click(by_id(f"{entry.name}-code"), self._on_press)

    def _on_press(self) -> None:
        if self._panel is None:
            FIGURES.need(self._open, lambda said: set_text(by_id(f"{self._name}-taken"), said))

    def _open(self) -> None:
        if self._panel is None:
            from page.code.panel import CodePanel

            self._panel = CodePanel(*self._of)  # which hears of the next press itself
            self._panel.toggle()
