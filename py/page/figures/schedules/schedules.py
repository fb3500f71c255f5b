"""The figure "Two schedules" on the page."""

from __future__ import annotations

from collections.abc import Callable

from page.figures.figure import Figure
from page.figures.schedules import curves
from page.figures.schedules.scene import Scene
from page.figures.schedules.settings import SchedulesSettings
from page.figures.schedules.words import arrival_words, half_words, texts
from page.state.subject import Subject
from page.widgets.charts.plot import Plot


class TwoSchedules(Figure[SchedulesSettings, Scene]):
    """One drawing and one ε under two schedules (or three) at one shared timestep."""

    def build(self) -> None:
        self._power = Plot(f"{self.prefix}-power", self.scrub)
        self._snr = Plot(f"{self.prefix}-snr", self.scrub)

    def make(self, s: SchedulesSettings, subject: Subject) -> Scene:
        return Scene(s, subject, self.measured)

    def advance(self, in_time: Callable[[], bool]) -> bool:
        return self.scene.make(self.settings.timestep, in_time)

    def paint(self) -> None:
        """The charts are of the schedules, and need no denoiser."""
        super().paint()
        t, literal = self.settings.timestep, self.settings.literal
        self.write({"half": half_words(literal)})
        self._power.show(curves.power_chart(literal))
        self._snr.show(curves.snr_chart(literal))
        self._power.cursor(t, curves.power_at(t, literal))
        self._snr.cursor(t, curves.snr_at(t, literal))

    def show(self, s: SchedulesSettings) -> None:
        if not self.ready:
            return  # what was there stays
        self.show_pictures(self.scene.pictures(s.timestep))
        self.write(texts(self.scene.at(s.timestep), self.subject.x0))

    def arrival(self) -> str:
        return arrival_words(self.scene.at(self.settings.timestep), self.subject.x0)
