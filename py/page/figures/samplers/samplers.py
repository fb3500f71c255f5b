"""The figure "Samplers" on the page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from page.browser.canvas import Surface
from page.browser.clock import now
from page.browser.dom import on_click, set_text
from page.denoisers.likeness import known
from page.figures.figure import SLICE_MS, Figure, Surroundings
from page.figures.samplers.curves import chart_of
from page.figures.samplers.scene import Lane, Scene, charted
from page.figures.samplers.settings import (
    DENOISERS,
    LANES,
    STEPS_CALLED,
    TABLE,
    SamplersSettings,
)
from page.figures.samplers.words import about, arrival_words, notice, place, progress, readings
from page.samplers import SAMPLER_SPECS
from page.state.subject import DEFAULT_SUBJECT, Subject
from page.widgets.charts.plot import Plot
from page.widgets.fields import Choice, Segments
from page.widgets.palette import coloured
from page.widgets.transport import TimeSlider
from page.widgets.words import SCHEDULE_LABELS
from unerase.pixels import tone

# Before the first paint the posters stand there; what follows them should be complete.
FIRST_MS = 100.0


class Samplers(Figure[SamplersSettings]):
    """Four methods leave one noise, ask one denoiser equally often, and are compared."""

    def __init__(self, settings: SamplersSettings, subject: Subject, around: Surroundings) -> None:
        super().__init__("Samplers", TABLE, settings, subject, around)
        self.denoiser = STEPS_CALLED[settings.denoiser]
        numbers = range(1, LANES + 1)
        self._pictures = [Surface(self.part(f"xt-{number}")) for number in numbers]
        self._answers = [Surface(self.part(f"hat-{number}")) for number in numbers]
        self._methods = [
            Choice(
                f"{self.prefix}-lane-{number}",
                [(key, spec.label) for key, spec in SAMPLER_SPECS.items()],
                partial(self._choose, number - 1),
            )
            for number in numbers
        ]
        self._budget = Segments(f"{self.prefix}-budget", lambda value: self._spend(int(value)))
        self._slider = TimeSlider(self.prefix, self.scrub)
        self._buttons = self.walk_buttons()
        self._plot = Plot(self.prefix, lambda x: self._spend(int(x)))
        self._denoiser = self.menu("denoiser", DENOISERS)
        self._schedule = self.menu("schedule", SCHEDULE_LABELS)
        on_click(self.part("another"), self.next_walk)
        self._made: object = None
        self._ready = self._charted = self._plotted = self._painted = False

    def _choose(self, number: int, method: str) -> None:
        self.set(lanes=self.settings.with_lane(number, method).lanes)

    def _spend(self, calls: int) -> None:
        self.player.stop()
        s = self.settings.with_budget(calls)
        self.set(budget=s.budget, timestep=s.timestep)

    def arrival(self) -> str:
        return arrival_words(self._scene.lanes(self.settings))

    def refresh(self) -> None:
        """Paint at the next frame in which the figure is seen."""
        self.denoiser = STEPS_CALLED[self.settings.denoiser]
        super().refresh()

    def prepare(self) -> bool:
        s = self.settings
        self._ready = False
        if self.rests_for(s.denoiser):
            return True
        subject = self.subject.under(s.schedule, shelved=s.shelved)
        knows = known(s.denoiser, subject)
        wanted = (s.schedule, s.denoiser, subject.seed, subject.curve, knows)
        if self._made != wanted:
            self._made = wanted
            self._charted = False
            self._scene = Scene(s, subject, partial(self.steps_watch.span, self.denoiser))
        start = now()
        patience = FIRST_MS if self._is_default() and not self._painted else SLICE_MS
        self._ready = self._scene.make_lanes(s, lambda: now() < start + patience)
        if self._ready:
            self._go_on_with_the_chart(lambda: now() < start + SLICE_MS)
        return self._ready

    def _go_on_with_the_chart(self, in_time: Callable[[], bool]) -> None:
        """Time and the lanes need not wait for the chart: it is made in what is left of frames."""
        before = self._charted, self._scene.charted_walks(self.settings)
        self._charted = self._scene.make_chart(self.settings, in_time)
        self._stale |= before != (self._charted, self._scene.charted_walks(self.settings))
        if not self._charted:
            self._clock.request()

    def paint(self) -> None:
        s = self.settings
        self._show_controls(s)
        self._element.dataset.making = "" if self._charted and self._ready else "true"
        if not self._ready:
            set_text(self.part("notice"), self.passing or self.coming(s.denoiser))
            return  # what was there stays until the walks are made
        self._painted = True
        lanes = self._scene.lanes(s)
        for number, lane in enumerate(lanes):
            self._show_lane(number, lane)
        # The poster of the chart stays until that very chart has been computed.
        if self._charted or self._plotted or not self._is_default():
            self._plotted = True
            self._plot.show(chart_of(self._scene, s))
        self._plot.cursor(s.budget, f"{s.budget} of the denoiser’s calls")
        told = self.passing or notice(s, self._scene.schedule(s.budget), lanes)
        set_text(self.part("notice"), told)

    def _is_default(self) -> bool:
        s, first = self.settings, TABLE.default
        return (s.lanes, s.denoiser, s.schedule, self.subject.seed) == (
            first.lanes,
            first.denoiser,
            first.schedule,
            DEFAULT_SUBJECT.seed,
        )

    def _show_lane(self, number: int, lane: Lane) -> None:
        self._pictures[number].paint(coloured(tone(lane.x_t), self.theme.signal))
        self._answers[number].paint(coloured(tone(lane.x0_hat), self.theme.estimate))
        for key, text in readings(lane).items():
            set_text(self.part(f"out-{key}-{number + 1}"), text)
        lines = charted(self.settings.lanes)
        dash = lines.index(lane.method) if lane.method in lines else -1
        self.part(f"swatch-{number + 1}").dataset.dash = dash

    def _show_controls(self, s: SamplersSettings) -> None:
        self._slider.show(s.timestep, s.steps, place(s))
        self._buttons.show(self.player.direction, s.timestep, s.steps)
        self._budget.show(str(s.budget))
        self._denoiser.show(s.denoiser)
        self._schedule.show(s.schedule)
        for number, lane in enumerate(s.lanes):
            self._methods[number].show(lane)
        set_text(self.part("phase"), progress(s))
        set_text(self.part("out-about"), about(s.denoiser))
