"""The first figure's pictures: the noisy one, the estimate, the drawing's ghost, and the film."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from page.browser.canvas import Surface
from page.figures.hero.scene import Scene
from page.figures.hero.settings import HeroSettings
from page.state.controls import PHASES
from page.widgets.filmstrip import Filmstrip
from page.widgets.palette import Rgba, coloured, ghost, tones_of
from page.widgets.theme import Theme
from unerase import Frame
from unerase.arrays import Bits
from unerase.pixels import to_bits


class Pictures:
    """Paints them; the film and the ghost, which change less often, only where they are stale."""

    def __init__(
        self, part: Callable[[str], Any], film: Filmstrip, redrawn: Callable[[], None]
    ) -> None:
        self._picture, self._estimate, self._ghost = (
            Surface(part(name)) for name in ("picture", "estimate", "ghost")
        )
        self._film, self._redrawn = film, redrawn
        self._window = (0, 0)
        self.stale_film = self.stale_ghost = True

    def paint(
        self, theme: Theme, scene: Scene, s: HeroSettings, frame: Frame, drawing: Bits
    ) -> None:
        """Show a frame of the scene, and the film around it."""
        picture, estimate = tones_of(frame.x_t, frame.x0_hat)
        self._picture.paint(coloured(picture, theme.signal))
        self._estimate.paint(coloured(estimate, theme.estimate))
        if self.stale_ghost:
            self.stale_ghost = False
            self._ghost.paint(ghost(drawing, theme.ink))
            self._redrawn()
        self._film.show(PHASES.index(s.phase), s.timestep, s.steps + 1)
        self._paint_film(scene, theme.signal)

    def _paint_film(self, scene: Scene, table: Rgba) -> None:
        window = self._film.view()
        if self.stale_film or window != self._window:
            self.stale_film, self._window = False, window
            first_reverse, reverse = scene.walk_tones(*window)
            ends, x0 = scene.forward_ends(*window), to_bits(scene.experiment.x0)
            self._film.paint(window[0], x0, ends, reverse, first_reverse, table)
