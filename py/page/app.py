"""Link or storage → settings → hero and figures → back into the link and into storage."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, cast

import js

from page.browser import address, storage
from page.browser.address import Address
from page.browser.archives import FIGURES as CODE
from page.browser.archives import look_everywhere
from page.browser.boot import early_sketch, embedded, embedding_notice, report_loss
from page.browser.clock import Timer, when_near
from page.browser.dom import by_id, listen, set_text
from page.checking.button import CheckButton
from page.export.panel import ExportPanel
from page.figures.catalogue import FIGURES, HERO, Entry
from page.figures.figure import Figure, Surroundings
from page.figures.hero.hero import Unerase
from page.importing.panel import ImportPanel
from page.keeping import FORMER, Keeping
from page.link import PAGE, joined, parts
from page.sharing.actions import Actions
from page.sharing.code_button import CodeButton
from page.sharing.links import link, snippet, state_of
from page.shown import Shown
from page.state.subject import read_drawing
from page.state.table import KEYS
from page.widgets.theme import Theme

if TYPE_CHECKING:
    from page.export.album import Album
    from page.export.making import Making

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
        self._keeper = Timer(KEEP_MS, self._keep_in_time, patience=KEEP_MS)
        self._keeping = Keeping(self._load, self._save)
        self._shown = shown = Shown(
            lambda: self._load(storage.SHELF),
            lambda text: self._save(text, storage.SHELF),
            self._keeper.ask,
        )
        given, source, complaints = self._given(address.read())
        page, more = PAGE.decode(given, source)
        complaints += [*more, *shown.take(given, source), shown.shelves.complaint]
        self._theme = Theme()
        self._around = Surroundings(
            *(self._theme, shown.set, shown.use, lambda: shown.hero, self.keep),
            *(shown.publish, shown.withdraw, shown.broke, shown.shelves),
        )
        self._address = Address(self._on_address, self._keeper.ask)
        self._hero: Unerase | None = None
        if self._only in ("", HERO.name):
            self._open_hero(source == LINK)
        else:
            self._keeping.show(shown.to_keep(), source == LINK)
        listen(js.window, "pagehide", lambda _event: self.keep())
        if not self._only:
            listen(js.window, "storage", lambda _event: self._follow())
            listen(js.window, "pageshow", lambda _event: self._follow())  # it may have slept
        if self._hero and source == KEPT:
            self._hero.play_opening()
        for entry in FIGURES:
            if self._only == entry.name:
                self._open(entry)  # the one figure of this embed is what the page is ready with
            elif not self._only:
                self._open_when_near(entry)
        self._say(embedding_notice(), *complaints)
        self._go_to(page.figure)
        if not self._only:
            CheckButton(shown.texts)
            Timer(0, self._fill_facts).ask()  # not before the hero has been painted

    def keep(self) -> None:
        """Write the present state into the address and, as far as it is new, into the storage."""
        self._keep_here()
        self._address.write(joined(self._shown.texts()))

    def _keep_in_time(self) -> None:
        """Write the state down; in the middle of a stroke only into the storage, if that takes it.

        The tab may die before the stroke ends; but a new address costs the browser half a frame.
        """
        if not (self._keep_here() and self._hero and self._hero.drawing.open):
            self._address.write(joined(self._shown.texts()))

    def _keep_here(self) -> bool:
        """Write what is new into the storage; False when that does not take it."""
        kept = self._keeping.keep(self._shown.to_keep())
        if self._hero and not kept:
            self._hero.say_always(KEPT_NOWHERE)
        self._offer()
        return kept

    def _follow(self) -> None:
        """Show what another tab has kept."""
        shown = self._shown
        shown.shelves.follow()
        texts, keys = self._keeping.news(shown.to_keep())
        shown.take_some(texts, keys)
        self._keeping.agree(shown.to_keep(), keys)
        self._offer()

    def _offer(self) -> None:
        if self._hero:
            former = self._keeping.former
            self._hero.offer(read_drawing(former) if former else b"")

    def _load(self, name: str = storage.KEY) -> str | None:
        return None if self._only else storage.load(name)

    def _save(self, text: str, name: str = storage.KEY) -> bool:
        return bool(self._only) or storage.save(text, name)

    def _given(self, link: str) -> tuple[dict[str, str], str, list[str]]:
        """What to show, whence it is, and what is wrong with a link that says nothing known.

        It is the link's, or else that of last time.
        """
        given = parts(link)
        if self._only or not KEYS.isdisjoint(given):
            return given, LINK, []
        kept = parts(self._load() or "")
        kept.pop(FORMER, None)
        return kept, KEPT, PAGE.decode(given, LINK)[1]

    def _open_hero(self, linked: bool) -> None:
        drawn, stroke = early_sketch()
        self._keeping.show(self._shown.to_keep(), linked, bool(drawn))
        hero = self._hero = cast(Unerase, self._shown.open(HERO, self._around))
        if drawn:
            hero.adopt(read_drawing(drawn), stroke)
        self._offer()
        self._bring_to_life(HERO, hero)
        ImportPanel(
            HERO.name, self._theme, hero.drawing.replace, lambda text: self._take(parts(text))
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
        self._bring_to_life(entry, self._shown.open(entry, self._around))

    def _bring_to_life(self, entry: Entry, figure: Figure[Any, Any]) -> None:
        figure.open()
        base = address.base()

        def state() -> str:
            return state_of(entry, figure.settings, self._shown.hero, self._shown.points)

        def album() -> Making[Album]:
            from page.export.album import Album

            link = state()
            film = yield from entry.film(figure.settings, figure.subject)
            return Album(entry.name, film, self._theme, link)

        ExportPanel(entry.name, album)
        CodeButton(entry, figure, album)
        Actions(
            entry.name,
            lambda: link(base, state()),
            lambda: snippet(base, entry, state()),
        )

    def _on_address(self, link: str) -> None:
        self._keep_here()  # what was changed last
        given, source, complaints = self._given(link)
        self._take(given, source, complaints)
        self._keeping.show(self._shown.to_keep(), source == LINK)
        self._offer()

    def _take(
        self, given: dict[str, str], source: str = LINK, complaints: Sequence[str] = ()
    ) -> None:
        page, more = PAGE.decode(given, source)
        self._say(*complaints, *more, *self._shown.take(given, source))
        self._go_to(page.figure)

    def _say(self, *sentences: str) -> None:
        said = " ".join(filter(None, sentences))
        if self._hero:
            self._hero.say(said)
        else:
            set_text(by_id(f"{self._only}-taken"), said)

    def _go_to(self, figure: str) -> None:
        if figure and not self._only:
            by_id(figure).scrollIntoView()


def start() -> None:
    """Bring the page to life."""
    look_everywhere()
    App()
