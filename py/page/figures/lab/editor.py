"""The visitor's own curve on the page: handles that can be dragged, and moved by keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from page.browser.dom import listen, on_click, on_resize
from page.browser.keys import Key, plain_keys
from page.browser.pointer import Drag, Spot
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

if TYPE_CHECKING:
    from page.figures.lab.lab import ScheduleLab

# The second press of a double click that has just added a point must not remove it.
JUST_ADDED_MS = 700.0


def _is_handle(element: Any) -> bool:
    return bool(element.getAttribute("role") == "slider")


class Editor:
    """A chart of the curve with its control points."""

    def __init__(self, lab: ScheduleLab) -> None:
        self._lab = lab
        self._box, self._plot = lab.part("own-chart"), lab.part("own-plot")
        self._handles = [lab.part(f"handle-{i}") for i in range(curve.MOST_POINTS)]
        self._points: Points = ()
        self._before: Points = ()  # the drag
        self._chosen: int | None = None
        self._grip = (0, 0.0, 0.0)  # handle, and where it is seen from the pointer
        self._on_handle = False
        self._added_at = 0.0
        self._place: Layout | None = None
        self._drawn: object = None
        self._drag = Drag(self._box, self._on_move, lambda: None, self._on_withdraw)
        for i, handle in enumerate(self._handles):
            self._drag.start_on(handle, partial(self._on_press, i))
            listen(handle, "keydown", plain_keys(partial(self._on_key, i)))
            listen(handle, "focus", partial(self._on_focus, i))
            listen(handle, "dblclick", partial(self._on_double, i))
        listen(self._box, "pointerdown", self._on_pointer)
        listen(self._box, "click", self._on_click)
        on_click(lab.part("own-add"), self._add)
        on_click(lab.part("own-remove"), self._remove_chosen)
        on_click(lab.part("own-reset"), lambda: self._take(points_of(curve.DEFAULT_CURVE), None))
        on_resize(self._box, self._on_resize)

    def show(self, packed: bytes) -> None:
        """Draw the curve, unless it is drawn already."""
        size = (int(self._box.clientWidth), int(self._box.clientHeight))
        if self._drawn == (packed, size) or not size[0]:
            return
        self._drawn = (packed, size)
        chart = own_chart(packed)
        self._place = layout(chart, *size)
        self._plot.innerHTML = svg_of(chart, *size)
        points = points_of(packed)
        if points != self._points:
            self._drag.drop()  # another curve, of which the pointer holds no point
        self._points = points
        if self._chosen is not None and self._chosen >= len(self._points):
            self._chosen = None
        self._set_handles()

    def _set_handles(self) -> None:
        if self._place is None:
            return
        for i, handle in enumerate(self._handles):
            handle.hidden = i >= len(self._points)
            if handle.hidden:
                continue
            # In shares of the box, which may be another on paper.
            x, y = self._spot_of(i)
            handle.style.left, handle.style.top = f"{100 * x:.3f}%", f"{100 * y:.3f}%"
            handle.dataset.chosen = str(i == self._chosen).lower()
            (_, lowest), (_, highest) = bounds(self._points, i)
            for name, value in {"min": lowest, "max": highest, "now": self._points[i][1]}.items():
                handle.setAttribute(f"aria-value{name}", f"{value * DB_PER_STEP:.1f}")
            handle.setAttribute("aria-valuetext", point_words(self._points, i))

    def _take(self, points: Points, chosen: int | None, focus: bool = False) -> None:
        """Show this curve, and hand it on if it is another one."""
        new = points != self._points
        if len(points) != len(self._points):
            self._drag.drop()
        self._points, self._chosen = points, chosen
        self._set_handles()
        if focus and chosen is not None:
            self._handles[chosen].focus(preventScroll=True)
        if new:
            self._drawn = None
            self._lab.say("")
            self._lab.draw(pack(points))

    def _spot_of(self, i: int) -> Spot:
        """Where point i is."""
        place, (u, v) = self._placed, self._points[i]
        x, y = place.x_to_px(u / curve.ACROSS), place.y_to_px(v * DB_PER_STEP)
        return x / place.width, y / place.height

    def _at(self, x: float, y: float) -> tuple[float, float]:
        """(u, log-SNR) at a spot, in steps."""
        place = self._placed
        level = place.px_to_y(y * place.height) / DB_PER_STEP
        return place.px_to_x(x * place.width) * curve.ACROSS, level

    @property
    def _placed(self) -> Layout:
        assert self._place is not None  # there are no handles before, and nothing to press
        return self._place

    # The pointer.

    def _on_press(self, i: int, spot: Spot, _kind: str) -> bool:
        x, y = self._spot_of(i)
        self._grip = (i, x - spot[0], y - spot[1])
        self._before = self._points
        self._lab.begin()
        return True

    def _on_move(self, spots: list[Spot]) -> None:
        (x, y), (i, across, down) = spots[-1], self._grip
        self._take(moved(self._points, i, *self._at(x + across, y + down)), i)

    def _on_withdraw(self) -> None:
        self._points, self._drawn = self._before, None
        self._lab.withdraw()
        self._set_handles()

    def _on_pointer(self, event: Any) -> None:
        self._on_handle = _is_handle(event.target)

    def _on_click(self, event: Any) -> None:
        # Where a pointer was not captured, a drag may end in a click beside its handle.
        if self._place is None or self._on_handle or _is_handle(event.target):
            return
        box = self._box.getBoundingClientRect()
        x, y = (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height
        self._try(lambda: added(self._points, *self._at(x, y)))
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

    def _try(self, change: Callable[[], tuple[Points, int]], focus: bool = True) -> None:
        try:
            self._take(*change(), focus)
        except Refused as why:
            self._lab.say(str(why))

    def _remove_chosen(self) -> None:
        if self._chosen is None:
            self._lab.say(NO_POINT)
        else:
            self._remove(self._chosen)

    def _remove(self, i: int) -> None:
        # The keyboard goes on with the neighbour; a press of the button chooses it too.
        self._try(lambda: removed(self._points, i), self._handles[i].matches(":focus"))

    def _on_resize(self) -> None:
        if self._points:
            self.show(pack(self._points))
