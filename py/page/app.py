"""Link or storage → settings → hero and figures → back into the link and into storage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import js

from page.browser import address, storage
from page.browser.address import Address
from page.browser.archives import FIGURES as CODE
from page.browser.archives import look_everywhere
from page.browser.boot import OpenStroke, early_sketch, embedded, embedding_notice, report_loss
from page.browser.clock import Timer, when_near
from page.browser.dom import by_id, listen, set_text
from page.export.album import Album, Making
from page.export.panel import ExportPanel
from page.figures.figure import Figure, Surroundings
from page.figures.hero.album import album as hero_album
from page.figures.hero.hero import Hero
from page.figures.shelf import FIGURES, Entry
from page.importing.panel import ImportPanel
from page.keeping import IN_TIME, Keeping
from page.sharing.actions import Actions
from page.sharing.links import figure_state, hero_state, link, snippet
from page.shelves.shelves import Shelves
from page.state.link import HERO, PAGE, joined, parts, read_drawing
from page.state.settings import Settings
from page.state.shelf import OWN, Shelf
from page.state.subject import Subject
from page.widgets.theme import Theme

# Some browsers take no more than a hundred new addresses in half a minute.
KEEP_MS = 400
# A figure opens when the reader is this many screens away from it.
NEAR = 1.0
LINK, KEPT = "The link", "What was kept here"
KEPT_NOWHERE = "This browser keeps nothing for this page: your drawing is in its address only."


class App:
    """Keeps the address and the storage in step with the figures.

    In an embed there is one figure, and no storage: several embeds of one page, and the page
    itself, would write over each other's.
    """

    def __init__(self) -> None:
        self._only = embedded()
        given, source = self._given(address.read())
        page, complaints = PAGE.decode(given, source)
        self._shelves = Shelves(
            lambda: self._load(storage.SHELF),
            self._use_shelf,
            lambda text: self._save(text, storage.SHELF),
        )
        self._settings = self._decoded(given, complaints, source)
        complaints.append(self._shelves.complaint)
        self._states: dict[str, Any] = {}  # of the figures that have not been opened yet
        self._figures: dict[str, Figure[Any]] = {}
        for entry in FIGURES:
            self._states[entry.prefix], more = entry.table.decode(given, source)
            complaints += more
        self._keeping = Keeping(self._load, self._save)
        self._keeper = Timer(KEEP_MS, self._keep_in_time, patience=KEEP_MS)
        self._theme = Theme()
        self._around = Surroundings(
            self._theme, self._keeper.ask, self._draw_curve, self._draw, self._shelves
        )
        self._address = Address(self._on_address, self._keeper.ask)
        self._hero: Hero | None = None
        drawn, stroke = early_sketch() if self._only in ("", "hero") else ("", None)
        self._keeping.show(self._at_rest(self._texts()), source == LINK, bool(drawn))
        if self._only in ("", "hero"):
            self._open_hero(drawn, stroke)
        listen(js.window, "pagehide", lambda _event: self.keep())
        if not self._only:
            listen(js.window, "storage", lambda _event: self._follow())
            listen(js.window, "pageshow", lambda _event: self._follow())  # which may have slept
        for entry in FIGURES:
            if self._only == entry.name:
                self._open(entry)  # the one figure of this embed is what the page is ready with
            elif not self._only:
                self._open_when_near(entry)
        self._say(" ".join(filter(None, [embedding_notice(), *complaints])))
        if page.figure and not self._only:
            by_id(page.figure).scrollIntoView()
        if not self._only:
            Timer(0, self._fill_facts).ask()  # not before the hero has been painted

    def keep(self) -> None:
        """Write the present state into the address and into the browser's storage."""
        self._keep(address_waits=False)

    def _keep_in_time(self) -> None:
        """The same, but in the middle of a stroke only into the storage, if that takes it.

        The tab may die before the stroke ends; but a new address costs the browser half a frame.
        """
        self._keep(address_waits=self._hero is not None and self._hero.in_stroke)

    def _keep(self, address_waits: bool) -> None:
        texts = self._texts()
        kept = self._keep_here(texts)
        if not (kept and address_waits):
            self._address.write(joined(texts))

    def _keep_here(self, texts: dict[str, str]) -> bool:
        kept = self._keeping.keep(self._at_rest(texts))
        if self._hero and not kept:
            self._hero.say(KEPT_NOWHERE, lasting=True)
        self._offer()
        return kept

    def _offer(self) -> None:
        if self._hero:
            former = self._keeping.former
            self._hero.offer(read_drawing(former) if former else b"")

    def _follow(self) -> None:
        """Show what another tab has kept, as far as nothing of it has been changed here."""
        self._shelves.follow()
        shown = self._at_rest(self._texts())
        texts, keys = self._keeping.news(shown)
        for entry in FIGURES:
            if any(key.startswith(entry.prefix) for key in keys):
                self._take_state(entry, entry.table.decode(texts)[0])
        if any("." not in key for key in keys):
            now = self._now
            settings, _complaints = HERO.decode(texts)
            shelf = self._shelves.settle(settings.shelf)[0] if "shelf" in keys else now.shelf
            t = min(now.timestep, settings.steps)
            self._take_settings(replace(settings.at(t, now.phase), shelf=shelf))
        self._keeping.agree(self._at_rest(self._texts()))
        self._offer()

    @property
    def _now(self) -> Settings:
        return self._hero.settings if self._hero else self._settings

    def _texts(self) -> dict[str, str]:
        """The state of the page, as a link spells it."""
        texts = HERO.encode(self._now)
        for entry in FIGURES:
            texts |= entry.table.encode(self._state_of(entry))
        return texts

    def _at_rest(self, texts: dict[str, str]) -> dict[str, str]:
        """The same for storage: there is the drawing, not the noise, and the visitor's shelf."""
        kept = {key: text for key, text in texts.items() if key not in IN_TIME}
        own = self._shelves.in_use.name == OWN and self._shelves.kept
        return kept | {"shelf": OWN} if own else kept

    def _load(self, name: str = storage.KEY) -> str | None:
        return None if self._only else storage.load(name)

    def _save(self, text: str, name: str = storage.KEY) -> bool:
        return bool(self._only) or storage.save(text, name)

    def _given(self, link: str) -> tuple[dict[str, str], str]:
        """What to show, and whence it is: from a link, or else from last time."""
        if link or self._only:
            return parts(link), LINK
        return parts(self._load() or ""), KEPT

    def _open_hero(self, drawn: str, stroke: OpenStroke | None) -> None:
        self._hero = hero = Hero(
            self._settings, self._theme, self._on_settings, self.keep, self._shelves
        )
        if drawn:
            hero.adopt(read_drawing(drawn), stroke)
        self._offer()
        hero.open()
        self._take_along(
            "hero",
            "Unerase",
            lambda: hero_state(hero.settings),
            lambda: hero_album(hero.settings, self._theme),
        )
        ImportPanel(
            "hero", self._theme, hero.use_drawing, lambda text: self._take(parts(text), LINK)
        )

    def _open_when_near(self, entry: Entry) -> None:
        when_near(by_id(entry.name), partial(self._fetch_and_open, entry), NEAR)

    def _fetch_and_open(self, entry: Entry) -> None:
        def lost(sentence: str) -> None:
            report_loss(sentence)
            self._open_when_near(entry)  # the reader comes by again

        CODE.need(partial(self._open, entry), lost)

    def _fill_facts(self) -> None:
        def fill() -> None:
            from page.article.live import fill_facts

            fill_facts()

        CODE.need(fill, lambda _sentence: None)  # the numbers stay that the page was made with

    def _open(self, entry: Entry) -> None:
        kept, subject = self._states[entry.prefix], Subject.of(self._settings)
        figure = entry.make(kept, subject, self._around)
        self._figures[entry.prefix] = figure
        figure.open()

        def state() -> str:
            return figure_state(self._settings, entry.table, figure.settings)

        self._take_along(
            entry.name,
            figure.name,
            state,
            lambda: entry.album(figure.settings, figure.subject, self._theme, state()),
        )

    def _take_along(
        self,
        figure: str,
        name: str,
        state: Callable[[], str],
        album: Callable[[], Making[Album]],
    ) -> None:
        base = address.base()
        ExportPanel(figure, album)
        Actions(
            figure,
            lambda: link(base, state()),
            lambda: snippet(base, figure, name, state()),
        )

    def _state_of(self, entry: Entry) -> Any:
        figure = self._figures.get(entry.prefix)
        return figure.settings if figure else self._states[entry.prefix]

    def _say(self, sentence: str) -> None:
        if self._hero:
            self._hero.say(sentence)
        else:
            set_text(by_id(f"{self._only}-taken"), sentence)

    def _decoded(self, given: dict[str, str], complaints: list[str], source: str) -> Settings:
        """The hero's settings as given, with the shelf that they mean."""
        settings, more = HERO.decode(given, source)
        shelf, said = self._shelves.settle(settings.shelf)
        complaints += [*more, said]
        return replace(settings, shelf=shelf)

    def _draw(self, drawing: bytes) -> None:
        if self._hero:
            self._hero.use_drawing(drawing)
        else:
            self._on_settings(replace(self._settings, drawing=drawing))

    def _use_shelf(self, shelf: Shelf) -> None:
        if self._hero:
            self._hero.use_shelf(shelf)
        else:
            self._on_settings(replace(self._settings, shelf=shelf))

    def _draw_curve(self, curve: bytes) -> None:
        if self._hero:
            self._hero.use_curve(curve)
        else:
            self._on_settings(replace(self._settings, curve=curve))

    def _on_settings(self, settings: Any) -> None:
        self._settings = settings
        subject = Subject.of(settings)
        for figure in self._figures.values():
            figure.follow(subject)
        self._keeper.ask()

    def _on_address(self, link: str) -> None:
        self._keep_here(self._texts())  # what was changed last
        given, source = self._given(link)
        self._take(given, source)
        self._keeping.show(self._at_rest(self._texts()), source == LINK)
        self._offer()

    def _take(self, given: dict[str, str], source: str) -> None:
        page, complaints = PAGE.decode(given, source)
        settings = self._decoded(given, complaints, source)
        for entry in FIGURES:
            state, more = entry.table.decode(given, source)
            complaints += more
            self._take_state(entry, state)
        self._take_settings(settings)
        self._say(" ".join(filter(None, complaints)))
        if page.figure and not self._only:
            by_id(page.figure).scrollIntoView()

    def _take_settings(self, settings: Settings) -> None:
        if self._hero:
            self._hero.take(settings)
        else:
            self._on_settings(settings)

    def _take_state(self, entry: Entry, state: Any) -> None:
        self._states[entry.prefix] = state
        if figure := self._figures.get(entry.prefix):
            figure.take(state)


def start() -> None:
    """Bring the page to life."""
    look_everywhere()
    App()
