"""The article's figures, in the order in which they stand there.

All else about a figure follows from its name: its folder, the ids of its elements, what its keys in
a link begin with, its chapter and its style sheet. Their settings are part of every link, so those
are here from the start; what a figure is made of is imported when it is made, what it saves when
somebody saves, and its poster for the build and for the article's numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

from page.state.table import Table

if TYPE_CHECKING:
    from page.export.film import Film
    from page.export.making import Making
    from page.figures.figure import Figure, Surroundings
    from page.figures.poster import Poster
    from page.state.subject import Subject


@dataclass(frozen=True)
class Entry:
    """A figure: `name` in links and markup, `title` for people.

    Its class, in the module of its name, is called as its title is.
    """

    name: str
    title: str

    def owns(self, key: str) -> bool:
        """Whether a key is one of this figure's."""
        return key.rpartition(".")[0] == self.table.prefix.rstrip(".")

    @cached_property
    def table(self) -> Table[Any]:
        """The keys of its settings."""
        table: Table[Any] = self.part("settings").TABLE
        return table

    def part(self, module: str) -> Any:
        """A module of its folder."""
        return import_module(f"page.figures.{self.name}.{module}")

    def make(self, settings: Any, subject: Subject, around: Surroundings) -> Figure[Any, Any]:
        """The figure itself."""
        kind = getattr(self.part(self.name), self.title.title().replace(" ", ""))
        figure: Figure[Any, Any] = kind(self, settings, subject, around)
        return figure

    def film(self, settings: Any, subject: Subject) -> Making[Film]:
        """What it hands over to be saved."""
        film: Making[Film] = self.part("film").film(settings, subject)
        return film

    @property
    def poster(self) -> Poster:
        """What the build writes into the page for it."""
        poster: Poster = self.part("poster").POSTER
        return poster


HERO = Entry("hero", "Unerase")
"""The first figure, with which the page opens."""

POINTS = Entry("points", "Points")
"""Whose points others learn."""

CODE = Entry("code", "The code")
"""Where visitors write parts of their own."""

FIGURES = (
    Entry("corrupt", "Corrupt"),
    Entry("estimate", "Estimate"),
    Entry("walk", "Walk back"),
    POINTS,
    Entry("schedules", "Two schedules"),
    Entry("lab", "Schedule lab"),
    Entry("without", "Without the oracle"),
    Entry("unseen", "The unseen drawing"),
    Entry("learn", "Learn"),
    Entry("name", "Ask by name"),
    Entry("cloth", "More cloth"),
    Entry("samplers", "Samplers"),
    CODE,
)

ALL = (HERO, *FIGURES)
NAMES = tuple(entry.name for entry in ALL)
"""What links, embeds and files call them."""

TABLES = {entry.name: entry.table for entry in FIGURES}
"""Their keys; here from the start."""
