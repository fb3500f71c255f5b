"""The article's figures after the hero, in the order in which they stand there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from page.figures.corrupt import settings as corrupt
from page.figures.corrupt.corrupt import Corrupt
from page.figures.estimate import settings as estimate
from page.figures.estimate.estimate import Estimate
from page.figures.figure import Figure, Surroundings
from page.figures.points import settings as points
from page.figures.points.points import Points
from page.figures.two_schedules import settings as two_schedules
from page.figures.two_schedules.two_schedules import TwoSchedules
from page.figures.walk_back import settings as walk_back
from page.figures.walk_back.walk_back import WalkBack
from page.state.subject import Subject
from page.state.table import Table


@dataclass(frozen=True)
class Entry:
    """A figure: the keys of its settings, and how it is made."""

    table: Table[Any]
    make: Callable[[Any, Subject, Surroundings], Figure[Any]]

    @property
    def prefix(self) -> str:
        """What its keys begin with."""
        return self.table.prefix

    @property
    def name(self) -> str:
        """What links, embeds and the page's own markup call it."""
        return self.prefix.rstrip(".")


FIGURES: tuple[Entry, ...] = (
    Entry(corrupt.TABLE, Corrupt),
    Entry(estimate.TABLE, Estimate),
    Entry(walk_back.TABLE, WalkBack),
    Entry(two_schedules.TABLE, TwoSchedules),
    Entry(points.TABLE, Points),
)
