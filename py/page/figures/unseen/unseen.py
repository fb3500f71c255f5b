"""The figure "The unseen drawing" on the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from page.denoisers import DENOISERS
from page.figures.figure import Figure
from page.figures.unseen import words
from page.figures.unseen.curves import at_step, chart_of
from page.figures.unseen.scene import Scene, pictures
from page.figures.unseen.settings import UnseenSettings
from page.figures.without.settings import LANES
from page.figures.without.words import FETCHING
from page.state.subject import DEFAULT_SUBJECT, Subject
from page.widgets.charts.plot import Plot


class TheUnseenDrawing(Figure[UnseenSettings, Scene]):
    """One noised drawing, every denoiser's answer to it, and where each walks from there."""

    LOOKS = ("timestep", "window", "locked", "walk", "charted")
    denoiser = "all rows"

    def build(self) -> None:
        self._plot = Plot(self.prefix, self.scrub)
        self._plotted = False

    def about(self, s: UnseenSettings) -> Subject:
        return replace(super().about(s), seed=s.seed)

    def make(self, s: UnseenSettings, subject: Subject) -> Scene:
        return Scene(s, subject, lambda name: self.steps_watch.span(DENOISERS[name].measured))

    def prepare(self) -> bool:
        """Hundreds of questions take seconds: what there is is painted whenever there is more."""
        if not super().prepare():
            self._clock.request()
        return True

    def advance(self, in_time: Callable[[], bool]) -> bool:
        for name in LANES:
            self.lacks(name)
        before = self.scene.progress(self.settings)
        made = self.scene.make(self.settings, in_time)
        self._stale |= before != self.scene.progress(self.settings)
        return made

    def show(self, s: UnseenSettings) -> None:
        self.element.dataset.locked = s.locked
        here = self.scene.ready()
        for name in LANES:
            # What is not known yet keeps its old picture, faintly.
            waits = name not in here or self.scene.end(name, s) is None
            self.part(f"row-{name}").dataset.waits = str(waits).lower()
            if name not in here:
                self.write({f"error-{name}": FETCHING})
        self.show_pictures(pictures(self.scene, s))
        self.write(words.readings(self.scene, s))
        # The poster of the chart stays until that very chart has been computed.
        if self.ready or self._plotted or not self._is_default():
            self._plotted = True
            self._plot.show(chart_of(self.scene, s))
            self._plot.cursor(s.timestep, at_step(self.scene, s))
        self.write({"locked": words.locked_words(s), "prior": words.prior_words(self.scene)})
        if read := words.reading(self.scene, s):
            self.write({"reading": read})

    def notice(self) -> str:
        return words.notice(self.scene, self.settings)

    def _is_default(self) -> bool:
        s, first = self.settings, self.table.default
        mine = (
            s.schedule,
            s.window,
            s.seed,
            s.shapes,
            s.charted,
            self.subject.drawing,
            self.subject.shelf,
        )
        others = (first.schedule, first.window, first.seed, first.shapes, first.charted)
        return mine == (*others, DEFAULT_SUBJECT.drawing, DEFAULT_SUBJECT.shelf)
