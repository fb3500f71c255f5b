"""The figure "Walk back" on the page."""

from __future__ import annotations

from page.browser.canvas import Surface
from page.browser.clock import now
from page.browser.dom import on_click, set_text
from page.denoisers import LABELS, MEASURED_AS
from page.figures.figure import SLICE_MS, Figure, Surroundings
from page.figures.walk.scene import Scene
from page.figures.walk.settings import MAX_PAIR, STEPS, TABLE, WalkSettings
from page.figures.walk.words import arrival_words, detail, notice, verdict
from page.state.subject import Subject
from page.widgets.charts.plot import Plot
from page.widgets.fields import Dial
from page.widgets.palette import coloured
from page.widgets.transport import TimeSlider
from page.widgets.words import SCHEDULE_LABELS
from unerase.pixels import tone

NOTCHES = 20
"""The dial's steps from η = 0 to 1."""


class WalkBack(Figure[WalkSettings]):
    """One start, two walks: with the oracle they meet again, without it they need not."""

    def __init__(self, settings: WalkSettings, subject: Subject, around: Surroundings) -> None:
        super().__init__("Walk back", TABLE, settings, subject, around)
        self.denoiser = MEASURED_AS[settings.denoiser]
        self._walkers = tuple(
            tuple(Surface(self.part(f"{what}-{number}")) for what in ("picture", "estimate"))
            for number in (1, 2)
        )
        self._buttons = self.walk_buttons()
        self._slider = TimeSlider(self.prefix, self.scrub)
        self._plot = Plot(self.prefix, lambda x: self.scrub(int(x)))
        self._schedule = self.menu("schedule", SCHEDULE_LABELS)
        self._denoiser = self.menu("denoiser", LABELS)
        self._eta = Dial(f"{self.prefix}-eta", NOTCHES, lambda notch: self.set(eta=notch / NOTCHES))
        on_click(self.part("another"), self._another)
        self._made: object = None
        self._dice: object = None
        self._reached: dict[str, int] = {}
        self._ready = False

    def arrival(self) -> str:
        return arrival_words(self._scene_of(self.settings).at(self.settings.denoiser, 0))

    def _another(self) -> None:
        self.set(pair=self.settings.pair % MAX_PAIR + 1)

    def take(self, settings: WalkSettings) -> None:
        """Show other settings, for instance those of a link that was pasted."""
        self._reached = {}
        super().take(settings)

    def refresh(self) -> None:
        """Paint at the next frame in which the figure is seen."""
        self.denoiser = MEASURED_AS[self.settings.denoiser]
        super().refresh()

    def prepare(self) -> bool:
        s, start = self.settings, now()
        self._ready = False
        if self.rests_for(s.denoiser):
            return True
        scene = self._scene_of(s)
        self._reached[s.denoiser] = min(s.timestep, self._reached.get(s.denoiser, STEPS))
        self._ready = scene.make(self._reached, lambda: now() < start + SLICE_MS)
        return self._ready

    def paint(self) -> None:
        s = self.settings
        self._show_controls(s)
        self._element.dataset.making = "" if self._ready else "true"
        if not self._ready:
            set_text(self.part("notice"), self.passing or self.coming(s.denoiser))
            return  # what was there stays
        # Time is shown where the pictures are.
        self._slider.show(s.timestep, STEPS, _place(s))
        set_text(self.part("phase"), _place(s))
        scene = self._scene_of(s)
        view = scene.at(s.denoiser, s.timestep)
        for number, walker in enumerate(view.walkers, 1):
            picture, estimate = self._walkers[number - 1]
            picture.paint(coloured(tone(walker.x_t), self.theme.signal))
            estimate.paint(coloured(tone(walker.x0_hat), self.theme.estimate))
            set_text(self.part(f"out-end-{number}"), verdict(walker, s.timestep))
            set_text(self.part(f"out-detail-{number}"), detail(walker, s.timestep))
        set_text(self.part("out-distance"), f"{view.distance:.2f}")
        set_text(self.part("out-cells"), str(view.differing))
        self._plot.show(scene.curve(self._reached))
        self._plot.cursor(s.timestep, f"{_place(s)}, {view.distance:.2f} apart")
        set_text(self.part("notice"), self.passing or notice(s, scene.schedule))

    def _show_controls(self, s: WalkSettings) -> None:
        self._buttons.show(self.player.direction, s.timestep, STEPS)
        self._schedule.show(s.schedule)
        self._denoiser.show(s.denoiser)
        self._eta.show(round(s.eta * NOTCHES), f"{s.eta:.2f}")
        set_text(self.part("out-eta"), f"{s.eta:.2f}")

    def _scene_of(self, s: WalkSettings) -> Scene:
        subject = self.subject.under(s.schedule, shelved=True)
        wanted = (s.schedule, s.eta, s.pair, subject)
        if self._made != wanted:
            self._made = wanted
            self._scene = Scene(s, subject, self.steps_watch.span)
        # What has been walked is walked again under another plan, but not with other dice:
        # how that ends has not been seen yet.
        if self._dice != (dice := (s.pair, subject)):
            self._dice, self._reached = dice, {}
        return self._scene


def _place(s: WalkSettings) -> str:
    return f"step {s.timestep} of {STEPS}"
