"""The figure "Corrupt" on the page."""

from __future__ import annotations

from page.browser.dom import set_text
from page.figures.corrupt.scene import Scene
from page.figures.corrupt.settings import CorruptSettings
from page.figures.corrupt.words import readings
from page.figures.figure import Figure
from page.state.subject import Subject
from page.widgets.words import end_of


class Corrupt(Figure[CorruptSettings, Scene]):
    """x0 and ε, weighted, add up to x_t; a chain of small steps ends in the same distribution."""

    def make(self, s: CorruptSettings, subject: Subject) -> Scene:
        return Scene(s, subject)

    def tell(self, sentence: str) -> None:
        """It has nothing to say, and no place for it."""

    def show(self, s: CorruptSettings) -> None:
        t, scene = s.timestep, self.scene
        self.show_pictures(scene.pictures(t))
        set_text(self.part("end"), end_of(scene.schedule))
        set_text(self.part("count"), "one small step" if t == 1 else f"{t} small steps")
        self.write(readings(scene, t))
