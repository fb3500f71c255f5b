"""Animation frames, asked for only when there is something to do and somebody to see it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import js

from page.browser.dom import Element, guarded, listen


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


class FrameClock:
    """Calls `draw(now)` on the next animation frame after each request, while the figure is seen.

    Requests made while the figure is off screen are kept until it comes back.
    """

    def __init__(self, figure: Element, draw: Callable[[float], None]) -> None:
        self._draw = draw
        self._wanted = self._asked = False
        self._seen = True
        self._on_change: Callable[[bool], None] = lambda _seen: None
        self._callback = guarded(self._tick)
        self._observer = js.IntersectionObserver.new(guarded(self._on_sight))
        self._observer.observe(figure)

    def watch(self, on_change: Callable[[bool], None]) -> None:
        """Call `on_change` when the figure or the whole tab comes into sight, or goes."""
        self._on_change = on_change
        listen(
            js.window,
            "visibilitychange",
            lambda _event: on_change(self._seen and js.document.visibilityState == "visible"),
        )

    def request(self) -> None:
        """Ask for one frame; asking again before it comes changes nothing."""
        self._wanted = True
        if self._seen and not self._asked:
            self._asked = True
            js.requestAnimationFrame(self._callback)

    def draw_now(self) -> None:
        """Draw at once, without waiting for the browser."""
        self._wanted = False
        self._draw(now())

    def _tick(self, timestamp: float) -> None:
        self._asked = False
        if self._wanted and self._seen:
            self._wanted = False
            self._draw(timestamp)

    def _on_sight(self, entries: Any, _observer: Any) -> None:
        self._seen = bool(entries[entries.length - 1].isIntersecting)
        self._on_change(self._seen)
        if self._wanted:
            self.request()


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
