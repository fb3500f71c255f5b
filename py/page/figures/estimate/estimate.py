"""The figure "Estimate" on the page."""

from __future__ import annotations

from collections.abc import Callable

from page.browser.dom import set_text
from page.figures.estimate.curves import chart_of
from page.figures.estimate.scene import Scene, pictures
from page.figures.estimate.settings import EstimateSettings
from page.figures.estimate.words import NAMES, readings
from page.figures.figure import Figure
from page.state.subject import Subject
from page.widgets.charts.plot import Plot
from page.widgets.words import end_of

SHOWS = {"noise": "epshat eps", "clean": "x0hat x0", "score": "score", "v": "vhat"}
"""What the picture of the answer stands for in formulas."""


class Estimate(Figure[EstimateSettings, Scene]):
    """A denoiser's answer in four spellings, the picture that follows, and what errors do."""

    LOOKS = ("timestep", "answer", "delta", "mistake")

    def build(self) -> None:
        self._plot = Plot(self.prefix, self.scrub)

    def make(self, s: EstimateSettings, subject: Subject) -> Scene:
        return Scene(s, subject, self.measured)

    def advance(self, in_time: Callable[[], bool]) -> bool:
        return self.scene.make(in_time)

    def paint(self) -> None:
        """The chart is of the schedule, and needs no denoiser."""
        super().paint()
        s = self.settings
        schedule = self.subject.under(s.schedule).schedule(s.schedule, s.steps)
        self._plot.show(chart_of(schedule, s.mistake))
        set_text(self.part("end"), end_of(schedule))
        # At step 0 the formulas make way for a sentence.
        self.element.dataset.noiseless = str(s.timestep == 0).lower()
        # The formula is that of the spelling that is put wrong.
        self.element.dataset.mistake = s.mistake
        self._plot.cursor(s.timestep, self.moment())

    def show(self, s: EstimateSettings) -> None:
        if not self.ready:
            return  # what was there stays
        view = self.scene.at(s.timestep, s.answer, s.delta, s.mistake)
        self.show_pictures(pictures(view, s.answer))
        canvas = self.part("answer")
        canvas.setAttribute("aria-label", NAMES[s.answer])
        canvas.parentElement.dataset.shows = SHOWS[s.answer]
        self.write(readings(view))
