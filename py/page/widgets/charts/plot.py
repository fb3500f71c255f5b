"""The chart on the page: drawn for the width it really has, with a cursor that can be dragged.

The markup is the macro in article/_chart.html.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from page.browser.dom import by_id, listen, on_resize
from page.browser.keys import Key, plain_keys
from page.browser.pointer import Drag, Spot
from page.widgets.charts.chart import Chart
from page.widgets.charts.cursor import Swipe, moved_by_key, nearest
from page.widgets.charts.layout import Layout, layout
from page.widgets.charts.svg import svg_of
from page.widgets.charts.table import row_at, rows_of, table_of


class Plot:
    """A chart, its cursor and its numbers. `choose(x)` is called with the x asked for.

    The cursor stands where `cursor` puts it; until then there is none, and nothing to drag.
    """

    def __init__(self, prefix: str, choose: Callable[[int], None]) -> None:
        self._box = by_id(f"{prefix}-chart")
        self._plot = by_id(f"{prefix}-chart-plot")
        self._line = by_id(f"{prefix}-chart-cursor")
        self._numbers = by_id(f"{prefix}-chart-numbers")
        self._table = by_id(f"{prefix}-chart-table")
        self._choose = choose
        self._chart: Chart | None = None
        self._place: Layout | None = None
        self._at: tuple[int, str] | None = None
        self._asked: int | None = None  # where the cursor will be
        self._row = -1
        self._rows: list[float] = []
        self._swipe = Swipe("", 0.0, 0.0)
        self._spot: Spot = (0.0, 0.0)
        self._came_from = 0
        self._drag = Drag(self._box, self._on_move, self._on_lift, self._on_withdraw)
        self._drag.start_on(self._box, self._on_press)
        self._size = self._measured()
        listen(self._box, "click", self._on_click)
        listen(self._line, "keydown", plain_keys(self._on_key))
        listen(self._numbers, "toggle", lambda _event: self._fill_table())
        on_resize(self._box, self._on_resize)

    def show(self, chart: Chart) -> None:
        """Draw `chart`, unless it is drawn already."""
        if chart != self._chart:
            self._chart = chart
            self._render()
            self._fill_table()

    def cursor(self, x: int, text: str) -> None:
        """Put the cursor at x; `text` says in words where that is."""
        self._asked = x
        if (x, text) == self._at:
            return
        if self._at is None:
            self._line.hidden = False
            self._box.dataset.live = "true"
        self._at = (x, text)
        self._line.setAttribute("aria-valuenow", x)
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
        places = self._chart.x.places
        self._line.setAttribute("aria-valuemin", places[0])
        self._line.setAttribute("aria-valuemax", places[-1])
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
        self._rows, self._row = rows_of(self._chart), -1
        self._table.innerHTML = table_of(self._chart)
        self._mark_row()

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

    def _follow(self) -> None:
        if self._place is not None:
            x = self._place.px_to_x(self._spot[0] * self._place.width)
            self._ask(nearest(x, self._place.x))

    def _ask(self, x: int) -> None:
        if x != self._asked:
            self._asked = x
            self._choose(x)

    def _on_press(self, spot: Spot, kind: str) -> bool:
        if self._at is None:
            return False
        self._came_from, self._spot = self._at[0], spot
        self._swipe = Swipe(kind, *self._px(spot))
        if self._swipe.drags:
            self._follow()
        return True

    def _on_move(self, spots: list[Spot]) -> None:
        self._spot = spots[-1]
        if self._swipe.move(*self._px(self._spot)):
            self._follow()

    def _on_lift(self) -> None:
        self._follow()  # one that has not scrolled the page was a tap, which counts too

    def _on_withdraw(self) -> None:
        if self._swipe.drags:
            self._ask(self._came_from)

    def _px(self, spot: Spot) -> Spot:
        return spot[0] * self._size[0], spot[1] * self._size[1]

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

    def _on_resize(self) -> None:
        size = self._measured()
        if size != self._size:
            self._size = size
            self._render()
