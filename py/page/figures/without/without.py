"""The figure "Without the oracle" on the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from page.browser.canvas import Surface
from page.browser.dom import by_id, listen, on_click
from page.browser.timing import Stopwatch
from page.denoisers import DENOISERS
from page.figures.figure import Figure
from page.figures.without import words
from page.figures.without.scene import Lane, Scene
from page.figures.without.settings import LANES, WithoutSettings, in_order
from page.figures.without.sources import SourceView
from page.shelves.panel import ShelfPanel
from page.state.shelf import FIRST
from page.state.subject import Subject
from page.widgets.palette import coloured
from unerase import to_signal
from unerase.pixels import tone
from unerase.samplers import SAMPLERS


class LaneView:
    """The places of one lane on the page."""

    def __init__(self, figure: Figure[Any, Any], name: str) -> None:
        self._figure, self.name = figure, name
        self.watch = Stopwatch("step", figure.title)
        self._box = figure.part(f"lane-{name}")
        self._other_box = self._box.querySelector(".entrant-other")
        self._pictures = {
            what: Surface(figure.part(f"{what}-{name}")) for what in ("xt", "hat", "near", "other")
        }

    def show(self, lane: Lane | None, shown: bool, waiting: bool, twice: bool, t: int) -> None:
        """Paint it, or say what it waits for; without a `lane` what was there stays."""
        self._box.hidden = not shown
        self._other_box.hidden = not twice
        if waiting:
            self._say("alive", words.FETCHING)
        if lane is None:
            return
        theme = self._figure.theme
        self._pictures["xt"].paint(coloured(tone(lane.x_t), theme.signal))
        self._pictures["hat"].paint(coloured(tone(lane.x0_hat), theme.estimate))
        self._pictures["near"].paint(coloured(tone(to_signal(lane.known)), theme.signal))
        if lane.other is not None:
            self._pictures["other"].paint(coloured(tone(lane.other), theme.signal))
        self._say("verdict", words.verdict_of(lane, t))
        self._say("near", words.nearest_of(lane))
        self._say("alive", words.alive_of(lane))
        self._say("apart", words.apart_of(lane))
        ms = self.watch.recent_ms
        self._say("ms", "" if ms is None else f"{ms:.1f} ms per step")

    def _say(self, key: str, text: str) -> None:
        self._figure.write({f"{key}-{self.name}": text})


class WithoutTheOracle(Figure[WithoutSettings, Scene]):
    """One noise, several denoisers: what each of them makes of it, and out of what."""

    LOOKS = ("timestep", "lanes", "twice")
    denoiser = "all lanes"

    def build(self) -> None:
        self._lanes = {name: LaneView(self, name) for name in LANES}
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
        first = self.table.default
        if self.around.shelves.in_use.name != FIRST:
            self.around.shelves.choose(FIRST)
        self.player.stop()
        self.set(
            lanes=first.lanes,
            window=first.window,
            schedule=first.schedule,
            sampler=first.sampler,
            seed=first.seed,
            walk=first.walk,
            twice=False,
            timestep=first.steps,
        )
        self._guided = True
        self.play(-1, at_once=False)

    def make(self, s: WithoutSettings, subject: Subject) -> Scene:
        return Scene(
            s, subject, lambda name: self._lanes[name].watch.span(DENOISERS[name].measured)
        )

    def advance(self, in_time: Callable[[], bool]) -> bool:
        for name in self.settings.shown:
            self.lacks(name)
        return self.scene.make(self.settings, in_time)

    def show(self, s: WithoutSettings) -> None:
        self._panel.show()
        self.part("another").disabled = not SAMPLERS[s.sampler].stochastic
        for name, box in self._choice.items():
            box.checked = name in s.lanes
        self.part("lanes").dataset.twice = str(s.twice).lower()
        here, lanes = self.scene.ready(s), self._shown_lanes()
        for name, view in self._lanes.items():
            shown = name in s.shown
            view.show(lanes.get(name), shown, shown and name not in here, s.twice, s.timestep)
        if self.ready:
            self._sources.show(self.scene, s, self.subject.shelf)

    def notice(self) -> str:
        return words.notice(self.settings, self.scene.schedule, self._shown_lanes())

    def _shown_lanes(self) -> dict[str, Lane]:
        """The lanes that can be seen, once all of them have been made."""
        s = self.settings
        ready = self.scene.ready(s) if self.ready else ()
        return {name: self.scene.lane(name, s) for name in ready}

    def arrival(self) -> str:
        if self._guided:
            self._guided = False
            self.part("more").open = True
        return words.arrival_words(
            [self.scene.lane(name, self.settings) for name in self.scene.ready(self.settings)]
        )
