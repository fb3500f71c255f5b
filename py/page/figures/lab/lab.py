"""The figure "Schedule lab" on the page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from page.browser.canvas import Surface
from page.browser.dom import set_text
from page.denoisers import DENOISERS, LOCAL
from page.figures.figure import Figure
from page.figures.lab.curves import chart_of, cursor_words
from page.figures.lab.editor import Editor
from page.figures.lab.scene import Lane, Scene, schedule_of
from page.figures.lab.settings import LabSettings, in_order
from page.figures.lab.words import ONE_STAYS, arrival_words, left_by, own_words, readings
from page.figures.poster import Picture
from page.state.schedules import NAMES, OWN, missing
from page.state.subject import Subject
from page.widgets.charts.plot import Plot
from page.widgets.fields import Switch
from page.widgets.strip import HALVES, strip


class ScheduleLab(Figure[LabSettings, Scene]):
    """What schedules leave at T, and where a walk from pure noise ends under each of them."""

    LOOKS = ("timestep", "scale")
    denoiser = DENOISERS[LOCAL].measured

    def build(self) -> None:
        self.scene = Scene(self.measured)
        self._strips: dict[str, object] = {}
        self._surfaces = {
            (name, half): Surface(self.part(f"{name}-{half}")) for name in NAMES for half in HALVES
        }
        self._chips = {
            name: Switch(f"{self.prefix}-show-{name}", partial(self._choose, name))
            for name in NAMES
        }
        self._plot = Plot(self.prefix, self.scrub)
        self._editor = Editor(self)

    def _choose(self, name: str, on: bool) -> None:
        if on and missing(name):  # it has gone since the chip was painted
            self.refresh()
            return
        shown = {*self.settings.shown, name} if on else {*self.settings.shown} - {name}
        if shown:
            self.set(shown=in_order(shown))
        else:
            self.say(ONE_STAYS)

    # What the editor asks for.

    def begin(self) -> None:
        """Remember what is shown before a drag."""
        self._before = self.settings.shown, self.subject.curve

    def draw(self, packed: bytes) -> None:
        """Take another curve, and show its lane."""
        self.set(shown=in_order((*self.settings.shown, OWN)))
        self.around.use(curve=packed)

    def withdraw(self) -> None:
        """Back to what was shown before the drag."""
        shown, packed = self._before
        self.set(shown=shown)
        self.around.use(curve=packed)

    def about(self, s: LabSettings) -> Subject:
        """Each lane knows what matters to it."""
        return self.subject

    def make(self, s: LabSettings, subject: Subject) -> Scene:
        self.scene.use(s, subject)
        return self.scene

    def advance(self, in_time: Callable[[], bool]) -> bool:
        return self.scene.walk_on(in_time)

    def show(self, s: LabSettings) -> None:
        lanes = self.scene.lanes
        for name in NAMES:
            self._chips[name].show(name in lanes)
            chip = self.part(f"show-{name}")
            chip.disabled = chip.parentElement.hidden = bool(missing(name))
            self.part(f"{name}-lane").hidden = name not in lanes
        for name, lane in lanes.items():
            self._show_lane(name, lane, s.timestep)
        self._plot.show(chart_of(lanes, s.scale))
        self._plot.cursor(s.timestep, cursor_words(lanes, s.scale, s.timestep))
        self._editor.show(self.subject.curve)
        self.write({"own": own_words(schedule_of(OWN, s.zero, self.subject))})

    def _show_lane(self, name: str, lane: Lane, t: int) -> None:
        of = (lane, self.theme.ink)
        if self._strips.get(name) != of:
            self._strips[name] = of
            noisy = lane.noisy()
            for half, stops in HALVES.items():
                self._surfaces[name, half].paint(strip(noisy[[*stops]], self.theme.signal))
            share = left_by(lane.schedule)
            self.part(f"{name}-gauge").style.setProperty("--left", f"{100 * share:.1f}%")
        if lane.over:  # until then the one before stays
            self.show_pictures({f"{name}-walk": Picture(lane.walked(t))})
            for key, text in readings(lane).items():
                set_text(self.part(f"{name}-out-{key}"), text)

    def arrival(self) -> str:
        return arrival_words(self.scene.lanes)
