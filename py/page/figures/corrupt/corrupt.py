"""The figure "Corrupt" on the page."""

from __future__ import annotations

import math

from page.browser.canvas import Surface
from page.browser.dom import on_click, set_text
from page.figures.corrupt.scene import Scene
from page.figures.corrupt.settings import STEPS, TABLE, CorruptSettings
from page.figures.figure import Figure, Surroundings
from page.state.subject import Subject
from page.widgets.fields import Choice
from page.widgets.palette import coloured
from page.widgets.transport import TimeSlider
from page.widgets.words import SCHEDULE_LABELS, end_label
from unerase.moments import Moments
from unerase.pixels import tone


class Corrupt(Figure[CorruptSettings]):
    """x0 and ε, weighted, add up to x_t; a chain of small steps ends in the same distribution."""

    def __init__(self, settings: CorruptSettings, subject: Subject, around: Surroundings) -> None:
        super().__init__("Corrupt", TABLE, settings, subject, around)
        self._signal, self._noise, self._jump, self._again, self._chain = (
            Surface(self.part(name)) for name in ("signal", "noise", "jump", "again", "chain")
        )
        self._slider = TimeSlider(self.prefix, self.scrub)
        self._schedule = Choice(
            f"{self.prefix}-schedule",
            SCHEDULE_LABELS.items(),
            lambda name: self.set(schedule=name),
        )
        on_click(self.part("another"), self.next_walk)
        self._made: object = None

    def paint(self) -> None:
        s = self.settings
        subject = self.subject.under(s.schedule)
        wanted = (s.schedule, s.walk, subject)
        if self._made != wanted:
            self._made, self._scene = wanted, Scene(s, subject)
        view = self._scene.at(s.timestep)
        signal, noise = self.theme.signal, self.theme.noise
        self._signal.paint(coloured(tone(view.signal), signal))
        self._noise.paint(coloured(tone(view.noise), noise))
        x_t = coloured(tone(view.jump), signal)
        self._jump.paint(x_t)
        self._again.paint(x_t)
        self._chain.paint(coloured(tone(view.chained), signal))
        self._slider.show(s.timestep, STEPS, f"step {s.timestep} of {STEPS}")
        self._schedule.show(s.schedule)
        set_text(self.part("end"), end_label(self._scene.schedule))
        set_text(self.part("phase"), f"step {s.timestep} of {STEPS}")
        set_text(self.part("out-signal"), f"{view.signal_weight:.3f}")
        set_text(self.part("out-noise"), f"{view.noise_weight:.3f}")
        set_text(
            self.part("count"), "one small step" if s.timestep == 1 else f"{s.timestep} small steps"
        )
        for row, found in {
            "jump": view.jump_moments,
            "chain": view.chain_moments,
            "exact": view.exact,
        }.items():
            self._show(row, found)

    def _show(self, row: str, found: Moments) -> None:
        for name in ("ink", "paper", "variance"):
            value = getattr(found, name)
            text = "–" if math.isnan(value) else f"{value:.3f}".replace("-", "−")
            set_text(self.part(f"out-{row}-{name}"), text)
