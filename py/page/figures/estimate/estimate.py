"""The figure "Estimate" on the page."""

from __future__ import annotations

from functools import partial

from page.browser.canvas import Surface
from page.browser.clock import now
from page.browser.dom import set_text
from page.denoisers import LABELS, MEASURED_AS, prepared
from page.figures.estimate.curves import chart_of
from page.figures.estimate.readouts import readouts
from page.figures.estimate.scene import Scene, View
from page.figures.estimate.settings import MAX_DELTA, STEPS, TABLE, EstimateSettings
from page.figures.figure import SLICE_MS, Figure, Surroundings
from page.state.subject import Subject
from page.widgets.charts.plot import Plot
from page.widgets.fields import Choice, Dial, Segments
from page.widgets.palette import coloured
from page.widgets.transport import TimeSlider
from page.widgets.words import SCHEDULE_LABELS, end_label
from unerase.pixels import tone

NOTCHES = 50
# What the picture of the answer stands for, and its name.
SHOWS = {"noise": "epshat eps", "clean": "x0hat x0", "score": "score"}
NAMES = {
    "noise": "The answer, read as noise",
    "clean": "The answer, read as the clean picture",
    "score": "The answer, read as the score, times the noise amplitude",
}


class Estimate(Figure[EstimateSettings]):
    """A denoiser's answer in three spellings, the picture that follows, and what errors do."""

    def __init__(self, settings: EstimateSettings, subject: Subject, around: Surroundings) -> None:
        super().__init__("Estimate", TABLE, settings, subject, around)
        self.denoiser = MEASURED_AS[settings.denoiser]
        self._noisy, self._answer, self._clean = (
            Surface(self.part(name)) for name in ("noisy", "answer", "clean")
        )
        self._slider = TimeSlider(self.prefix, self.scrub)
        self._schedule = Choice(
            f"{self.prefix}-schedule",
            SCHEDULE_LABELS.items(),
            lambda name: self.set(schedule=name),
        )
        self._denoiser = Choice(
            f"{self.prefix}-denoiser", LABELS.items(), lambda name: self.set(denoiser=name)
        )
        self._reading = Segments(f"{self.prefix}-reading", lambda name: self.set(answer=name))
        self._delta = Dial(
            f"{self.prefix}-delta",
            NOTCHES,
            lambda notch: self.set(delta=notch * MAX_DELTA / NOTCHES),
        )
        self._plot = Plot(self.prefix, lambda x: self.scrub(int(x)))
        self._made: object = None
        self._drawn: object = None
        self._ready = False

    def refresh(self) -> None:
        self.denoiser = MEASURED_AS[self.settings.denoiser]
        super().refresh()

    def prepare(self) -> bool:
        s, start = self.settings, now()
        self._ready = False
        if self.rests_for(s.denoiser):
            return True
        subject = self.subject.under(s.schedule, shelved=s.shelved)
        if not prepared(s.denoiser, subject, lambda: now() < start + SLICE_MS):
            return False
        wanted = (s.schedule, s.denoiser, subject)
        if self._made != wanted:
            self._made = wanted
            self._scene = Scene(s, subject, partial(self.steps_watch.span, self.denoiser))
        self._ready = True
        return True

    def paint(self) -> None:
        s = self.settings
        self._show_controls(s)
        self._element.dataset.making = "" if self._ready else "true"
        coming = "" if self._ready else self.coming(s.denoiser)
        set_text(self.part("notice"), self.passing or coming)
        if not self._ready:
            return  # what was there stays
        view = self._scene.at(s.timestep, s.answer, s.delta)
        self._noisy.paint(coloured(tone(view.x_t), self.theme.signal))
        of_answer = self.theme.estimate if s.answer == "clean" else self.theme.noise
        self._answer.paint(coloured(tone(view.answer), of_answer))
        self._clean.paint(coloured(tone(view.x0_hat), self.theme.estimate))
        canvas = self._answer.canvas
        canvas.setAttribute("aria-label", NAMES[s.answer])
        canvas.parentElement.dataset.shows = SHOWS[s.answer]
        self._show_numbers(view)

    def _show_controls(self, s: EstimateSettings) -> None:
        where = f"step {s.timestep} of {STEPS}"
        self._slider.show(s.timestep, STEPS, where)
        set_text(self.part("phase"), where)
        self._schedule.show(s.schedule)
        subject = self.subject.under(s.schedule)
        if self._drawn != (drawn := (s.schedule, subject.curve)):
            self._drawn = drawn
            schedule = subject.schedule(s.schedule, STEPS)
            self._plot.show(chart_of(schedule))
            set_text(self.part("end"), end_label(schedule))
        self._denoiser.show(s.denoiser)
        self._reading.show(s.answer)
        self._delta.show(round(s.delta * NOTCHES / MAX_DELTA), f"{s.delta:.2f}")
        set_text(self.part("out-delta"), f"{s.delta:.2f}")
        # At step 0 the formulas make way for a sentence.
        self._element.dataset.noiseless = str(s.timestep == 0).lower()
        self._plot.cursor(s.timestep, where)

    def _show_numbers(self, view: View) -> None:
        for name, text in readouts(view).items():
            set_text(self.part(f"out-{name}"), text)
