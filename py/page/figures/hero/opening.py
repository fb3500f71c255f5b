"""The first seconds: the drawing dissolves and comes back once, until anybody touches the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import js

from page.browser.clock import Timer, motion_is_unwanted
from page.browser.dom import guarded

TOUCHES = ("pointerdown", "keydown", "wheel", "scroll", "focusin", "click", "input")
PAUSE_MS = 700.0
"""How long the drawing is seen before it dissolves, and the noise before it is walked back."""


def untouched() -> bool:
    """Whether the page may move by itself: nobody has touched it, led it on or forbidden it."""
    active = getattr(js.navigator, "userActivation", None)
    return not (
        motion_is_unwanted()
        or js.location.hash
        or js.window.scrollY
        or (active and active.hasBeenActive)
    )


class Opening:
    """`play(direction)` lets time run; `over(event)` is called once, with the touch that ends it.

    Without a touch it ends when the walk is home, with None.
    """

    def __init__(self, play: Callable[[int], None], over: Callable[[Any], None]) -> None:
        self._play, self._over = play, over
        self._timer = Timer(PAUSE_MS, self._on)
        self._touched = guarded(self._on_touch)
        self._next = 0
        self.runs = False

    def begin(self) -> None:
        """Let it run."""
        self.runs, self._next = True, +1
        for event in TOUCHES:
            js.window.addEventListener(event, self._touched, True)
        self._timer.ask()

    def arrived(self) -> None:
        """Time has come to its end: in noise, or at home."""
        if self._next:
            self._timer.ask()
        else:
            self.end()

    def _on_touch(self, event: Any) -> None:
        film = event.type == "scroll" and hasattr(event.target, "scrollTop")  # the page has none
        if not film:  # which follows the step, and nobody's finger
            self.end(event)

    def end(self, event: Any = None) -> None:
        """End it, if it runs."""
        if self.runs:
            self.runs = False
            for name in TOUCHES:
                js.window.removeEventListener(name, self._touched, True)
            self._over(event)

    def _on(self) -> None:
        if self.runs:
            way, self._next = self._next, -1 if self._next > 0 else 0
            self._play(way)
