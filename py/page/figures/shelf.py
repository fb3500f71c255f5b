"""The article's figures after the hero, in the order in which they stand there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from page.export.album import Album, Colours, Making
from page.figures.by_name import album as by_name_album
from page.figures.by_name import settings as by_name
from page.figures.by_name.by_name import ByName
from page.figures.cloth import album as cloth_album
from page.figures.cloth import settings as cloth
from page.figures.cloth.cloth import MoreCloth
from page.figures.corrupt import album as corrupt_album
from page.figures.corrupt import settings as corrupt
from page.figures.corrupt.corrupt import Corrupt
from page.figures.estimate import album as estimate_album
from page.figures.estimate import settings as estimate
from page.figures.estimate.estimate import Estimate
from page.figures.figure import Figure, Surroundings
from page.figures.lab import album as lab_album
from page.figures.lab import settings as lab
from page.figures.lab.lab import Lab
from page.figures.points import album as points_album
from page.figures.points import settings as points
from page.figures.points.points import Points
from page.figures.samplers import album as samplers_album
from page.figures.samplers import settings as samplers
from page.figures.samplers.samplers import Samplers
from page.figures.two_schedules import album as two_schedules_album
from page.figures.two_schedules import settings as two_schedules
from page.figures.two_schedules.two_schedules import TwoSchedules
from page.figures.unseen import album as unseen_album
from page.figures.unseen import settings as unseen
from page.figures.unseen.unseen import Unseen
from page.figures.walk_back import album as walk_back_album
from page.figures.walk_back import settings as walk_back
from page.figures.walk_back.walk_back import WalkBack
from page.figures.without import album as without_album
from page.figures.without import settings as without
from page.figures.without.without import Without
from page.state.subject import Subject
from page.state.table import Table


@dataclass(frozen=True)
class Entry:
    """A figure: the keys of its settings, how it is made, and what it hands over to be saved."""

    table: Table[Any]
    make: Callable[[Any, Subject, Surroundings], Figure[Any]]
    album: Callable[[Any, Subject, Colours, str], Making[Album]]

    @property
    def prefix(self) -> str:
        """What its keys begin with."""
        return self.table.prefix

    @property
    def name(self) -> str:
        """What links, embeds and the page's own markup call it."""
        return self.prefix.rstrip(".")


FIGURES: tuple[Entry, ...] = (
    Entry(corrupt.TABLE, Corrupt, corrupt_album.album),
    Entry(estimate.TABLE, Estimate, estimate_album.album),
    Entry(walk_back.TABLE, WalkBack, walk_back_album.album),
    Entry(two_schedules.TABLE, TwoSchedules, two_schedules_album.album),
    Entry(lab.TABLE, Lab, lab_album.album),
    Entry(without.TABLE, Without, without_album.album),
    Entry(unseen.TABLE, Unseen, unseen_album.album),
    Entry(by_name.TABLE, ByName, by_name_album.album),
    Entry(cloth.TABLE, MoreCloth, cloth_album.album),
    Entry(samplers.TABLE, Samplers, samplers_album.album),
    Entry(points.TABLE, Points, points_album.album),
)
