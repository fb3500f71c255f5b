"""The figure "Schedule lab" on the page."""

from __future__ import annotations

from functools import partial

from page.browser.canvas import Surface
from page.browser.clock import now
from page.browser.dom import on_click, set_text
from page.figures.figure import Figure, Surroundings
from page.figures.lab.curves import chart_of, cursor_words
from page.figures.lab.editor import Editor
from page.figures.lab.scene import DENOISER, Lane, Scene, schedule_of
from page.figures.lab.settings import STEPS, TABLE, LabSettings, in_order
from page.figures.lab.strip import HALVES, strip
from page.figures.lab.words import (
    ONE_STAYS,
    arrival_words,
    end_of,
    own_words,
    readings,
)
from page.state.schedules import NAMES, OWN
from page.state.subject import Subject
from page.widgets.charts.plot import Plot
from page.widgets.fields import Segments, Switch
from page.widgets.palette import coloured
from page.widgets.transport import TimeSlider
from unerase.pixels import tone

# The walks are made over several frames, so that the page goes on answering.
WALK_BUDGET_MS = 20.0


class ScheduleLab(Figure[LabSettings]):
    """What schedules leave at T, and where a walk from pure noise ends under each of them."""

    denoiser = DENOISER

    def __init__(self, settings: LabSettings, subject: Subject, around: Surroundings) -> None:
        super().__init__("Schedule lab", TABLE, settings, subject, around)
        self._draw_curve = around.draw_curve
        self._scene = Scene(partial(self.steps_watch.span, DENOISER), now)
        self._strips: dict[str, object] = {}
        self._surfaces = {
            f"{name}-{kind}": Surface(self.part(f"{name}-{kind}"))
            for name in NAMES
            for kind in (*HALVES, "walk")
        }
        self._chips = {
            name: Switch(f"{self.prefix}-show-{name}", partial(self._choose, name))
            for name in NAMES
        }
        self._zero = Switch(f"{self.prefix}-zero", lambda on: self.set(zero=on))
        self._scale = Segments(f"{self.prefix}-scale", lambda scale: self.set(scale=scale))
        self._plot = Plot(self.prefix, lambda x: self.scrub(int(x)))
        self._editor = Editor(self.prefix, self)
        self._slider = TimeSlider(self.prefix, self.scrub)
        self._buttons = self.walk_buttons()
        on_click(self.part("another"), self.next_walk)

    def arrival(self) -> str:
        return arrival_words(self._scene.lanes)

    def _choose(self, name: str, on: bool) -> None:
        shown = {*self.settings.shown, name} if on else {*self.settings.shown} - {name}
        if shown:
            self.set(shown=in_order(shown))
        else:
            self.say(ONE_STAYS)

    # What the editor asks for (Bending).

    def begin(self) -> None:
        """Remember what is shown before a drag."""
        self._before = self.settings.shown, self.subject.curve

    def draw(self, packed: bytes) -> None:
        """Take another curve, and show its lane."""
        self.set(shown=in_order((*self.settings.shown, OWN)))
        self._draw_curve(packed)

    def withdraw(self) -> None:
        """Back to what was shown before the drag."""
        shown, packed = self._before
        self.set(shown=shown)
        self._draw_curve(packed)

    def prepare(self) -> bool:
        self._scene.use(self.settings, self.subject)
        return self._scene.walk_on(now() + WALK_BUDGET_MS)

    def paint(self) -> None:
        s, lanes = self.settings, self._scene.lanes
        for name in NAMES:
            self._chips[name].show(name in lanes)
            self.part(f"{name}-lane").hidden = name not in lanes
        for name, lane in lanes.items():
            self._show(name, lane, s.timestep)
        self._zero.show(s.zero)
        self._scale.show(s.scale)
        self._plot.show(chart_of(lanes, s.scale))
        self._plot.cursor(s.timestep, cursor_words(lanes, s.scale, s.timestep))
        self._editor.show(self.subject.curve)
        set_text(self.part("out-own"), own_words(schedule_of(OWN, s.zero, self.subject)))
        place = f"step {s.timestep} of {STEPS}"
        self._slider.show(s.timestep, STEPS, place)
        self._buttons.show(self.player.direction, s.timestep, STEPS)
        set_text(self.part("phase"), place)
        set_text(self.part("notice"), self.passing)

    def _show(self, name: str, lane: Lane, t: int) -> None:
        of = (lane, self.theme.ink)
        if self._strips.get(name) != of:
            self._strips[name] = of
            noisy = lane.noisy()
            for half in HALVES:
                self._surfaces[f"{name}-{half}"].paint(strip(noisy, half, self.theme.signal))
            share = end_of(lane.schedule)
            self.part(f"{name}-gauge").style.setProperty("--left", f"{100 * share:.1f}%")
        if lane.over:  # until then the one before stays
            self._surfaces[f"{name}-walk"].paint(coloured(tone(lane.walked(t)), self.theme.signal))
            for key, text in readings(lane).items():
                set_text(self.part(f"{name}-out-{key}"), text)
