"""The figure "Without the oracle" on the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from page.browser.dom import by_id, listen, on_click
from page.browser.timing import Stopwatch
from page.denoisers import DENOISERS
from page.figures.figure import Figure
from page.figures.without import words
from page.figures.without.scene import Lane, Scene, pictures
from page.figures.without.settings import LANES, WithoutSettings, in_order
from page.figures.without.sources import SourceView
from page.samplers import sampler_of
from page.shelves.panel import ShelfPanel
from page.state.controls import STEPS
from page.state.shelf import FIRST
from page.state.subject import Subject


class WithoutTheOracle(Figure[WithoutSettings, Scene]):
    """One noise, several denoisers: what each of them makes of it, and out of what."""

    LOOKS = ("timestep", "lanes", "twice")
    denoiser = "all lanes"

    def build(self) -> None:
        self._boxes = {name: self.part(f"lane-{name}") for name in LANES}
        self._others = {
            name: box.querySelector(".entrant-other") for name, box in self._boxes.items()
        }
        self._watches = {name: Stopwatch("step", self.title) for name in LANES}
        self._choice = {name: by_id(f"{self.prefix}-in-{name}") for name in LANES}
        listen(self.part("choice"), "change", self._on_choice)
        on_click(self.part("show"), self._begin)
        self._sources = SourceView(self)
        self._panel = ShelfPanel(self)
        self._guided = False

    def _on_choice(self, event: Any) -> None:
        name = str(event.target.value)
        if name not in LANES:
            return  # the switch for a second walk has an action of its own
        lanes = set(self.settings.lanes) ^ {name}
        if lanes:
            self.set(lanes=in_order(tuple(lanes)))
        else:
            self.say("One lane has to stay: choose another first.")

    def _begin(self) -> None:
        """The guided start: the letters, the first four lanes, and go."""
        if self.around.shelves.in_use.name != FIRST:
            self.around.shelves.choose(FIRST)
        self.player.stop()
        self.set(**vars(replace(self.table.default, timestep=STEPS)))
        self._guided = True
        self.play(-1, at_once=False)

    def make(self, s: WithoutSettings, subject: Subject) -> Scene:
        return Scene(s, subject, lambda name: self._watches[name].span(DENOISERS[name].measured))

    def advance(self, in_time: Callable[[], bool]) -> bool:
        for name in self.settings.shown:
            self.lacks(name)
        return self.scene.make(self.settings, in_time)

    def show(self, s: WithoutSettings) -> None:
        self._panel.show()
        self.part("another").disabled = not sampler_of(s.sampler).stochastic
        for name, box in self._choice.items():
            box.checked = name in s.lanes
        self.part("lanes").dataset.twice = str(s.twice).lower()
        here, lanes = self.scene.ready(s), self._seen()
        for name, box in self._boxes.items():
            box.hidden = name not in s.shown
            self._others[name].hidden = not s.twice
            if name in s.shown and name not in here:
                self.write({f"alive-{name}": words.FETCHING})
        self.show_pictures(pictures(lanes))
        self.write(words.readings(lanes, s.timestep))
        for name, lane in lanes.items():
            ms = self._watches[name].recent_ms
            timed = "" if ms is None else f"{ms:.1f} ms per step"
            self.write({f"apart-{name}": words.apart_of(lane), f"ms-{name}": timed})
        if self.ready:
            self._sources.show(self.scene, s, self.subject.shelf)

    def notice(self) -> str:
        return words.notice(self.settings, self.scene.schedule, self._seen())

    def _seen(self) -> dict[str, Lane]:
        """The lanes that can be seen, once all of them have been made."""
        return self.scene.lanes(self.settings) if self.ready else {}

    def arrival(self) -> str:
        if self._guided:
            self._guided = False
            self.part("more").open = True
        return words.arrival_words(self.scene.lanes(self.settings).values())
