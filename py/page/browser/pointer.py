"""Drags: one pointer, from its press until it is lifted or taken away."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from typing import Any

import js
from pyodide.ffi import JsException

from page.browser.dom import Element, guarded, listen

Spot = tuple[float, float]
"""(x, y) from the upper left corner of a box, in shares of its width and height."""


class Drag:
    """Follows one pointer at a time, by its spots in the box of `frame`.

    `moved(spots)` is told where it goes, with `every` also where it was between two events; then
    `lifted()`, or `withdrawn()` if it was no stroke: the system took the pointer, or a finger was
    followed by another one. Where browsers can, moves are told `at_once`; else with the next frame,
    before it is drawn. Two fingers zoom the page, and a pen draws while a hand rests on it:
    a finger gives way to whatever comes down after it. All others go on.
    """

    def __init__(
        self,
        frame: Element,
        moved: Callable[[list[Spot]], None],
        lifted: Callable[[], None],
        withdrawn: Callable[[], None],
        every: bool = False,
        at_once: bool = False,
    ) -> None:
        self._frame, self._every = frame, every
        self._moved, self._lifted, self._withdrawn = moved, lifted, withdrawn
        self._pointer: int | None = None
        self._kind = ""
        self._button = False
        # The window hears of a pointer wherever it is, captured or not. During a drag only: the
        # pointer of a reader who draws nothing does not wake Python.
        self._meanwhile = {
            "pointerdown": guarded(self._on_another),
            "pointermove": guarded(self._on_move),
            "pointerup": guarded(self._of_it(lambda: self._end(self._lifted))),
            "pointercancel": guarded(self._of_it(lambda: self._end(self._withdrawn))),
        }
        if at_once:  # Firefox and Safari never fire it
            self._meanwhile["pointerrawupdate"] = guarded(self._on_raw_move)
        listen(js.window, "visibilitychange", self._on_sight)

    @property
    def open(self) -> bool:
        """Whether a pointer is being followed."""
        return self._pointer is not None

    def start_on(self, element: Element, press: Callable[[Spot, str], bool]) -> None:
        """Begin when a pointer presses there and `press(spot, kind)` answers yes."""
        listen(element, "pointerdown", partial(self._on_press, element, press))
        listen(element, "lostpointercapture", self._of_it(self._taken))

    def follow(self, pointer: int, kind: str, button: bool = True) -> None:
        """Follow a pointer that is down; `button` tells whether its events name the button."""
        self._pointer, self._kind = pointer, kind
        self._button = button and kind != "touch"
        for event, heard in self._meanwhile.items():
            js.window.addEventListener(event, heard, True)

    def drop(self) -> None:
        """Follow it no longer, and tell nobody."""
        if self._pointer is not None:
            self._pointer = None
            for event, heard in self._meanwhile.items():
                js.window.removeEventListener(event, heard, True)

    def _end(self, told: Callable[[], None]) -> None:
        self.drop()
        told()

    def _taken(self) -> None:
        """A mouse that is taken away has drawn what it has drawn; a finger or a pen is half-way."""
        self._end(self._lifted if self._kind not in ("touch", "pen") else self._withdrawn)

    def _spots(self, events: Iterable[Any]) -> list[Spot]:
        """Where they were; nowhere, if the frame has been hidden."""
        box = self._frame.getBoundingClientRect()
        left, top, width, height = box.left, box.top, box.width, box.height
        if not (width and height):
            return []
        return [((one.clientX - left) / width, (one.clientY - top) / height) for one in events]

    def _on_press(self, element: Element, press: Callable[[Spot, str], bool], event: Any) -> None:
        kind = event.pointerType
        # A finger that is not the first one zooms with the others, even after these are up.
        if self.open or event.button != 0 or (kind == "touch" and not event.isPrimary):
            return
        if not any(press(spot, kind) for spot in self._spots([event])):
            return
        self.follow(event.pointerId, kind, bool(event.buttons & 1))
        with suppress(JsException):  # not every pointer can be: the window hears of it all the same
            element.setPointerCapture(event.pointerId)

    def _on_another(self, event: Any) -> None:
        if self._kind == "touch":
            self._end(self._withdrawn)
        elif event.pointerId == self._pointer:
            self._end(self._lifted)  # it was lifted where nobody saw it

    def _on_move(self, event: Any) -> None:
        if event.pointerId != self._pointer:
            return
        if self._button and not event.buttons & 1:
            self._end(self._lifted)  # as above
            return
        # Not every browser has them (plain http does not), and some leave the newest one out.
        coalesced = getattr(event, "getCoalescedEvents", None) if self._every else None
        if spots := self._spots([*(coalesced() if coalesced else ()), event]):
            self._moved(spots)

    def _on_raw_move(self, event: Any) -> None:
        """A real pointer tells all of its moves like this, a simulated one none.

        What comes with the frame would say the same again, when there is no time for it.
        """
        if event.pointerId == self._pointer:
            js.window.removeEventListener("pointermove", self._meanwhile["pointermove"], True)
            self._on_move(event)

    def _of_it(self, action: Callable[[], None]) -> Callable[[Any], None]:
        """A listener to the events of the pointer that is followed."""
        return lambda event: action() if event.pointerId == self._pointer else None

    def _on_sight(self, _event: Any) -> None:
        if self.open and js.document.visibilityState == "hidden":
            self._taken()
