"""The figure "Corrupt" on the page."""

from __future__ import annotations

import math

from page.browser.dom import set_text
from page.figures.corrupt.scene import Scene
from page.figures.corrupt.settings import CorruptSettings
from page.figures.figure import Figure
from page.state.subject import Subject
from page.widgets.palette import coloured
from page.widgets.words import end_label
from unerase.pixels import tone


class Corrupt(Figure[CorruptSettings, Scene]):
    """x0 and ε, weighted, add up to x_t; a chain of small steps ends in the same distribution."""

    def build(self) -> None:
        self._signal, self._noise, self._jump, self._again, self._chain = self.surfaces(
            "signal", "noise", "jump", "again", "chain"
        )

    def make(self, s: CorruptSettings, subject: Subject) -> Scene:
        return Scene(s, subject)

    def tell(self, sentence: str) -> None:
        """It has nothing to say, and no place for it."""

    def show(self, s: CorruptSettings) -> None:
        view = self.scene.at(s.timestep)
        signal, noise = self.theme.signal, self.theme.noise
        self._signal.paint(coloured(tone(view.signal), signal))
        self._noise.paint(coloured(tone(view.noise), noise))
        x_t = coloured(tone(view.jump), signal)
        self._jump.paint(x_t)
        self._again.paint(x_t)
        self._chain.paint(coloured(tone(view.chained), signal))
        set_text(self.part("end"), end_label(self.scene.schedule))
        count = "one small step" if s.timestep == 1 else f"{s.timestep} small steps"
        set_text(self.part("count"), count)
        self.write({"signal": f"{view.signal_weight:.3f}", "noise": f"{view.noise_weight:.3f}"})
        for row, found in {
            "jump": view.jump_moments,
            "chain": view.chain_moments,
            "exact": view.exact,
        }.items():
            for name in ("ink", "paper", "variance"):
                self.write({f"{row}-{name}": _short(getattr(found, name))})


def _short(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.3f}".replace("-", "−")
