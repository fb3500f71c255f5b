"""The visitor's own curve on the page: handles that can be dragged, and moved by keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import js

from page.browser.dom import by_id, guarded, listen, on_click
from page.browser.keys import Key, plain_keys
from page.figures.lab.curves import own_chart
from page.figures.lab.editing import (
    Points,
    Refused,
    added,
    added_in_the_widest_gap,
    bounds,
    moved,
    moved_by_key,
    pack,
    points_of,
    removed,
)
from page.figures.lab.words import DB_PER_STEP, NO_POINT, point_words
from page.state import curve
from page.widgets.charts.layout import Layout, layout
from page.widgets.charts.svg import svg_of

# The second press of a double click that has just added a point must not remove it.
JUST_ADDED_MS = 700.0


class Editor:
    """A chart of the curve with its control points.

    `change` takes the curve that was drawn, packed; `say` takes a sentence, or nothing, about what
    could not be done.
    """

    def __init__(
        self, prefix: str, change: Callable[[bytes], None], say: Callable[[str], None]
    ) -> None:
        self._box = by_id(f"{prefix}-own-chart")
        self._plot = by_id(f"{prefix}-own-plot")
        self._handles = [by_id(f"{prefix}-handle-{i}") for i in range(curve.MOST_POINTS)]
        self._change, self._say = change, say
        self._points: Points = ()
        self._chosen: int | None = None
        self._grip: tuple[int, int, float, float] | None = None  # handle, pointer, offset in px
        self._added_at = 0.0
        self._place: Layout | None = None
        self._drawn: object = None
        for i, handle in enumerate(self._handles):
            listen(handle, "pointerdown", partial(self._on_press, i))
            listen(handle, "pointermove", self._on_move)
            for end in ("pointerup", "pointercancel", "lostpointercapture"):
                listen(handle, end, self._on_lift)
            listen(handle, "keydown", plain_keys(partial(self._on_key, i)))
            listen(handle, "focus", partial(self._on_focus, i))
            listen(handle, "dblclick", partial(self._on_double, i))
        listen(self._box, "click", self._on_click)
        on_click(by_id(f"{prefix}-own-add"), self._add)
        on_click(by_id(f"{prefix}-own-remove"), self._remove_chosen)
        on_click(by_id(f"{prefix}-own-reset"), self._reset)
        self._observer = js.ResizeObserver.new(guarded(self._on_resize))
        self._observer.observe(self._box)

    def show(self, packed: bytes) -> None:
        """Draw the curve, unless it is drawn already."""
        size = (int(self._box.clientWidth), int(self._box.clientHeight))
        if self._drawn == (packed, size) or not size[0]:
            return
        self._drawn = (packed, size)
        chart = own_chart(packed)
        self._place = layout(chart, *size)
        self._plot.innerHTML = svg_of(chart, *size)
        self._points = points_of(packed)
        if self._chosen is not None and self._chosen >= len(self._points):
            self._chosen = None
        self._set_handles()

    def _set_handles(self) -> None:
        place = self._place
        if place is None:
            return
        for i, handle in enumerate(self._handles):
            handle.hidden = i >= len(self._points)
            if handle.hidden:
                continue
            u, v = self._points[i]
            # In shares of the box, which may be another on paper.
            handle.style.left = f"{100 * place.x_to_px(u / curve.ACROSS) / place.width:.3f}%"
            handle.style.top = f"{100 * place.y_to_px(v * DB_PER_STEP) / place.height:.3f}%"
            handle.dataset.chosen = str(i == self._chosen).lower()
            (_, lowest), (_, highest) = bounds(self._points, i)
            for name, value in {"min": lowest, "max": highest, "now": v}.items():
                handle.setAttribute(f"aria-value{name}", f"{value * DB_PER_STEP:.1f}")
            handle.setAttribute("aria-valuetext", point_words(self._points, i))

    def _take(self, points: Points, chosen: int | None, focus: bool = False) -> None:
        """Show this curve, and hand it on if it is another one."""
        new = points != self._points
        self._points, self._chosen = points, chosen
        self._set_handles()
        if focus and chosen is not None:
            self._handles[chosen].focus(preventScroll=True)
        if new:
            self._say("")
            self._change(pack(points))

    def _at(self, event: Any, offset: tuple[float, float] = (0.0, 0.0)) -> tuple[float, float]:
        """(u, log-SNR) under the pointer, in steps."""
        assert self._place is not None  # there are no handles before, and nothing to press
        box = self._box.getBoundingClientRect()
        x, y = event.clientX - box.left - offset[0], event.clientY - box.top - offset[1]
        return self._place.px_to_x(x) * curve.ACROSS, self._place.px_to_y(y) / DB_PER_STEP

    # The pointer.

    def _on_press(self, i: int, event: Any) -> None:
        if event.button != 0 or self._grip is not None:
            return
        box = self._handles[i].getBoundingClientRect()
        middle = (box.left + box.width / 2, box.top + box.height / 2)
        self._grip = (i, event.pointerId, event.clientX - middle[0], event.clientY - middle[1])
        self._handles[i].setPointerCapture(event.pointerId)

    def _on_move(self, event: Any) -> None:
        if self._grip is None or self._grip[1] != event.pointerId:
            return
        i, _, *offset = self._grip
        u, v = self._at(event, (offset[0], offset[1]))
        self._take(moved(self._points, i, u, v), i)

    def _on_lift(self, event: Any) -> None:
        if self._grip is not None and self._grip[1] == event.pointerId:
            self._grip = None

    def _on_click(self, event: Any) -> None:
        if self._place is None or event.target.getAttribute("role") == "slider":
            return
        self._try(lambda: added(self._points, *self._at(event)))
        self._added_at = event.timeStamp

    def _on_double(self, i: int, event: Any) -> None:
        if event.timeStamp - self._added_at > JUST_ADDED_MS:
            self._remove(i)

    # The keyboard, and the buttons.

    def _on_focus(self, i: int, _event: Any) -> None:
        self._chosen = i
        self._set_handles()

    def _on_key(self, i: int, key: Key) -> bool:
        if key.name in ("Delete", "Backspace"):
            self._remove(i)
        elif points := moved_by_key(self._points, i, key.name, key.shift):
            self._take(points, i)
        else:
            return False
        return True

    def _add(self) -> None:
        self._try(lambda: added_in_the_widest_gap(self._points))

    def _try(self, adding: Callable[[], tuple[Points, int]]) -> None:
        try:
            points, i = adding()
        except Refused as why:
            self._say(str(why))
        else:
            self._take(points, i, focus=True)

    def _remove_chosen(self) -> None:
        if self._chosen is None:
            self._say(NO_POINT)
        else:
            self._remove(self._chosen)

    def _remove(self, i: int) -> None:
        try:
            points = removed(self._points, i)
        except Refused as why:
            self._say(str(why))
        else:
            # The keyboard goes on with the neighbour; a press of the button chooses it too.
            self._take(points, i - 1, focus=self._handles[i].matches(":focus"))

    def _reset(self) -> None:
        self._take(points_of(curve.DEFAULT_CURVE), None)

    def _on_resize(self, _entries: Any, _observer: Any) -> None:
        if self._points:
            self.show(pack(self._points))
