"""The figure "Without the oracle" on the page."""

from __future__ import annotations

from typing import Any

from page.browser.canvas import Surface
from page.browser.clock import now
from page.browser.dom import by_id, listen, on_click, set_text
from page.browser.timing import Stopwatch
from page.denoisers import MEASURED_AS
from page.figures.figure import Figure, Surroundings
from page.figures.without import words
from page.figures.without.scene import Lane, Scene
from page.figures.without.settings import LANES, TABLE, WINDOWS, WithoutSettings, in_order
from page.figures.without.sources import SourceView
from page.samplers import SAMPLER_SPECS
from page.shelves.panel import ShelfPanel
from page.state.shelf import FIRST
from page.state.subject import Subject
from page.widgets.fields import Dial, Switch
from page.widgets.palette import coloured
from page.widgets.transport import TimeSlider
from page.widgets.words import SCHEDULE_LABELS
from unerase import to_signal
from unerase.pixels import tone
from unerase.samplers import SAMPLERS

# A thousand sketches take longer than a frame: walks are made over several.
BUDGET_MS = 16.0


class LaneView:
    """The places of one lane on the page."""

    def __init__(self, figure: Figure[Any], name: str) -> None:
        self._figure, self.name = figure, name
        self.watch = Stopwatch("step", figure.name)
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
        set_text(self._figure.part(f"out-{key}-{self.name}"), text)


class WithoutTheOracle(Figure[WithoutSettings]):
    """One noise, several denoisers: what each of them makes of it, and out of what."""

    def __init__(self, settings: WithoutSettings, subject: Subject, around: Surroundings) -> None:
        super().__init__("Without the oracle", TABLE, settings, subject, around)
        self.denoiser = "all lanes"
        self._shelves = around.shelves
        self._lanes = {name: LaneView(self, name) for name in LANES}
        self._slider = TimeSlider(self.prefix, self.scrub)
        self._buttons = self.walk_buttons()
        self._window = Dial(
            f"{self.prefix}-window", len(WINDOWS) - 1, lambda notch: self.set(window=WINDOWS[notch])
        )
        self._schedule = self.menu("schedule", SCHEDULE_LABELS)
        self._sampler = self.menu("sampler", {key: one.label for key, one in SAMPLER_SPECS.items()})
        self._twice = Switch(f"{self.prefix}-twice", lambda on: self.set(twice=on))
        self._choice = {name: by_id(f"{self.prefix}-in-{name}") for name in LANES}
        listen(self.part("choice"), "change", self._on_choice)
        on_click(self.part("show"), self._begin)
        on_click(self.part("dice"), self.next_noise)
        on_click(self.part("another"), self.next_walk)
        self._sources = SourceView(self)
        self._panel = ShelfPanel(self, around)
        self._made: object = None
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
        first = TABLE.default
        if self._shelves.in_use.name != FIRST:
            self._shelves.choose(FIRST)
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
        self.play(-1, first.steps)

    def arrival(self) -> str:
        if self._guided:
            self._guided = False
            self.part("more").open = True
        return words.arrival_words(
            [self._scene.lane(name, self.settings) for name in self._scene.ready(self.settings)]
        )

    def prepare(self) -> bool:
        s = self.settings
        subject = self.subject.under(s.schedule, shelved=True)
        wanted = (s.schedule, s.sampler, s.window, s.seed, s.walk, subject)
        if self._made != wanted:
            self._made = wanted
            self._scene = Scene(s, subject, self._measured)
        for name in s.shown:
            self.lacks(name)
        start = now()
        return self._scene.make(s, lambda: now() < start + BUDGET_MS)

    def _measured(self, name: str) -> Any:
        return self._lanes[name].watch.span(MEASURED_AS[name])

    def paint(self) -> None:
        s = self.settings
        self._show_controls(s)
        self._panel.show()
        ready = self._scene.make(s, lambda: False)
        self._element.dataset.making = "" if ready else "true"
        here = self._scene.ready(s)
        lanes = {name: self._scene.lane(name, s) for name in here} if ready else {}
        for name, view in self._lanes.items():
            shown = name in s.shown
            view.show(lanes.get(name), shown, shown and name not in here, s.twice, s.timestep)
        if ready:
            self._sources.show(self._scene, s, self.subject.shelf)
        told = self.passing or words.notice(s, self._scene.schedule, lanes)
        set_text(self.part("notice"), told)

    def _show_controls(self, s: WithoutSettings) -> None:
        self._slider.show(s.timestep, s.steps, words.place(s))
        set_text(self.part("phase"), words.place(s))
        self._buttons.show(self.player.direction, s.timestep, s.steps)
        self._window.show(WINDOWS.index(s.window), words.window_of(s.window))
        set_text(self.part("out-window"), words.window_of(s.window))
        self._schedule.show(s.schedule)
        self._sampler.show(s.sampler)
        self._twice.show(s.twice)
        self.part("another").disabled = not SAMPLERS[s.sampler].stochastic
        for name, box in self._choice.items():
            box.checked = name in s.lanes
        self.part("lanes").dataset.twice = str(s.twice).lower()
