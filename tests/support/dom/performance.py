"""User Timing."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from support.dom.clock import Clock
from support.dom.values import Items


@dataclass(frozen=True)
class Measure:
    """A span that the page has measured."""

    name: str
    figure: str
    denoiser: str
    duration: float


class Performance:
    """The clock, and what has been measured by it."""

    def __init__(self, clock: Clock) -> None:
        self.now = clock.now
        self.measures: list[Measure] = []

    def measure(self, name: str, options: Any) -> None:
        detail: SimpleNamespace = options.detail
        duration = options.end - options.start
        self.measures.append(Measure(name, detail.figure, detail.denoiser, duration))

    def clearMeasures(self, name: str) -> None:
        self.measures = [one for one in self.measures if one.name != name]

    def getEntriesByName(self, name: str, kind: str = "measure") -> Items:
        """Measures only: nothing else is recorded here."""
        return Items(one for one in self.measures if one.name == name and kind == "measure")
