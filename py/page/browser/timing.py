"""User Timing measures, read by the tests, the benchmark and the *ms per step* readout."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median

import js

from page.browser.clock import now

KEPT_ENTRIES = 4000
RECENT = 20


class Stopwatch:
    """Records spans as the measure `name` with detail = {figure, denoiser}.

    The browser keeps every entry for ever, so they are cleared after KEPT_ENTRIES of them.
    """

    def __init__(self, name: str, figure: str, denoiser: str) -> None:
        self._name = name
        self._count = 0
        self._recent: deque[float] = deque(maxlen=RECENT)
        # One object, reused: building it anew would cost more than a step does.
        self._options = js.Object.new()
        self._options.detail = js.Object.new()
        self._options.detail.figure = figure
        self._options.detail.denoiser = denoiser

    @contextmanager
    def span(self) -> Iterator[None]:
        """Measure the body of the `with` block."""
        start = now()
        yield
        end = now()
        self._recent.append(end - start)
        self._count += 1
        if self._count > KEPT_ENTRIES:
            js.performance.clearMeasures(self._name)
            self._count = 1
        self._options.start, self._options.end = start, end
        js.performance.measure(self._name, self._options)

    @property
    def recent_ms(self) -> float | None:
        """Median of the last spans in milliseconds, None before the first."""
        return median(self._recent) if self._recent else None
