"""The button *Check this page*; what it needs is fetched when it is first pressed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from page.browser.archives import FIGURES
from page.browser.dom import by_id, on_click, set_text
from page.widgets.fields import enable

if TYPE_CHECKING:
    from page.checking.panel import CheckPanel


class CheckButton:
    """Waits for the checks, and lets them run. `texts` gives all settings of the page, by key."""

    def __init__(self, texts: Callable[[], Mapping[str, str]]) -> None:
        self._texts = texts
        self._panel: CheckPanel | None = None
        on_click(by_id("check"), self._on_press)
        enable(by_id("checking"))

    def _on_press(self) -> None:
        FIGURES.need(self._run, partial(set_text, by_id("checks")))

    def _run(self) -> None:
        if self._panel is None:
            from page.checking.panel import CheckPanel

            self._panel = CheckPanel(self._texts)
        self._panel.run()
