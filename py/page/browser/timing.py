"""User Timing measures, read by the tests, the benchmark and the *ms per step* readout."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import js

from page.browser.clock import now

KEPT_ENTRIES = 4000
RECENT = 20
FROM_MEMORY = "went on from memory"


@dataclass(frozen=True)
class Start:
    """How this page started: ms from its being opened, bytes that came over the network, and
    whether Python went on from memory (assets/boot/memory/)."""

    readable_ms: float
    ready_ms: float
    fetched: int
    from_memory: bool


def this_start() -> Start | None:
    """As the browser has measured it. What it had kept from an earlier visit was not fetched.

    None where it tells no page its timings, so that visitors are harder to recognise.
    """
    ready = js.performance.getEntriesByName("ready", "mark").at(0)
    if not ready:
        return None
    painted = js.performance.getEntriesByName("first-contentful-paint")
    fetched = 0
    for kind in ("navigation", "resource"):
        for entry in js.performance.getEntriesByType(kind):
            if entry.responseEnd <= ready.startTime:
                fetched += int(entry.transferSize)
    # A page that was opened in the background was painted later, or never.
    readable = painted.at(0).startTime if painted.length else ready.startTime
    from_memory = bool(js.performance.getEntriesByName(FROM_MEMORY, "mark").length)
    return Start(min(readable, ready.startTime), ready.startTime, fetched, from_memory)


# The browser keeps every entry for ever and clears by name alone, so they are counted by name.
_entries: Counter[str] = Counter()


class Stopwatch:
    """Records spans as the measure `name` with detail = {figure, denoiser}."""

    def __init__(self, name: str, figure: str) -> None:
        self._name = name
        self._recent: deque[float] = deque(maxlen=RECENT)
        # One object, reused: building it anew would cost more than a step does.
        self._options = js.Object.new()
        self._options.detail = self._detail = js.Object.new()
        self._detail.figure = figure

    @contextmanager
    def span(self, denoiser: str) -> Iterator[None]:
        """Measure the body of the `with` block, which asks this denoiser."""
        self._detail.denoiser = denoiser
        start = now()
        yield
        end = now()
        self._recent.append(end - start)
        if _entries[self._name] >= KEPT_ENTRIES:
            js.performance.clearMeasures(self._name)
            _entries[self._name] = 0
        _entries[self._name] += 1
        self._options.start, self._options.end = start, end
        js.performance.measure(self._name, self._options)

    @property
    def recent_ms(self) -> float | None:
        """Mean of the last spans in milliseconds, None before the first.

        A mean, because some browsers tell the time in whole milliseconds only.
        """
        return sum(self._recent) / len(self._recent) if self._recent else None
