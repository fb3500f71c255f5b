"""The figure "Walk back" on the page."""

from __future__ import annotations

from collections.abc import Callable

from page.figures.figure import Figure
from page.figures.walk.scene import Scene
from page.figures.walk.settings import WalkSettings
from page.figures.walk.words import arrival_words, notice, readings
from page.state.subject import Subject
from page.widgets.charts.plot import Plot


class WalkBack(Figure[WalkSettings, Scene]):
    """One start, two walks: with the oracle they meet again, without it they need not."""

    LOOKS = ("timestep", "denoiser")

    def build(self) -> None:
        self._plot = Plot(self.prefix, self.scrub)
        self._dice: object = None
        self._reached: dict[str, int] = {}

    def rest(self) -> None:
        self._reached = {}
        super().rest()

    def about(self, s: WalkSettings) -> Subject:
        """Each denoiser has its walks in one scene."""
        return self.subject.under(s.schedule, shelved=True)

    def make(self, s: WalkSettings, subject: Subject) -> Scene:
        # What has been walked is walked again under another plan, but not with other dice:
        # how that ends has not been seen yet.
        if self._dice != (dice := (s.pair, subject)):
            self._dice, self._reached = dice, {}
        return Scene(s, subject, self.steps_watch.span)

    def advance(self, in_time: Callable[[], bool]) -> bool:
        s = self.settings
        self._reached[s.denoiser] = min(s.timestep, self._reached.get(s.denoiser, s.steps))
        return self.scene.make(self._reached, in_time)

    def uses(self, name: str) -> bool:
        return name in self._reached or super().uses(name)

    def show(self, s: WalkSettings) -> None:
        if not self.ready:
            return  # what was there stays
        self.show_pictures(self.scene.pictures(s.denoiser, s.timestep))
        found = readings(self.scene, s)
        self.write(found)
        self._plot.show(self.scene.curve(self._reached))
        self._plot.cursor(s.timestep, f"{self.moment()}, {found['distance']} apart")

    def notice(self) -> str:
        return notice(self.settings, self.scene.schedule)

    def arrival(self) -> str:
        denoiser = self.settings.denoiser
        return arrival_words(self.scene.at(denoiser, 0), self.scene.distance(denoiser, 0))
