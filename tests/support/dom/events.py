"""Events: to whom they go, and what they carry."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

QUIET = {"focus", "blur", "toggle", "pointerleave", "change-of-media"}
"""These stay with their target; all others rise to the window."""

KEYS = {"ctrlKey": False, "metaKey": False, "altKey": False, "shiftKey": False}
POINTER = {
    "button": 0,
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
        self._listeners: dict[str, list[Callable[[Event], object]]] = {}

    def addEventListener(self, type_: str, action: Callable[[Event], object]) -> None:
        self._listeners.setdefault(type_, []).append(action)

    def hear(self, event: Event) -> None:
        """Tell who listens here."""
        for action in list(self._listeners.get(event.type, ())):
            action(event)

    def hears(self, type_: str) -> bool:
        """Whether anybody listens here for such events."""
        return bool(self._listeners.get(type_))
