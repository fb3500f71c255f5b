"""Long work in slices, so that the page goes on answering and the work can be stopped."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator
from functools import cache
from typing import Any, Generic, TypeVar

import js

from page.browser.clock import now
from page.browser.dom import guarded

T = TypeVar("T")
SLICE_MS = 12.0
SLOW_MS = 500.0
"""What takes longer than this is shown to be going on."""


class Work(Generic[T]):
    """Runs a generator that yields how much is done, 0 … 1, and returns the result.

    It goes on while the tab is out of sight.
    `progress` is called between slices; `done` with the result, or `failed` with the exception.
    """

    def __init__(
        self,
        making: Generator[float, None, T],
        progress: Callable[[float], None],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._making, self._progress = making, progress
        self._done, self._failed = done, failed
        self._stopped = False
        soon(self._slice)

    def stop(self) -> None:
        """Forget it; nobody is called any more."""
        self._stopped = True

    def _slice(self) -> None:
        if self._stopped:
            self._making.close()
            return
        deadline = now() + SLICE_MS
        share = 0.0
        try:
            while now() < deadline:
                share = next(self._making)
        except StopIteration as end:
            self._done(end.value)
        except Exception as error:
            self._failed(error)
        else:
            self._progress(share)
            soon(self._slice)


_waiting: deque[Callable[[], None]] = deque()


def soon(action: Callable[[], None]) -> None:
    """Run `action` once the browser has had its turn: input, and a frame if one is due.

    Browsers hold timers back in a tab that is out of sight, to one a second and then to one a
    minute, and give it no frames at all. They deliver messages.
    """
    _waiting.append(action)
    _channel().port2.postMessage(None)


@cache
def _channel() -> Any:
    channel = js.MessageChannel.new()
    channel.port1.onmessage = guarded(lambda _event: _waiting.popleft()())
    return channel
