"""What a page's main thread does, by the browser's own trace: tasks, and what runs in them."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

CATEGORIES = ["toplevel", "devtools.timeline", "blink.user_timing"]
TASK = "ThreadControllerImpl::RunTask"
ZERO = "the clock of the page"
MICRO = 1e3
"""Microseconds, in which a trace counts, in a millisecond."""


@dataclass
class Trace:
    """What was traced, when the context is over; in ms on the clock of the page."""

    events: list[dict[str, Any]] = field(default_factory=list)

    def _read(self, events: list[dict[str, Any]]) -> None:
        (mark,) = (one for one in events if one["name"] == ZERO)
        main = mark["pid"], mark["tid"]
        zero = mark["ts"] - MICRO * mark["args"]["data"]["startTime"]
        self.events = sorted(
            (
                one | {"ts": (one["ts"] - zero) / MICRO, "dur": one["dur"] / MICRO}
                for one in events
                if one["ph"] == "X" and (one["pid"], one["tid"]) == main
            ),
            key=lambda one: (one["ts"], -one["dur"]),
        )

    def busy(self, start: float, end: float) -> float:
        """How long tasks ran between two moments."""
        return math.fsum(
            max(0.0, min(end, one["ts"] + one["dur"]) - max(start, one["ts"]))
            for one in self.events
            if one["name"] == TASK
        )

    def spent(self) -> Mapping[str, float]:
        """ms by the name of what ran, without what ran inside it."""
        found: Counter[str] = Counter()
        inside: list[tuple[float, str]] = []
        for one in self.events:
            while inside and inside[-1][0] <= one["ts"]:
                inside.pop()
            if inside:
                found[inside[-1][1]] -= one["dur"]
            found[one["name"]] += one["dur"]
            inside.append((one["ts"] + one["dur"], one["name"]))
        return found


@contextmanager
def traced(page: Page) -> Iterator[Trace]:
    """Trace the page in the meantime."""
    browser = page.context.browser
    assert browser is not None
    browser.start_tracing(page=page, categories=CATEGORIES)
    page.evaluate("name => { performance.mark(name); }", ZERO)
    trace = Trace()
    yield trace
    trace._read(json.loads(browser.stop_tracing())["traceEvents"])
