"""Events: to whom they go, and what they carry."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

QUIET = {"focus", "blur", "toggle", "pointerleave", "change-of-media"}
"""These stay with their target; all others rise to the window."""

KEYS = {"ctrlKey": False, "metaKey": False, "altKey": False, "shiftKey": False}
POINTER = {
    "button": 0,
    "buttons": 1,
    "isPrimary": True,
    "pointerId": 1,
    "pointerType": "mouse",
    "clientX": 0.0,
    "clientY": 0.0,
    **KEYS,
}


class Event:
    """One event; asking it for what it does not carry is an AttributeError."""

    def __init__(self, type_: str, target: Any, time: float, **carried: Any) -> None:
        self.type, self.target, self.timeStamp = type_, target, time
        self.defaultPrevented = False
        vars(self).update(carried)

    def preventDefault(self) -> None:
        self.defaultPrevented = True


class Target:
    """Something that events reach."""

    __slots__ = ("_listeners",)

    def __init__(self) -> None:
        self._listeners: dict[tuple[str, bool], list[Callable[[Event], object]]] = {}

    def addEventListener(
        self, type_: str, action: Callable[[Event], object], capture: bool = False
    ) -> None:
        self._listeners.setdefault((type_, capture), []).append(action)

    def removeEventListener(
        self, type_: str, action: Callable[[Event], object], capture: bool = False
    ) -> None:
        self._listeners[type_, capture].remove(action)

    def hear(self, event: Event, capture: bool = False) -> None:
        """Tell who listens here: on the event's way down to its target, with `capture`, or up."""
        for action in list(self._listeners.get((event.type, capture), ())):
            action(event)

    def hears(self, type_: str) -> bool:
        """Whether anybody listens here for such events."""
        return any(self._listeners.get((type_, capture)) for capture in (False, True))
