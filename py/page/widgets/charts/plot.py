"""The chart on the page: drawn for the width it really has, with a cursor that can be dragged.

The markup is the macro in article/_chart.html.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import js

from page.browser.dom import by_id, guarded, listen
from page.browser.keys import Key, plain_keys
from page.widgets.charts.chart import Chart
from page.widgets.charts.cursor import Drag, moved_by_key, nearest_whole, whole_ends
from page.widgets.charts.layout import Layout, layout
from page.widgets.charts.svg import svg_of
from page.widgets.charts.table import row_at, rows_of, table_of


class Plot:
    """A chart, its cursor and its numbers. `choose(x)` is called with the whole x asked for.

    The cursor stands where `cursor` puts it; until then there is none, and nothing to drag.
    """

    def __init__(self, prefix: str, choose: Callable[[float], None]) -> None:
        self._box = by_id(f"{prefix}-chart")
        self._plot = by_id(f"{prefix}-chart-plot")
        self._line = by_id(f"{prefix}-chart-cursor")
        self._numbers = by_id(f"{prefix}-chart-numbers")
        self._table = by_id(f"{prefix}-chart-table")
        self._choose = choose
        self._chart: Chart | None = None
        self._place: Layout | None = None
        self._at: tuple[float, str] | None = None
        self._row = -1
        self._rows: list[float] = []
        self._drag = Drag()
        self._size = self._measured()
        for event, action in {
            "pointerdown": self._on_press,
            "pointermove": self._on_move,
            "pointerup": self._on_lift,
            "lostpointercapture": self._on_end,
            "click": self._on_click,
        }.items():
            listen(self._box, event, action)
        listen(self._line, "keydown", plain_keys(self._on_key))
        listen(self._numbers, "toggle", self._on_toggle)
        self._observer = js.ResizeObserver.new(guarded(self._on_resize))
        self._observer.observe(self._box)

    def show(self, chart: Chart) -> None:
        """Draw `chart`, unless it is drawn already."""
        if chart != self._chart:
            self._chart = chart
            self._render()
            self._fill_table()

    def cursor(self, x: float, text: str) -> None:
        """Put the cursor at x; `text` says in words where that is."""
        if (x, text) == self._at:
            return
        if self._at is None:
            self._line.hidden = False
            self._box.dataset.live = "true"
        self._at = (x, text)
        self._line.setAttribute("aria-valuenow", f"{x:g}")
        self._line.setAttribute("aria-valuetext", text)
        self._move()
        self._mark_row()

    def _measured(self) -> tuple[int, int]:
        return int(self._box.clientWidth), int(self._box.clientHeight)

    def _render(self) -> None:
        width, height = self._size
        # A figure that is not displayed has no width; it will be drawn when it gets one.
        if self._chart is None or not width:
            return
        self._place = place = layout(self._chart, width, height)
        self._plot.innerHTML = svg_of(self._chart, width, height)
        first, last = whole_ends(self._chart.x)
        self._line.setAttribute("aria-valuemin", first)
        self._line.setAttribute("aria-valuemax", last)
        # In shares of the box, which may be another on paper.
        self._line.style.top = f"{100 * place.top / height:.3f}%"
        self._line.style.height = f"{100 * (place.bottom - place.top) / height:.3f}%"
        self._move()

    def _move(self) -> None:
        if self._place and self._at:
            share = self._place.x_to_px(self._at[0]) / self._place.width
            self._line.style.transform = f"translateX({100 * share:.3f}cqw)"

    def _fill_table(self) -> None:
        if self._chart is None or not self._numbers.open:
            return
        self._rows = rows_of(self._chart)
        at = self._at and self._at[0]
        self._row = -1 if at is None else row_at(self._rows, at)
        self._table.innerHTML = table_of(self._chart, at)

    def _mark_row(self) -> None:
        if self._at is None or not self._rows or not self._numbers.open:
            return
        row = row_at(self._rows, self._at[0])
        if row != self._row:
            body = self._table.querySelector("tbody")
            if self._row >= 0:
                body.rows.item(self._row).removeAttribute("aria-current")
            body.rows.item(row).setAttribute("aria-current", "true")
            self._row = row

    def _follow(self, event: Any) -> None:
        if self._place is None:
            return
        px = event.clientX - self._box.getBoundingClientRect().left
        self._ask(nearest_whole(self._place.px_to_x(px), self._place.x))

    def _ask(self, x: int) -> None:
        if self._at is None or x != self._at[0]:
            self._choose(x)

    def _on_press(self, event: Any) -> None:
        if self._at is None or event.button != 0:
            return
        if self._drag.press(event.pointerId, event.pointerType, event.clientX, event.clientY):
            self._follow(event)
        self._box.setPointerCapture(event.pointerId)

    def _on_move(self, event: Any) -> None:
        if self._drag.move(event.pointerId, event.clientX, event.clientY):
            self._follow(event)

    def _on_lift(self, event: Any) -> None:
        if self._drag.lift(event.pointerId):
            self._follow(event)

    def _on_end(self, event: Any) -> None:
        self._drag.end(event.pointerId)

    def _on_click(self, _event: Any) -> None:
        if self._at is not None:
            self._line.focus(preventScroll=True)

    def _on_key(self, key: Key) -> bool:
        if self._at is None or self._place is None:
            return False
        x = moved_by_key(key.name, self._at[0], self._place.x)
        if x is not None:
            self._ask(x)
        return x is not None

    def _on_toggle(self, _event: Any) -> None:
        self._fill_table()

    def _on_resize(self, _entries: Any, _observer: Any) -> None:
        size = self._measured()
        if size != self._size:
            self._size = size
            self._render()
