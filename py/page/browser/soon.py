"""The next free moment of the browser: a timer of no length, which a hidden tab gets too."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import cache
from typing import Any

import js

from page.browser.dom import guarded

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
