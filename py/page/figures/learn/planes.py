"""The two planes of points: the exact score, and the network's beside it."""

from __future__ import annotations

from collections.abc import Callable

from page.browser.canvas import VectorSurface
from page.browser.dom import by_id
from page.figures.learn.cloud import GRID, CloudRun
from page.figures.points.marks import arrows, dots
from page.figures.points.poster import ARROW, ARROW_WIDTH, DATA_WIDTH, GHOST, SAMPLE_WIDTH
from page.state.points import SIDE
from page.widgets.theme import Theme


class Planes:
    """Paints a run at a step of the walk; `on_resize` is called when they have another size."""

    def __init__(self, prefix: str, theme: Theme, on_resize: Callable[[], None]) -> None:
        self._exact, self._learned = (
            VectorSurface(by_id(f"{prefix}-plane-{name}"), SIDE, on_resize)
            for name in ("exact", "learned")
        )
        self._theme = theme

    def paint(self, run: CloudRun, t: int) -> None:
        """Arrows and data in both, the samples in the learned one."""
        colours = self._theme.colours
        scores = {self._exact: run.exact_score(t), self._learned: run.score(t)}
        for surface, score in scores.items():
            if not surface.fit():
                continue  # not displayed; it will be painted when it gets a size
            surface.clear()
            surface.stroke(dots(run.points), colours["ink"], DATA_WIDTH, GHOST)
            surface.stroke(arrows(GRID, score), colours["noise"], ARROW_WIDTH, ARROW)
            if surface is self._learned:
                surface.stroke(dots(run.samples(t)), colours["estimate"], SAMPLE_WIDTH)
