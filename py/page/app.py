"""Settings from the link or from last time → the hero → back into the link and into storage."""

from __future__ import annotations

from dataclasses import replace

import js

from page.browser import address, storage
from page.browser.boot import early_sketch
from page.browser.clock import Timer
from page.browser.dom import listen
from page.figures.hero.hero import Hero
from page.state import link
from page.widgets.theme import Theme

QUIET_MS = 250


class App:
    """Keeps the address and the storage in step with the figure."""

    def __init__(self) -> None:
        text = address.read() or storage.load()
        settings, complaints = link.decode(text)
        sketch = early_sketch()
        if sketch:
            settings = replace(settings, drawing=link.decode(f"drawing={sketch}")[0].drawing)
        self._refused = False
        self._keeper = Timer(QUIET_MS, self.keep)
        self.hero = Hero(settings, Theme(), lambda _settings: self._keeper.restart())
        self.hero.open(" ".join(complaints))
        address.on_change(self._on_address)
        listen(js.window, "pagehide", lambda _event: self.keep())

    def keep(self) -> None:
        """Write the present state into the address and into the browser's storage."""
        settings = self.hero.settings
        address.write(link.encode(settings))
        # A visitor who comes back to the bare address finds the drawing, not the noise.
        at_rest = replace(settings, phase="forward", timestep=0, start=settings.steps)
        kept = storage.save(link.encode(at_rest))
        if not kept and not self._refused:
            self._refused = True
            self.hero.say("This browser keeps nothing for this page; the link above keeps it all.")

    def _on_address(self, text: str) -> None:
        settings, complaints = link.decode(text)
        self.hero.take(settings, " ".join(complaints))


def start() -> None:
    """Bring the page to life."""
    App()
