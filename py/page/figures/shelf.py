"""The article's figures after the hero, in the order in which they stand there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from page.figures.corrupt import settings as corrupt
from page.figures.corrupt.corrupt import Corrupt
from page.figures.figure import Figure, Surroundings
from page.figures.points import settings as points
from page.figures.points.points import Points
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


FIGURES: tuple[Entry, ...] = (Entry(corrupt.TABLE, Corrupt), Entry(points.TABLE, Points))
