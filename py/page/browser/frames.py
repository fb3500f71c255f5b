"""When figures are drawn: only when there is something to do and somebody to see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import js

from page.browser.clock import now
from page.browser.dom import Element, guarded, listen, shown

PAUSE_MS = 4.0
"""Between two drawings for a hand, so that there is time for the browser and for more events."""
PATIENCE_MS = 100.0
"""The longest that figures wait for the browser to have time while a hand draws in another one."""


class FrameClock:
    """Calls `draw(now)` on the next animation frame after each request, while the figure is seen.

    Requests made while the figure is off screen are kept until it comes back.
    """

    def __init__(self, figure: Element, draw: Callable[[float], None]) -> None:
        self._draw = draw
        self._wanted = self._patient = False
        self._seen = True
        self._on_change: Callable[[bool], None] = lambda _seen: None
        self._drawn = 0.0
        self._screen = _screen()
        self._screen.add(figure, self)

    def watch(self, on_change: Callable[[bool], None]) -> None:
        """Call `on_change` when the figure or the whole tab comes into sight, or goes."""
        self._on_change = on_change
        listen(
            js.window,
            "visibilitychange",
            lambda _event: on_change(self._seen and js.document.visibilityState == "visible"),
        )

    def due(self, in_frame: bool) -> bool:
        """Whether it is to be drawn now: in a frame, unless it can wait for what comes after."""
        return self._wanted and self._seen and not (in_frame and self._patient)

    def request(self) -> None:
        """Ask for one frame; asking again before it comes changes nothing.

        While a hand draws, for a moment in which the browser has time, unless a frame is asked for.
        """
        self._patient = self._screen.hand and (self._patient or not self._wanted)
        self._wanted = True
        if self._seen:
            self._screen.ask(self._patient)

    def draw_now(self) -> None:
        """Draw at once, without waiting for the browser."""
        self.draw(now())

    def draw(self, timestamp: float) -> None:
        """Draw at this moment."""
        self._wanted = False
        self._draw(timestamp)
        self._drawn = now()

    @contextmanager
    def in_hand(self) -> Iterator[None]:
        """Draw what is requested meanwhile as befits a hand that draws in this figure.

        A browser that tells of a move at once has most of a frame's time left until the next frame
        begins: this figure is drawn in it, unless it has only just been. Others wait until the
        browser has time.
        """
        self._screen.hand = True
        try:
            yield
        finally:
            self._screen.hand = False
        if self.due(in_frame=False):
            if now() - self._drawn > PAUSE_MS:
                shown(self.draw_now)()
            else:
                self.request()

    def on_sight(self, seen: bool) -> None:
        """The figure has come into sight, or has gone."""
        self._seen = seen
        self._on_change(seen)
        if self._wanted:
            self.request()


class _Screen:
    """All figures of the page: one callback for their frames, one observer of who is seen.

    hand: whether a hand draws in one of them just now.
    """

    def __init__(self) -> None:
        self.hand = False
        self._clocks: dict[str, FrameClock] = {}
        self._frame_asked = self._time_asked = False
        self._on_frame, self._on_time = guarded(self._frame), guarded(self._time)
        self._observer = js.IntersectionObserver.new(guarded(self._on_sight))

    def add(self, figure: Element, clock: FrameClock) -> None:
        self._clocks[figure.id] = clock
        self._observer.observe(figure)

    def ask(self, patient: bool) -> None:
        """Ask for one frame, or for a moment in which the browser has time."""
        if patient:
            if not self._time_asked:
                self._time_asked = True
                js.unerase.idle(self._on_time, PATIENCE_MS)
        elif not self._frame_asked:
            self._frame_asked = True
            js.requestAnimationFrame(self._on_frame)

    def _frame(self, timestamp: float) -> None:
        self._frame_asked = False
        self._draw(timestamp, in_frame=True)

    def _time(self, _deadline: object = None) -> None:
        self._time_asked = False
        self._draw(now(), in_frame=False)

    def _draw(self, timestamp: float, in_frame: bool) -> None:
        for clock in [*self._clocks.values()]:
            if clock.due(in_frame):
                shown(clock.draw)(timestamp)

    def _on_sight(self, entries: Any, _observer: Any) -> None:
        for entry in entries:
            self._clocks[entry.target.id].on_sight(bool(entry.isIntersecting))


@cache
def _screen() -> _Screen:
    """Not before there is a browser."""
    return _Screen()
