"""What is in sight: nothing is laid out, so a test says which element is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from support.dom.clock import Clock
from support.dom.elements import Element
from support.dom.values import Items


@dataclass(frozen=True)
class Entry:
    """What an IntersectionObserver is told of an element."""

    target: Element
    isIntersecting: bool


class Sight:
    """One element is in sight, with all that lies in it or around it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._watchers: list[Watcher] = []
        self.element: Element | None = None

    def watcher(self, action: Callable[[Any, Any], None], _options: Any = None) -> Watcher:
        """A new IntersectionObserver."""
        watcher = Watcher(self, action)
        self._watchers.append(watcher)
        return watcher

    def look_at(self, element: Element) -> None:
        """Bring the element into sight."""
        self.element = element
        for watcher in self._watchers:
            self.tell(watcher)

    def has(self, element: Element) -> bool:
        """Whether it is in sight."""
        seen = self.element
        return seen is not None and (
            element in list(seen.ancestors()) or seen in list(element.ancestors())
        )

    def tell(self, watcher: Watcher) -> None:
        """Let it hear, soon, which of its elements are in sight, if that is news."""
        self._clock.soon(lambda: watcher.tell(self))

    def forget(self, watcher: Watcher) -> None:
        """It hears no more."""
        if watcher in self._watchers:
            self._watchers.remove(watcher)


class Watcher:
    """An IntersectionObserver."""

    def __init__(self, sight: Sight, action: Callable[[Any, Any], None]) -> None:
        self._sight, self._action = sight, action
        self._told: dict[Element, bool | None] = {}

    def observe(self, element: Element) -> None:
        self._told[element] = None
        self._sight.tell(self)

    def disconnect(self) -> None:
        self._told = {}
        self._sight.forget(self)

    def tell(self, sight: Sight) -> None:
        """Call back with what has changed since."""
        news = [
            Entry(element, seen)
            for element, told in self._told.items()
            if told != (seen := sight.has(element))
        ]
        if news:
            self._told |= {entry.target: entry.isIntersecting for entry in news}
            self._action(Items(news), self)


class ResizeWatcher:
    """A ResizeObserver. Nothing ever has another size here."""

    def __init__(self, _action: Callable[[Any, Any], None]) -> None:
        pass

    def observe(self, element: Element) -> None:
        assert isinstance(element, Element)
