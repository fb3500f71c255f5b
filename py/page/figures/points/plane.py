"""The plane: pointer and keyboard become places on it."""

from __future__ import annotations

from typing import Any, Protocol

from page.browser.dom import by_id, listen, set_text
from page.browser.keys import Key, plain_keys
from page.browser.pointer import Drag, Spot
from page.figures.points.brush import Place, along
from page.figures.points.packing import HALF

STRIDE, LONG_STRIDE = 0.1, 0.5
_WAYS = {"ArrowUp": (0, 1), "ArrowDown": (0, -1), "ArrowLeft": (-1, 0), "ArrowRight": (1, 0)}


def _place_of(spot: Spot) -> Place:
    return (2 * spot[0] - 1) * HALF, (1 - 2 * spot[1]) * HALF


class Placing(Protocol):
    """What the plane asks for."""

    def begin(self) -> None:
        """A stroke begins: what follows until `end` is undone as one."""

    def place(self, places: list[Place]) -> None:
        """Put points there."""

    def end(self) -> None:
        """The stroke is over."""

    def withdraw(self) -> None:
        """It was none: what was there before it comes back."""

    def remove_near(self, place: Place) -> None:
        """Take away the point nearest to this place."""

    def tally(self) -> str:
        """How many points there are, in words."""


class Plane:
    """A square of the plane around the origin, on which points are placed.

    Pointer: a press places a point, a drag leaves a row of them. Keyboard: arrows move a cursor,
    with Shift further; Space or Enter places a point, Delete or Backspace removes the nearest one,
    Escape leaves.
    """

    def __init__(self, prefix: str, placing: Placing) -> None:
        self._plane, self._mark = by_id(f"{prefix}-plane"), by_id(f"{prefix}-cursor")
        self._where = by_id(f"{prefix}-where")
        self._placing = placing
        self._cursor: Place = (0.0, 0.0)
        self._drag = Drag(self._plane, self._draw, placing.end, placing.withdraw, every=True)
        self._drag.start_on(self._plane, self._press)
        self._last: Place = self._cursor
        for event, action in {
            "focus": self._on_focus,
            "blur": lambda _event: self._hide(),
            "keydown": plain_keys(self._on_key),
        }.items():
            listen(self._plane, event, action)

    def _press(self, spot: Spot, _kind: str) -> bool:
        self._hide()
        self._last = self._cursor = _place_of(spot)
        self._placing.begin()
        self._placing.place([self._last])
        return True

    def _draw(self, spots: list[Spot]) -> None:
        places: list[Place] = []
        for spot in spots:
            if new := along(self._last, _place_of(spot)):
                places += new
                self._last = new[-1]
        if inside := [place for place in places if max(map(abs, place)) < HALF]:
            self._placing.place(inside)
            self._cursor = inside[-1]

    def _on_focus(self, _event: Any) -> None:
        if self._plane.matches(":focus-visible"):
            self._show()
            self._describe()

    def _on_key(self, key: Key) -> bool:
        if key.name in _WAYS:
            self._move(_WAYS[key.name], LONG_STRIDE if key.shift else STRIDE)
        elif key.name in (" ", "Enter"):
            if not key.held:
                self._placing.begin()
                self._placing.place([self._cursor])
                self._placing.end()
        elif key.name in ("Delete", "Backspace"):
            self._placing.remove_near(self._cursor)
        elif key.name == "Escape":
            self._plane.blur()
            return False
        else:
            return False
        self._show()
        self._describe()
        return True

    def _move(self, way: tuple[int, int], stride: float) -> None:
        edge = HALF - STRIDE
        x, y = (
            min(edge, max(-edge, round((at + step * stride) / STRIDE) * STRIDE))
            for at, step in zip(self._cursor, way, strict=True)
        )
        self._cursor = (x, y)

    def _show(self) -> None:
        x, y = self._cursor
        self._mark.hidden = False
        self._mark.style.left = f"{50 + 50 * x / HALF:.3f}%"
        self._mark.style.top = f"{50 - 50 * y / HALF:.3f}%"

    def _hide(self) -> None:
        self._mark.hidden = True

    def _describe(self) -> None:
        x, y = self._cursor
        place = f"x {x:.1f}, y {y:.1f}".replace("-", "−")
        set_text(self._where, f"{place}. {self._placing.tally()}")
