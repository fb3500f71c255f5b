"""What the page shows: the settings of all figures, opened or not, and how they are spelled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from page.denoisers import DENOISERS
from page.figures.catalogue import ALL, CODE, HERO, POINTS, Entry
from page.figures.figure import Figure, Surroundings, mentions
from page.figures.hero.settings import HeroSettings
from page.keeping import IN_TIME
from page.shelves.shelves import Shelves
from page.state import yours
from page.state.shelf import OWN
from page.state.subject import Subject
from page.state.yours import YOURS, Broken, Kind

DEFAULTS = {entry.name: entry.table.default for entry in ALL}
"""Settings by figure. Their tables are part of every link, and here from the start."""


class Shown:
    """The one place where settings are held; `changed` is called when the visitor changed some.

    The first figure's settings are there without it, too: other figures follow its drawing, noise,
    curve and shelf.
    """

    def __init__(
        self,
        load_shelf: Callable[[], str | None],
        save_shelf: Callable[[str], bool],
        changed: Callable[[], None],
    ) -> None:
        self.shelves = Shelves(load_shelf, lambda shelf: self.use(shelf=shelf), save_shelf)
        self.figures: dict[str, Figure[Any, Any]] = {}
        self._settings: dict[str, Any] = dict(DEFAULTS)
        self._changed = changed

    @property
    def hero(self) -> HeroSettings:
        """The first figure's settings."""
        hero: HeroSettings = self._settings[HERO.name]
        return hero

    @property
    def points(self) -> Any:
        """The settings of the figure *Points*."""
        return self._settings[POINTS.name]

    @property
    def _subject(self) -> Subject:
        return Subject.of(self.hero, self.points.points)

    def open(self, entry: Entry, around: Surroundings) -> Figure[Any, Any]:
        """Make a figure; it is told of its settings from now on."""
        figure = entry.make(self._settings[entry.name], self._subject, around)
        self.figures[entry.name] = figure
        return figure

    def set(self, name: str, settings: Any) -> None:
        """The visitor has changed a figure's settings."""
        self._hold(name, settings)
        self._changed()

    def use(self, **changes: Any) -> None:
        """Settings of the first figure, by field, that were chosen elsewhere."""
        self.set(HERO.name, replace(self.hero, **changes))

    def publish(self, name: str) -> None:
        """Offer what was made under this name in every menu, and forget walks of the one before."""
        if spec := DENOISERS.get(name):
            spec.forget()
        for figure in self.figures.values():
            figure.forget(name)

    def withdraw(self, kind: Kind, why: str) -> None:
        """Take away the visitor's own part of this kind: who uses it goes on with the default."""
        yours.take(kind, None)
        for entry in ALL:
            settings = self._settings[entry.name]
            decoded, refused = entry.table.decode(entry.table.encode(settings))
            if refused:
                gone = [name for name, value in vars(settings).items() if mentions(value, YOURS)]
                back = {name: getattr(decoded, name) for name in gone}
                self._take(entry.name, replace(settings, **back))
                if figure := self.figures.get(entry.name):
                    figure.say(f"{why} This figure goes on without your {kind}.")
        self.publish(YOURS)
        self._changed()

    def broke(self, broken: Broken) -> None:
        """The visitor's code has failed where it was in use."""
        if broken.kind:
            self.withdraw(broken.kind, f"Your {broken.kind} has failed. {broken}")
        if figure := self.figures.get(CODE.name):
            figure.blame(broken)  # type: ignore[attr-defined]  # that one can

    def texts(self) -> dict[str, str]:
        """All of it, by key, as a link spells it."""
        texts: dict[str, str] = {}
        for entry in ALL:
            texts |= entry.table.encode(self._settings[entry.name])
        return texts

    def to_keep(self) -> dict[str, str]:
        """The texts for storage: another visit finds the drawing, not the noise."""
        texts = {key: text for key, text in self.texts().items() if key not in IN_TIME}
        if self.hero.shelf.name == OWN and self.shelves.kept:
            texts["shelf"] = OWN  # which is kept by itself
        return texts

    def take(self, given: Mapping[str, str], source: str) -> list[str]:
        """Show what these texts say; a sentence for each that could not be used."""
        complaints: list[str] = []
        for entry in ALL:
            settings, more = entry.table.decode(given, source)
            complaints += more
            if entry is HERO:
                shelf, said = self.shelves.settle(settings.shelf)
                complaints.append(said)
                settings = replace(settings, shelf=shelf)
            self._take(entry.name, settings)
        return complaints

    def take_some(self, texts: Mapping[str, str], keys: Iterable[str]) -> None:
        """Show what these keys say; all others say what is shown already, and time stays."""
        for entry in ALL:
            if not any(entry.owns(key) for key in keys):
                continue
            settings = entry.table.decode(texts)[0]
            if entry is HERO:
                now = self.hero
                shelf = self.shelves.settle(settings.shelf)[0] if "shelf" in keys else now.shelf
                t = min(now.timestep, settings.steps)
                settings = replace(settings.at(t, now.phase), shelf=shelf)
            self._take(entry.name, settings)

    def _take(self, name: str, settings: Any) -> None:
        if figure := self.figures.get(name):
            figure.rest()
        self._hold(name, settings)

    def _hold(self, name: str, settings: Any) -> None:
        self._settings[name] = settings
        if figure := self.figures.get(name):
            figure.hold(settings)
        if name in (HERO.name, POINTS.name):
            subject = self._subject
            for figure in self.figures.values():
                figure.follow(subject)
