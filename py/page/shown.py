"""What the page shows: the settings of all figures, opened or not, and how they are spelled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from page.figures.catalogue import FIGURES, Entry
from page.figures.figure import Figure
from page.figures.hero.hero import Hero
from page.figures.hero.settings import TABLE as HERO
from page.figures.hero.settings import HeroSettings
from page.keeping import IN_TIME
from page.shelves.shelves import Shelves
from page.state.shelf import OWN
from page.state.subject import Subject


class Shown:
    """`changed` is called when the first figure has changed, or what stands for it in an embed.

    The first figure, if there is one, and each other that has been opened hold their own settings.
    """

    def __init__(
        self,
        load_shelf: Callable[[], str | None],
        save_shelf: Callable[[str], bool],
        changed: Callable[[], None],
    ) -> None:
        self.settings = HeroSettings()
        self.hero: Hero | None = None
        self.shelves = Shelves(load_shelf, lambda shelf: self._use(shelf=shelf), save_shelf)
        self._figures: dict[str, Figure[Any, Any]] = {}
        self._states = {entry.prefix: entry.table.default for entry in FIGURES}
        self._changed = changed

    def opened(self, entry: Entry, figure: Figure[Any, Any]) -> None:
        """From now on this figure holds its settings."""
        self._figures[entry.prefix] = figure

    def state_of(self, entry: Entry) -> Any:
        """The settings of a figure."""
        figure = self._figures.get(entry.prefix)
        return figure.settings if figure else self._states[entry.prefix]

    def texts(self) -> dict[str, str]:
        """All of it, by key, as a link spells it."""
        texts = HERO.encode(self.settings)
        for entry in FIGURES:
            texts |= entry.table.encode(self.state_of(entry))
        return texts

    def to_keep(self) -> dict[str, str]:
        """The same for storage: another visit finds the drawing, not the noise."""
        texts = {key: text for key, text in self.texts().items() if key not in IN_TIME}
        if self.settings.shelf.name == OWN and self.shelves.kept:
            texts["shelf"] = OWN  # which is kept by itself
        return texts

    def take(self, given: Mapping[str, str], source: str) -> list[str]:
        """Show what these texts say; a sentence for each that could not be used."""
        settings, complaints = HERO.decode(given, source)
        shelf, said = self.shelves.settle(settings.shelf)
        complaints.append(said)
        for entry in FIGURES:
            state, more = entry.table.decode(given, source)
            complaints += more
            self._take(entry, state)
        self._take_hero(replace(settings, shelf=shelf))
        return complaints

    def take_some(self, texts: Mapping[str, str], keys: Iterable[str]) -> None:
        """Show what these keys say; all others say what is shown already, and time stays."""
        for entry in FIGURES:
            if any(key.startswith(entry.prefix) for key in keys):
                self._take(entry, entry.table.decode(texts)[0])
        if any("." not in key for key in keys):
            now, (settings, _complaints) = self.settings, HERO.decode(texts)
            shelf = self.shelves.settle(settings.shelf)[0] if "shelf" in keys else now.shelf
            t = min(now.timestep, settings.steps)
            self._take_hero(replace(settings.at(t, now.phase), shelf=shelf))

    def on_hero(self, settings: HeroSettings) -> None:
        """The first figure's settings are these now: the others follow."""
        self._follow(settings)
        self._changed()

    def draw(self, drawing: bytes) -> None:
        """Another drawing, from another figure."""
        if self.hero:
            self.hero.use_drawing(drawing)
        else:
            self.on_hero(replace(self.settings, drawing=drawing))

    def draw_curve(self, curve: bytes) -> None:
        """The visitor's own schedule."""
        self._use(curve=curve)

    def _use(self, **changes: Any) -> None:
        if self.hero:
            self.hero.use(**changes)
        else:
            self.on_hero(replace(self.settings, **changes))

    def _take_hero(self, settings: HeroSettings) -> None:
        if self.hero:
            self.hero.take(settings)
        else:
            self._follow(settings)

    def _take(self, entry: Entry, state: Any) -> None:
        self._states[entry.prefix] = state
        if figure := self._figures.get(entry.prefix):
            figure.take(state)

    def _follow(self, settings: HeroSettings) -> None:
        self.settings = settings
        subject = Subject.of(settings)
        for figure in self._figures.values():
            figure.follow(subject)
