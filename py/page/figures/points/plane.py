"""The plane: pointer and keyboard become places on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from page.browser.dom import listen, set_text
from page.browser.keys import Key, plain_keys
from page.browser.pointer import Drag, Spot
from page.figures.points.cloud import Place, along
from page.figures.points.words import tally
from page.state.points import HALF

if TYPE_CHECKING:
    from page.figures.points.points import Points

STRIDE, LONG_STRIDE = 0.1, 0.5
_WAYS = {"ArrowUp": (0, 1), "ArrowDown": (0, -1), "ArrowLeft": (-1, 0), "ArrowRight": (1, 0)}


def _place_of(spot: Spot) -> Place:
    return (2 * spot[0] - 1) * HALF, (1 - 2 * spot[1]) * HALF


class Plane:
    """A square of the plane around the origin, on which points are placed.

    Pointer: a press places a point, a drag leaves a row of them. Keyboard: arrows move a cursor,
    with Shift further; Space or Enter places a point, Delete or Backspace removes the nearest one,
    Escape leaves.
    """

    def __init__(self, points: Points) -> None:
        self._plane, self._mark, self._where = map(points.part, ("plane", "cursor", "where"))
        self._points = points
        self._cursor: Place = (0.0, 0.0)
        self._drag = Drag(self._plane, self._draw, points.cloud.end, points.withdraw, every=True)
        self._drag.start_on(self._plane, self._press)
        self._last: Place = self._cursor
        listen(self._plane, "focus", self._on_focus)
        listen(self._plane, "blur", lambda _event: self._hide())
        listen(self._plane, "keydown", plain_keys(self._on_key))

    def _press(self, spot: Spot, _kind: str) -> bool:
        self._hide()
        self._last = self._cursor = _place_of(spot)
        self._points.begin()
        self._points.place([self._last])
        return True

    def _draw(self, spots: list[Spot]) -> None:
        places: list[Place] = []
        for spot in spots:
            if new := along(self._last, _place_of(spot)):
                places += new
                self._last = new[-1]
        if inside := [place for place in places if max(map(abs, place)) < HALF]:
            self._points.place(inside)
            self._cursor = inside[-1]

    def _on_focus(self, _event: Any) -> None:
        if self._plane.matches(":focus-visible"):
            self._show()

    def _on_key(self, key: Key) -> bool:
        if key.name in _WAYS:
            self._move(_WAYS[key.name], LONG_STRIDE if key.shift else STRIDE)
        elif key.name in (" ", "Enter"):
            if not key.held:
                self._points.begin()
                self._points.place([self._cursor])
                self._points.cloud.end()
        elif key.name in ("Delete", "Backspace"):
            self._points.cloud.remove_near(self._cursor)
        elif key.name == "Escape":
            self._plane.blur()
            return False
        else:
            return False
        self._show()
        return True

    def _move(self, way: tuple[int, int], stride: float) -> None:
        edge = HALF - STRIDE
        x, y = (
            min(edge, max(-edge, round((at + step * stride) / STRIDE) * STRIDE))
            for at, step in zip(self._cursor, way, strict=True)
        )
        self._cursor = (x, y)

    def _show(self) -> None:
        """Show the cursor, and say where it is."""
        x, y = self._cursor
        self._mark.hidden = False
        self._mark.style.left = f"{50 + 50 * x / HALF:.3f}%"
        self._mark.style.top = f"{50 - 50 * y / HALF:.3f}%"
        place = f"x {x:.1f}, y {y:.1f}".replace("-", "−")
        set_text(self._where, f"{place}. {tally(self._points.cloud.count)}")

    def _hide(self) -> None:
        self._mark.hidden = True
