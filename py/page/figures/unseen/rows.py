"""A row of the figure "The unseen drawing": one denoiser's answer, and where it walks."""

from __future__ import annotations

from typing import Any

from page.browser.canvas import Surface
from page.browser.dom import set_text
from page.figures.figure import Figure
from page.figures.unseen import words
from page.figures.unseen.scene import End, Estimate
from page.figures.without.words import FETCHING
from page.widgets.palette import coloured
from unerase import to_signal
from unerase.pixels import tone


class RowView:
    """The places of one row on the page."""

    def __init__(self, figure: Figure[Any, Any], name: str) -> None:
        self._figure, self.name = figure, name
        self._box = figure.part(f"row-{name}")
        self._pictures = {
            what: Surface(figure.part(f"{what}-{name}")) for what in ("hat", "end", "near")
        }
        self._seen: object = None

    def show(self, estimate: Estimate | None, end: End | None) -> None:
        """Paint what is known; what is not yet keeps its old picture, faintly."""
        theme = self._figure.theme
        seen = (estimate, end, theme.ink)
        if seen == self._seen:
            return
        self._seen = seen
        self._box.dataset.waits = str(end is None).lower()
        if estimate is not None:
            self._pictures["hat"].paint(coloured(tone(estimate.x0_hat), theme.estimate))
            self._say("error", words.error_of(estimate))
        if end is not None:
            self._pictures["end"].paint(coloured(tone(end.picture), theme.signal))
            self._pictures["near"].paint(coloured(tone(to_signal(end.known)), theme.signal))
            self._say("near", words.nearest_of(end))
        self._say("off", words.off_of(end))

    def wait(self) -> None:
        """Say that its denoiser has not arrived."""
        self._seen = None
        self._box.dataset.waits = "true"
        self._say("error", FETCHING)

    def _say(self, key: str, text: str) -> None:
        set_text(self._figure.part(f"out-{key}-{self.name}"), text)
