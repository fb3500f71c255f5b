"""What a scratch cell has put out, on the page."""

from __future__ import annotations

import js

from page.browser.canvas import Surface
from page.browser.dom import Element
from page.code.scratch import Output
from page.widgets.charts.chart import Chart
from page.widgets.charts.svg import svg_of
from page.widgets.palette import coloured
from page.widgets.theme import Theme
from unerase.pixels import tone

PLOT = (420, 200)
"""Width and height of a chart, in px."""
LARGE = 64
"""Pictures with smaller sides are painted twice as large."""


class OutputView:
    """Lines, pictures and charts below one another, pictures side by side."""

    def __init__(self, place: Element, theme: Theme) -> None:
        self._place, self._theme = place, theme
        self._output = Output()
        theme.on_change(lambda: self.show(self._output))

    def show(self, output: Output) -> None:
        """Have this there, and nothing of what was there before."""
        self._output = output
        self._place.replaceChildren()
        for number, item in enumerate(output.items, 1):
            if isinstance(item, str):
                element = js.document.createElement("pre")
                element.textContent = item or " "
            elif isinstance(item, Chart):
                element = js.document.createElement("div")
                element.setAttribute("class", "code-plot")
                element.innerHTML = svg_of(item, *PLOT)
            else:
                element = js.document.createElement("canvas")
                height, width = item.shape
                element.width, element.height = width, height
                element.setAttribute("class", "pixels" if max(item.shape) <= LARGE else "")
                element.setAttribute("role", "img")
                element.setAttribute("aria-label", f"Picture {number}, {width} × {height}")
                Surface(element).paint(coloured(tone(item), self._theme.signal))
            self._place.append(element)
