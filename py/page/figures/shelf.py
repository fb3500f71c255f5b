"""The article's figures after the hero, in the order in which they stand there.

Their settings are part of every link, so those are here from the start; what a figure is made of is
imported when it is made, and what it saves when somebody saves.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from page.figures.by_name import settings as by_name
from page.figures.cloth import settings as cloth
from page.figures.corrupt import settings as corrupt
from page.figures.estimate import settings as estimate
from page.figures.lab import settings as lab
from page.figures.points import settings as points
from page.figures.samplers import settings as samplers
from page.figures.two_schedules import settings as two_schedules
from page.figures.unseen import settings as unseen
from page.figures.walk_back import settings as walk_back
from page.figures.without import settings as without
from page.state.table import Table

if TYPE_CHECKING:
    from page.export.album import Album, Colours, Making
    from page.figures.figure import Figure, Surroundings
    from page.state.subject import Subject

    Make = Callable[[Any, Subject, Surroundings], Figure[Any]]
    Save = Callable[[Any, Subject, Colours, str], Making[Album]]


@dataclass(frozen=True)
class Entry:
    """A figure: its folder, its class in the module of that name, and the keys of its settings."""

    folder: str
    figure: str
    table: Table[Any]

    @property
    def prefix(self) -> str:
        """What its keys begin with."""
        return self.table.prefix

    @property
    def name(self) -> str:
        """What links, embeds and the page's own markup call it."""
        return self.prefix.rstrip(".")

    @property
    def make(self) -> Make:
        """Makes the figure."""
        make: Make = getattr(
            import_module(f"page.figures.{self.folder}.{self.folder}"), self.figure
        )
        return make

    @property
    def album(self) -> Save:
        """Makes what it hands over to be saved."""
        album: Save = import_module(f"page.figures.{self.folder}.album").album
        return album


FIGURES: tuple[Entry, ...] = (
    Entry("corrupt", "Corrupt", corrupt.TABLE),
    Entry("estimate", "Estimate", estimate.TABLE),
    Entry("walk_back", "WalkBack", walk_back.TABLE),
    Entry("two_schedules", "TwoSchedules", two_schedules.TABLE),
    Entry("lab", "Lab", lab.TABLE),
    Entry("without", "Without", without.TABLE),
    Entry("unseen", "Unseen", unseen.TABLE),
    Entry("by_name", "ByName", by_name.TABLE),
    Entry("cloth", "MoreCloth", cloth.TABLE),
    Entry("samplers", "Samplers", samplers.TABLE),
    Entry("points", "Points", points.TABLE),
)
