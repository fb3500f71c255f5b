"""The figure "Two schedules" on the page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from page.browser.canvas import Surface
from page.browser.clock import now
from page.browser.dom import set_text
from page.denoisers import LABELS, MEASURED_AS
from page.figures.figure import SLICE_MS, Figure, Surroundings
from page.figures.schedules import curves
from page.figures.schedules.scene import LANES, Scene, View
from page.figures.schedules.settings import STEPS, TABLE, SchedulesSettings
from page.figures.schedules.words import arrival_words, half_words, readings
from page.state.subject import Subject
from page.widgets.charts.plot import Plot
from page.widgets.fields import Choice, Switch
from page.widgets.palette import coloured, tones_of
from page.widgets.transport import PlayButtons, TimeSlider


class TwoSchedules(Figure[SchedulesSettings]):
    """The same drawing and the same ε under two schedules (or three) at one shared timestep."""

    def __init__(self, settings: SchedulesSettings, subject: Subject, around: Surroundings) -> None:
        super().__init__("Two schedules", TABLE, settings, subject, around)
        self._pictures = {lane: Surface(self.part(f"{lane}-xt")) for lane in LANES}
        self._estimates = {lane: Surface(self.part(f"{lane}-hat")) for lane in LANES}
        self._slider = TimeSlider(self.prefix, self.scrub)
        self._buttons = PlayButtons(
            self.prefix,
            {
                "forward": self._forward,
                "pause": self.stop,
                "back": lambda: self.scrub(self.settings.timestep - 1),
                "ahead": lambda: self.scrub(self.settings.timestep + 1),
            },
        )
        self._choice = Choice(
            f"{self.prefix}-denoiser", LABELS.items(), lambda name: self.set(denoiser=name)
        )
        self._literal = Switch(f"{self.prefix}-literal", lambda on: self.set(literal=on))
        self._power = Plot(f"{self.prefix}-power", lambda x: self.scrub(int(x)))
        self._snr = Plot(f"{self.prefix}-snr", lambda x: self.scrub(int(x)))
        self._made: object = None
        self._ready = False
        self.denoiser = MEASURED_AS[settings.denoiser]

    def refresh(self) -> None:
        """Paint at the next frame in which the figure is seen."""
        self.denoiser = MEASURED_AS[self.settings.denoiser]
        super().refresh()

    def arrival(self) -> str:
        return arrival_words(self._scene.at(self.settings.timestep))

    def _forward(self) -> None:
        self.play(+1, start=0 if self.settings.timestep == STEPS else None)

    def prepare(self) -> bool:
        s, start = self.settings, now()
        self._ready = False
        if self.rests_for(s.denoiser):
            return True
        subject = self.subject.under("", shelved=s.shelved)
        wanted = (s.denoiser, s.literal, subject)
        if self._made != wanted:
            self._made = wanted
            self._scene = Scene(s, subject, partial(self.steps_watch.span, self.denoiser))
        self._ready = self._scene.make(s.timestep, lambda: now() < start + SLICE_MS)
        return self._ready

    def paint(self) -> None:
        s = self.settings
        self._element.dataset.making = "" if self._ready else "true"
        coming = "" if self._ready else self.coming(s.denoiser)
        set_text(self.part("notice"), self.passing or coming)
        if self._ready:
            self._show(self._scene.at(s.timestep))
            # Time is shown where the pictures are.
            place = f"step {s.timestep} of {STEPS}"
            self._slider.show(s.timestep, STEPS, place)
            set_text(self.part("phase"), place)
        self._buttons.show(self.player.direction, s.timestep, STEPS)
        self._choice.show(s.denoiser)
        self._literal.show(s.literal)
        set_text(self.part("out-half"), half_words(s.literal))
        self._power.show(curves.power_chart(s.literal))
        self._snr.show(curves.snr_chart(s.literal))
        self._power.cursor(s.timestep, curves.power_at(s.timestep, s.literal))
        self._snr.cursor(s.timestep, curves.snr_at(s.timestep, s.literal))

    def _show(self, views: Mapping[str, View]) -> None:
        seen = [view.x_t for view in views.values()]
        answers = [view.estimate for view in views.values()]
        tones = tones_of(*seen, *answers)
        for surfaces, pictures in (
            (self._pictures, coloured(tones[: len(seen)], self.theme.signal)),
            (self._estimates, coloured(tones[len(seen) :], self.theme.estimate)),
        ):
            for lane, picture in zip(views, pictures, strict=True):
                surfaces[lane].paint(picture)
        for lane, view in views.items():
            for key, text in readings(view).items():
                set_text(self.part(f"{lane}-out-{key}"), text)
