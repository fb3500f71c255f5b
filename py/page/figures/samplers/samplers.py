"""The figure "Samplers" on the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from page.browser.clock import now
from page.denoisers import DENOISERS
from page.figures.figure import Figure
from page.figures.samplers.curves import chart_of
from page.figures.samplers.scene import Scene, charted, pictures
from page.figures.samplers.settings import LANES, SamplersSettings
from page.figures.samplers.words import about, arrival_words, notice, progress, readings
from page.samplers import SAMPLER_LABELS, missing
from page.state.subject import DEFAULT_SUBJECT, Subject
from page.widgets.charts.plot import Plot
from page.widgets.fields import Choice

# Before the first paint the posters stand there; what follows them should be complete.
FIRST_MS = 100.0


class Samplers(Figure[SamplersSettings, Scene]):
    """Four methods leave one noise, ask one denoiser equally often, and are compared."""

    LOOKS = ("timestep", "lanes", "budget", "walk")

    def build(self) -> None:
        self._methods = [
            Choice(
                f"{self.prefix}-lane-{number}",
                SAMPLER_LABELS.items(),
                partial(self._choose, number - 1),
                missing,
            )
            for number in range(1, LANES + 1)
        ]
        self._plot = Plot(self.prefix, lambda x: self.set(budget=x))
        self._charted = self._plotted = self._painted = False

    def _choose(self, number: int, method: str) -> None:
        self.set(lanes=self.settings.with_lane(number, method).lanes)

    def set(self, **changes: Any) -> None:
        """Another budget shows the end of its walks."""
        if "budget" in changes:
            self.player.stop()
            changes["timestep"] = 0
        super().set(**changes)

    def about(self, s: SamplersSettings) -> Subject:
        """The drawing does not matter to a denoiser that does not know it."""
        subject = super().about(s)
        knows_it = DENOISERS[s.denoiser].knows.drawn
        return subject if knows_it else replace(subject, drawing=DEFAULT_SUBJECT.drawing)

    def make(self, s: SamplersSettings, subject: Subject) -> Scene:
        self._charted = False
        return Scene(s, subject, partial(self.steps_watch.span, self.denoiser))

    def advance(self, in_time: Callable[[], bool]) -> bool:
        """Time and the lanes need not wait for the chart: it is made in what is left of frames."""
        s, end = self.settings, now() + FIRST_MS
        first = self._is_default() and not self._painted
        if not self.scene.make_lanes(s, (lambda: now() < end) if first else in_time):
            return False
        before = self.scene.charted_walks(s)
        self._charted = self.scene.make_chart(s, in_time)
        self._stale |= before != self.scene.charted_walks(s)
        if not self._charted:
            self._clock.request()
        return True

    def complete(self) -> bool:
        return self._charted and self.ready

    def paint(self) -> None:
        super().paint()
        s = self.settings
        for menu, lane in zip(self._methods, s.lanes, strict=True):
            menu.show(lane)
        self.write({"about": about(s.denoiser)})

    def show(self, s: SamplersSettings) -> None:
        if not self.ready:
            return  # what was there stays
        self._painted = True
        lanes, lines = self.scene.lanes(s), charted(s.lanes)
        self.show_pictures(pictures(lanes))
        self.write(readings(lanes))
        for number, method in enumerate(s.lanes, 1):
            dash = lines.index(method) if method in lines else -1
            self.part(f"swatch-{number}").dataset.dash = dash
        # The poster of the chart stays until that very chart has been computed.
        if self._charted or self._plotted or not self._is_default():
            self._plotted = True
            self._plot.show(chart_of(self.scene, s))
        self._plot.cursor(s.budget, f"{s.budget} of the denoiser’s calls")

    def _is_default(self) -> bool:
        s, first = self.settings, self.table.default
        charted = replace(s, budget=first.budget, walk=first.walk, timestep=first.timestep)
        return charted == first and self.about(s) == DEFAULT_SUBJECT

    def moment(self) -> str:
        return f"{super().moment()}, {self.phase()}"

    def phase(self) -> str:
        return progress(self.settings)

    def notice(self) -> str:
        s = self.settings
        lanes = self.scene.lanes(s) if self.ready else ()
        return notice(s, self.scene.schedule(s.budget), lanes)

    def arrival(self) -> str:
        return arrival_words(self.scene.lanes(self.settings))
