"""The figure "Ask by name" on the page."""

from __future__ import annotations

from functools import partial

from page.browser.canvas import Surface
from page.browser.clock import now
from page.browser.dom import on_click, set_text
from page.denoisers import LEARNER, MEASURED_AS
from page.figures.figure import Figure, Surroundings
from page.figures.name import words
from page.figures.name.menus import Menus
from page.figures.name.scene import BLANK, SHEETS, Scene, Sheet
from page.figures.name.settings import NOTCHES, SCHEDULE, TABLE, NameSettings, write_weight
from page.state.subject import Subject
from page.widgets.fields import Dial
from page.widgets.palette import coloured
from page.widgets.transport import TimeSlider
from unerase.pixels import tone

# A guided step of the learner takes longer than this: one of them for each frame.
BUDGET_MS = 16.0


class AskByName(Figure[NameSettings]):
    """One noise, one name, and sheets that differ in how strongly the name counts.

    As long as nothing has been asked of it the posters stand, and the learner's weights are not
    sent for.
    """

    def __init__(self, settings: NameSettings, subject: Subject, around: Surroundings) -> None:
        super().__init__("Ask by name", TABLE, settings, subject, around)
        self._menus = Menus(self)
        self._pictures = [Surface(self.part(f"xt-{number}")) for number in range(1, SHEETS + 1)]
        self._slider = TimeSlider(self.prefix, self.scrub)
        self._buttons = self.walk_buttons()
        self._weight = Dial(
            f"{self.prefix}-weight",
            len(NOTCHES) - 1,
            lambda notch: self.set(weight=NOTCHES[notch]),
        )
        on_click(self.part("dice"), self.next_noise)
        on_click(self.part("another"), self.next_walk)
        self._made: object = None
        self._scene: Scene | None = None
        self._touched = False

    def refresh(self) -> None:
        """Paint at the next frame in which the figure is seen."""
        self.denoiser = MEASURED_AS[self.settings.denoiser]
        super().refresh()

    def arrival(self) -> str:
        return words.arrival_words(self._scene.sheets(self.settings)) if self._scene else ""

    def prepare(self) -> bool:
        s = self.settings
        self._touched |= s != TABLE.default
        if not self._touched:
            return True
        if self.lacks(s.denoiser):
            self._made = self._scene = None
            if self.passing:  # they will not come
                self.player.stop()
            return bool(self.passing)
        subject = self.subject.under(SCHEDULE, shelved=s.denoiser != LEARNER)
        wanted = (s.denoiser, s.kind, s.style, s.label, s.seed, s.walk, subject)
        if self._made != wanted:
            self._made = wanted
            self._scene = Scene(s, subject, partial(self.steps_watch.span, self.denoiser))
        assert self._scene is not None
        start = now()
        return self._scene.make(s, lambda: now() < start + BUDGET_MS)

    def paint(self) -> None:
        s = self.settings
        shelf = self.subject.shelf
        self._show_controls(s)
        waiting = self._touched and not self._scene
        ready = not self._touched or bool(self._scene and self._scene.make(s, lambda: False))
        self._element.dataset.posters = str(not self._touched).lower()
        self._element.dataset.making = "" if ready or self.passing else "true"
        if self._scene:
            for number, sheet in enumerate(self._scene.sheets(s), 1):
                self._show_sheet(number, sheet)
        elif self.passing:
            for number in range(1, SHEETS + 1):
                self._show_nothing(number)
        phase = words.place(s)
        if self._scene and not ready and not self.player.direction:
            phase = words.making(*self._scene.progress(s))
        set_text(self.part("phase"), phase)
        fetching = words.FETCHING if waiting else words.notice(s, shelf)
        set_text(self.part("notice"), self.passing or fetching)

    def _show_sheet(self, number: int, sheet: Sheet | None) -> None:
        if sheet:  # else what was there stays for a moment
            self._pictures[number - 1].paint(coloured(tone(sheet.x_t), self.theme.signal))
            set_text(self.part(f"out-answer-{number}"), words.answer(sheet))

    def _show_nothing(self, number: int) -> None:
        self._pictures[number - 1].paint(coloured(tone(BLANK), self.theme.signal))
        set_text(self.part(f"out-answer-{number}"), "")

    def _show_controls(self, s: NameSettings) -> None:
        self._menus.show(s, self.subject.shelf)
        self._slider.show(s.timestep, s.steps, words.place(s))
        self._buttons.show(self.player.direction, s.timestep, s.steps)
        self._weight.show(NOTCHES.index(s.weight), write_weight(s.weight))
        set_text(self.part("out-weight"), write_weight(s.weight))
        set_text(self.part("out-title"), words.title(s.weight))
        set_text(self.part("out-role"), words.role(s.weight))
        set_text(self.part("out-about"), words.about(s, self.subject.shelf))
