"""The figure "Ask by name" on the page."""

from __future__ import annotations

from collections.abc import Callable

from page.denoisers import LEARNER
from page.figures.figure import Figure
from page.figures.name import words
from page.figures.name.menus import Menus
from page.figures.name.scene import Scene, pictures
from page.figures.name.settings import SCHEDULE, NameSettings
from page.figures.poster import BLANK
from page.state.subject import Subject


class AskByName(Figure[NameSettings, Scene | None]):
    """One noise, one name, and sheets that differ in how strongly the name counts.

    As long as nothing has been asked of it the posters stand, and the learner's weights are not
    sent for.
    """

    LOOKS = ("timestep", "weight")

    def build(self) -> None:
        self.scene = None
        self._menus = Menus(self)
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
        self.write(words.asked(s, shelf))
        if self._touched and not self.scene and self.passing:
            numbers = range(1, len(s.weights) + 1)
            self.show_pictures({f"xt-{number}": BLANK for number in numbers})
            self.write({f"answer-{number}": "" for number in numbers})

    def show(self, s: NameSettings) -> None:
        assert self.scene
        sheets = self.scene.sheets(s)  # of those that are not there the old ones stay for a moment
        self.show_pictures(pictures(sheets))
        self.write(words.answers(sheets))

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
