"""Time: what it is, and actions that wait for theirs."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import js

from page.browser.dom import Element, guarded


def now() -> float:
    """Milliseconds on the browser's monotonic clock."""
    return float(_clock()())


@cache
def _clock() -> Callable[[], float]:
    """Looked up once, which takes longer than to ask it; not before there is a browser."""
    clock: Callable[[], float] = js.performance.now
    return clock


def motion_is_unwanted() -> bool:
    """Whether the visitor has asked the system for less motion."""
    return bool(js.matchMedia("(prefers-reduced-motion: reduce)").matches)


class Timer:
    """Runs `action` at most once in `delay` milliseconds, however often it is asked to.

    With `patience`, it waits up to so many milliseconds more for a moment in which the browser has
    nothing else to do.
    """

    def __init__(self, delay: float, action: Callable[[], None], patience: float = 0.0) -> None:
        self._delay = delay
        self._action = action
        self._callback = guarded(self._run)
        self._patience = patience
        self._due = guarded(self._wait) if patience else self._callback
        self._waiting = False

    def ask(self) -> None:
        """Let the action run when the delay is over, if it is not going to already."""
        if not self._waiting:
            self._waiting = True
            js.setTimeout(self._due, self._delay)

    def _wait(self) -> None:
        js.unerase.idle(self._callback, self._patience)

    def _run(self, _deadline: object = None) -> None:
        self._waiting = False
        self._action()


def when_near(element: Element, action: Callable[[], None], screens: float = 0.0) -> None:
    """Run `action` once, when the element first comes into sight, or within so many screens."""

    def on_sight(entries: Any, observer: Any) -> None:
        if entries[entries.length - 1].isIntersecting:
            observer.disconnect()
            action()

    options = js.Object.new()
    options.rootMargin = f"{100 * screens:.0f}% 0%"
    js.IntersectionObserver.new(guarded(on_sight), options).observe(element)
