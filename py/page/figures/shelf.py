"""The article's figures after the hero, in the order in which they stand there.

Their settings are part of every link, so those are here from the start; what a figure is made of is
imported when it is made.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
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
    """A figure: the keys of its settings, and a function that imports the rest.

    The rest is how the figure is made, and what it hands over to be saved.
    """

    table: Table[Any]
    load: Callable[[], tuple[Make, Save]]

    @property
    def prefix(self) -> str:
        """What its keys begin with."""
        return self.table.prefix

    @property
    def name(self) -> str:
        """What links, embeds and the page's own markup call it."""
        return self.prefix.rstrip(".")


def _corrupt() -> tuple[Make, Save]:
    from page.figures.corrupt.album import album
    from page.figures.corrupt.corrupt import Corrupt

    return Corrupt, album


def _estimate() -> tuple[Make, Save]:
    from page.figures.estimate.album import album
    from page.figures.estimate.estimate import Estimate

    return Estimate, album


def _walk_back() -> tuple[Make, Save]:
    from page.figures.walk_back.album import album
    from page.figures.walk_back.walk_back import WalkBack

    return WalkBack, album


def _two_schedules() -> tuple[Make, Save]:
    from page.figures.two_schedules.album import album
    from page.figures.two_schedules.two_schedules import TwoSchedules

    return TwoSchedules, album


def _lab() -> tuple[Make, Save]:
    from page.figures.lab.album import album
    from page.figures.lab.lab import Lab

    return Lab, album


def _without() -> tuple[Make, Save]:
    from page.figures.without.album import album
    from page.figures.without.without import Without

    return Without, album


def _unseen() -> tuple[Make, Save]:
    from page.figures.unseen.album import album
    from page.figures.unseen.unseen import Unseen

    return Unseen, album


def _by_name() -> tuple[Make, Save]:
    from page.figures.by_name.album import album
    from page.figures.by_name.by_name import ByName

    return ByName, album


def _cloth() -> tuple[Make, Save]:
    from page.figures.cloth.album import album
    from page.figures.cloth.cloth import MoreCloth

    return MoreCloth, album


def _samplers() -> tuple[Make, Save]:
    from page.figures.samplers.album import album
    from page.figures.samplers.samplers import Samplers

    return Samplers, album


def _points() -> tuple[Make, Save]:
    from page.figures.points.album import album
    from page.figures.points.points import Points

    return Points, album


FIGURES: tuple[Entry, ...] = (
    Entry(corrupt.TABLE, _corrupt),
    Entry(estimate.TABLE, _estimate),
    Entry(walk_back.TABLE, _walk_back),
    Entry(two_schedules.TABLE, _two_schedules),
    Entry(lab.TABLE, _lab),
    Entry(without.TABLE, _without),
    Entry(unseen.TABLE, _unseen),
    Entry(by_name.TABLE, _by_name),
    Entry(cloth.TABLE, _cloth),
    Entry(samplers.TABLE, _samplers),
    Entry(points.TABLE, _points),
)
