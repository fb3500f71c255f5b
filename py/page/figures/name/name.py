"""The figure "Ask by name" on the page."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from page.denoisers import LEARNER
from page.figures.figure import Figure
from page.figures.name import words
from page.figures.name.menus import Menus
from page.figures.name.scene import BLANK, SHEETS, Scene
from page.figures.name.settings import SCHEDULE, NameSettings
from page.state.subject import Subject
from page.widgets.palette import coloured
from unerase.pixels import tone


class AskByName(Figure[NameSettings, Scene | None]):
    """One noise, one name, and sheets that differ in how strongly the name counts.

    As long as nothing has been asked of it the posters stand, and the learner's weights are not
    sent for.
    """

    LOOKS = ("timestep", "weight")

    def build(self) -> None:
        self.scene = None
        self._menus = Menus(self)
        self._pictures = self.surfaces(*(f"xt-{number}" for number in range(1, SHEETS + 1)))
        self._touched = False

    def about(self, s: NameSettings) -> Subject:
        return self.subject.under(SCHEDULE, shelved=s.denoiser != LEARNER)

    def make(self, s: NameSettings, subject: Subject) -> Scene:
        return Scene(s, subject, self.measured)

    def prepare(self) -> bool:
        """While weights are on their way time waits, and goes on when they have come."""
        s = self.settings
        self._touched |= s != self.table.default
        if self._touched and not self.lacks(s.denoiser):
            return super().prepare()
        self.ready = not self._touched
        self._made = self.scene = None
        if self.passing:  # they will not come
            self.player.stop()
        return self.ready or bool(self.passing)

    def advance(self, in_time: Callable[[], bool]) -> bool:
        return bool(self.scene and self.scene.make(self.settings, in_time))

    def complete(self) -> bool:
        return self.ready or bool(self.passing)

    def paint(self) -> None:
        super().paint()
        s, shelf = self.settings, self.subject.shelf
        self._menus.show(s, shelf)
        self.element.dataset.posters = str(not self._touched).lower()
        self.write(
            {
                "title": words.title(s.weight),
                "role": words.role(s.weight),
                "about": words.about(s, shelf),
            }
        )
        if self._touched and not self.scene and self.passing:
            for number in range(1, SHEETS + 1):
                self._show_sheet(number, BLANK, "")

    def show(self, s: NameSettings) -> None:
        assert self.scene
        for number, sheet in enumerate(self.scene.sheets(s), 1):
            if sheet:  # else what was there stays for a moment
                self._show_sheet(number, sheet.x_t, words.answer(sheet))

    def _show_sheet(self, number: int, x_t: NDArray[np.float32], answer: str) -> None:
        self._pictures[number - 1].paint(coloured(tone(x_t), self.theme.signal))
        self.write({f"answer-{number}": answer})

    def phase(self) -> str:
        if self.scene and not self.ready and not self.player.direction:
            return words.making(*self.scene.progress(self.settings))
        return self.moment()

    def coming(self) -> str:
        return words.FETCHING if self._touched and not self.scene else ""

    def notice(self) -> str:
        return words.notice(self.settings, self.subject.shelf)

    def arrival(self) -> str:
        return words.arrival_words(self.scene.sheets(self.settings)) if self.scene else ""
