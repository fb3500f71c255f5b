"""Settings from the link or from last time → the hero → back into the link and into storage."""

from __future__ import annotations

import js

from page.browser import address, storage
from page.browser.boot import early_sketch
from page.browser.clock import Timer
from page.browser.dom import listen
from page.figures.hero.hero import Hero
from page.state import link
from page.state.settings import Settings
from page.widgets.theme import Theme

QUIET_MS = 250


class App:
    """Keeps the address and the storage in step with the figure."""

    def __init__(self) -> None:
        given = address.read()
        settings, complaints = (
            link.decode(given) if given else link.decode(storage.load(), "What was kept here")
        )
        self._keeper = Timer(QUIET_MS, self.keep)
        self.hero = Hero(settings, Theme(), self._on_settings, self.keep)
        drawing, stroke = early_sketch()
        if drawing:
            self.hero.adopt(link.decode(f"drawing={drawing}")[0].drawing, stroke)
        self.hero.say(" ".join(complaints))
        self.hero.open()
        address.on_change(self._on_address)
        listen(js.window, "pagehide", lambda _event: self.keep())

    def keep(self) -> None:
        """Write the present state into the address and into the browser's storage."""
        settings = self.hero.settings
        address.write(link.encode(settings))
        # A visitor who comes back to the bare address finds the drawing, not the noise.
        if not storage.save(link.encode(settings.at_rest())):
            self.hero.say(
                "This browser keeps nothing for this page: your drawing is in its address only.",
                lasting=True,
            )

    def _on_settings(self, _settings: Settings) -> None:
        self._keeper.restart()

    def _on_address(self, text: str) -> None:
        settings, complaints = link.decode(text)
        self.hero.take(settings)
        self.hero.say(" ".join(complaints))


def start() -> None:
    """Bring the page to life."""
    App()
