"""Link or storage → settings → hero and figures → back into the link and into storage."""

from __future__ import annotations

from typing import Any

import js

from page.article.live import fill_facts
from page.browser import address, storage
from page.browser.boot import early_sketch
from page.browser.clock import Timer, one_by_one
from page.browser.dom import listen
from page.figures.figure import Figure, Surroundings
from page.figures.hero.hero import Hero
from page.figures.shelf import FIGURES, Entry
from page.state.link import HERO, joined, parts, read_drawing
from page.state.settings import Settings
from page.state.subject import Subject
from page.widgets.theme import Theme

# Some browsers take no more than a hundred new addresses in half a minute.
KEEP_MS = 400


class App:
    """Keeps the address and the storage in step with the figures."""

    def __init__(self) -> None:
        given, source = parts(address.read()), "The link"
        if not given:
            given, source = parts(storage.load()), "What was kept here"
        settings, complaints = HERO.decode(given, source)
        self._states: dict[str, Any] = {}  # of the figures that have not been opened yet
        self._figures: dict[str, Figure[Any]] = {}
        for entry in FIGURES:
            self._states[entry.prefix], more = entry.table.decode(given, source)
            complaints += more
        self._keeper = Timer(KEEP_MS, self.keep)
        self._theme = Theme()
        self.hero = Hero(settings, self._theme, self._on_settings, self.keep)
        drawing, stroke = early_sketch()
        if drawing:
            self.hero.adopt(read_drawing(drawing), stroke)
        self.hero.say(" ".join(complaints))
        self.hero.open()
        address.on_change(self._on_address)
        listen(js.window, "pagehide", lambda _event: self.keep())
        # The rest of the article comes to life while the reader is still at its top.
        one_by_one([fill_facts, *(self._opener(entry) for entry in FIGURES)])

    def keep(self) -> None:
        """Write the present state into the address and into the browser's storage."""
        settings = self.hero.settings
        others: dict[str, str] = {}
        for entry in FIGURES:
            figure = self._figures.get(entry.prefix)
            state = figure.settings if figure else self._states[entry.prefix]
            others |= entry.table.encode(state)
        address.write(joined(HERO.encode(settings) | others))
        # A visitor who comes back to the bare address finds the drawing, not the noise.
        if not storage.save(joined(HERO.encode(settings.at_rest()) | others)):
            self.hero.say(
                "This browser keeps nothing for this page: your drawing is in its address only.",
                lasting=True,
            )

    def _opener(self, entry: Entry) -> Any:
        def open_figure() -> None:
            around = Surroundings(self._theme, self._keeper.ask)
            state, subject = self._states[entry.prefix], Subject.of(self.hero.settings)
            figure = entry.make(state, subject, around)
            self._figures[entry.prefix] = figure
            figure.open()

        return open_figure

    def _on_settings(self, settings: Settings) -> None:
        subject = Subject.of(settings)
        for figure in self._figures.values():
            figure.follow(subject)
        self._keeper.ask()

    def _on_address(self, text: str) -> None:
        given = parts(text)
        settings, complaints = HERO.decode(given)
        for entry in FIGURES:
            state, more = entry.table.decode(given)
            complaints += more
            self._states[entry.prefix] = state
            if figure := self._figures.get(entry.prefix):
                figure.take(state)
        self.hero.take(settings)
        self.hero.say(" ".join(complaints))


def start() -> None:
    """Bring the page to life."""
    App()
