"""A browser's time, turned by hand: timers, messages, frames and promises wait for `turn`."""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Callable
from itertools import count
from typing import Any

FRAME_MS = 1000 / 60
HELD_BACK_MS = 1000.0
"""Timers of a tab out of sight run once in so long."""
MANY = 20_000


class Clock:
    """Moves only in `turn`, and by `look_ms` whenever the page asks for the time.

    With the usual `look_ms` of 0 everything that the page makes in slices is made in one. While
    `hidden`, the tab gets no frames, and its timers are held back.
    """

    def __init__(self) -> None:
        self.time = 0.0
        self.look_ms = 0.0
        self.hidden = False
        self._numbers = count(1)
        self._timers: list[tuple[float, int, Callable[[], object]]] = []
        self._frames: list[Callable[[float], object]] = []
        self._messages: list[Callable[[], object]] = []
        self._soon: deque[Callable[[], object]] = deque()

    def now(self) -> float:
        """The time in ms, as performance.now tells it."""
        self.time += self.look_ms
        return self.time

    def soon(self, action: Callable[[], object]) -> None:
        """Run `action` before anything else that waits, as a promise does."""
        self._soon.append(action)

    def message(self, action: Callable[[], object]) -> None:
        """Run `action` at the next turn, seen or not."""
        self._messages.append(action)

    def after(self, delay: float, action: Callable[[], object]) -> int:
        """Run `action` when the delay is over; the number by which it can be called off."""
        number = next(self._numbers)
        heapq.heappush(self._timers, (self.time + max(0.0, delay), number, action))
        return number

    def call_off(self, number: int) -> None:
        """Forget the timer of this number, if it still waits."""
        self._timers = [timer for timer in self._timers if timer[1] != number]
        heapq.heapify(self._timers)

    def on_frame(self, action: Callable[[float], object]) -> int:
        """Run `action` with the time of the next animation frame."""
        self._frames.append(action)
        return next(self._numbers)

    @property
    def pending(self) -> bool:
        """Whether anything waits."""
        frames = self._frames and not self.hidden
        return bool(self._soon or self._messages or frames or self._timers)

    def turn(self) -> None:
        """Go on to the next frame: what is due by then runs, and then the frame's callbacks."""
        self._settle()
        self.time += FRAME_MS
        messages, self._messages = self._messages, []
        for message in messages:
            message()
            self._settle()
        if not self.hidden or self.time % HELD_BACK_MS < FRAME_MS:
            self._run_timers()
        if self.hidden:
            return
        frames, self._frames = self._frames, []
        for frame in frames:
            frame(self.time)
            self._settle()

    def rest(self) -> None:
        """Turn until nothing waits; timers that are far off come at once."""
        for _ in range(MANY):
            if not self.pending:
                return
            if not (self._frames or self._soon or self._messages or self.hidden):
                self.time = max(self.time, self._timers[0][0] - FRAME_MS)
            self.turn()
        raise AssertionError(f"the page still asks for more after {MANY} frames")

    def until(self, condition: Callable[[], Any], what: str) -> None:
        """Turn until the condition holds; AssertionError if it never will."""
        for _ in range(MANY):
            self._settle()
            if condition():
                return
            if not self.pending:
                break
            self.turn()
        raise AssertionError(f"nothing moves any more, and this never was: {what}")

    def _run_timers(self) -> None:
        now = self.time  # what is asked for later waits for a later turn
        while self._timers and self._timers[0][0] <= now:
            heapq.heappop(self._timers)[2]()
            self._settle()

    def _settle(self) -> None:
        while self._soon:
            self._soon.popleft()()
