"""The figure "The unseen drawing" on the page."""

from __future__ import annotations

from typing import Any

from page.browser.canvas import Surface
from page.browser.clock import now
from page.browser.dom import on_click, set_text
from page.denoisers import MEASURED_AS
from page.figures.figure import Figure, Surroundings
from page.figures.unseen import words
from page.figures.unseen.curves import at_step, chart_of
from page.figures.unseen.masks import LOCKS
from page.figures.unseen.rows import RowView
from page.figures.unseen.scene import scene_of
from page.figures.unseen.settings import TABLE, UnseenSettings
from page.figures.without.settings import LANES, WINDOWS
from page.figures.without.words import window_of
from page.state.subject import DEFAULT_SUBJECT, Subject
from page.widgets.charts.plot import Plot
from page.widgets.fields import Dial
from page.widgets.palette import coloured
from page.widgets.transport import PlayButtons, TimeSlider
from page.widgets.words import SCHEDULE_LABELS
from unerase.pixels import tone

# Hundreds of questions take longer than a frame: they are put over many.
BUDGET_MS = 16.0


class TheUnseenDrawing(Figure[UnseenSettings]):
    """One noised drawing, every denoiser's answer to it, and where each walks from there."""

    def __init__(self, settings: UnseenSettings, subject: Subject, around: Surroundings) -> None:
        super().__init__("The unseen drawing", TABLE, settings, subject, around)
        self.denoiser = "all rows"
        self._drawing = Surface(self.part("x0"))
        self._noised = Surface(self.part("xt"))
        self._rows = [RowView(self, name) for name in LANES]
        self._slider = TimeSlider(self.prefix, self.scrub)
        self._buttons = PlayButtons(
            self.prefix,
            {
                "back": lambda: self.scrub(self.settings.timestep - 1),
                "ahead": lambda: self.scrub(self.settings.timestep + 1),
            },
        )
        self._plot = Plot(self.prefix, lambda x: self.scrub(int(x)))
        self._locked = self.menu("locked", dict(LOCKS))
        self._schedule = self.menu("schedule", SCHEDULE_LABELS)
        self._window = Dial(
            f"{self.prefix}-window", len(WINDOWS) - 1, lambda notch: self.set(window=WINDOWS[notch])
        )
        on_click(self.part("dice"), self.next_noise)
        on_click(self.part("another"), self.next_walk)
        self._made: object = None
        self._plotted = False

    def prepare(self) -> bool:
        s = self.settings
        subject = self.subject.under(s.schedule, shelved=True)
        wanted = (s.schedule, s.seed, subject.drawing, subject.curve, subject.shelf)
        if self._made != wanted:
            self._made = wanted
            self._scene = scene_of(s, subject, self._measured)
        for name in LANES:
            self.lacks(name)
        before, start = self._scene.progress(s), now()
        if not self._scene.make(s, lambda: now() < start + BUDGET_MS):
            self._clock.request()
        self._stale |= before != self._scene.progress(s)
        return True

    def _measured(self, name: str) -> Any:
        return self.steps_watch.span(MEASURED_AS[name])

    def paint(self) -> None:
        s = self.settings
        ready = self._scene.make(s, lambda: False)
        self._element.dataset.making = "" if ready else "true"
        self._show_controls(s)
        self._drawing.paint(coloured(tone(self._scene.subject.x0), self.theme.signal))
        self._noised.paint(coloured(tone(self._scene.noised(s.timestep)), self.theme.signal))
        here = self._scene.ready()
        for row in self._rows:
            if row.name in here:
                row.show(self._scene.estimate(row.name, s), self._scene.end(row.name, s))
            else:
                row.wait()
        # The poster of the chart stays until that very chart has been computed.
        if ready or self._plotted or not self._is_default():
            self._plotted = True
            self._plot.show(chart_of(self._scene, s))
            self._plot.cursor(s.timestep, at_step(self._scene, s))
        if read := words.reading(self._scene, s):
            set_text(self.part("out-reading"), read)
        set_text(self.part("notice"), self.passing or words.notice(self._scene, s))

    def _is_default(self) -> bool:
        s, first = self.settings, TABLE.default
        mine = (s.schedule, s.window, s.seed, self.subject.drawing, self.subject.shelf)
        others = (first.schedule, first.window, first.seed)
        return mine == (*others, DEFAULT_SUBJECT.drawing, DEFAULT_SUBJECT.shelf)

    def _show_controls(self, s: UnseenSettings) -> None:
        self._element.dataset.locked = s.locked
        self._slider.show(s.timestep, s.steps, words.place(s))
        self._buttons.show(0, s.timestep, s.steps)
        self._locked.show(s.locked)
        self._schedule.show(s.schedule)
        self._window.show(WINDOWS.index(s.window), window_of(s.window))
        set_text(self.part("phase"), words.place(s))
        set_text(self.part("out-window"), window_of(s.window))
        set_text(self.part("out-locked"), words.locked_words(s))
