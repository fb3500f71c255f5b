"""The plane's canvases: trails below, which stay; arrows and dots above, painted anew each time."""

from __future__ import annotations

from collections.abc import Callable

from page.browser.canvas import VectorSurface
from page.browser.dom import by_id
from page.figures.points.marks import arrows, dots, segments
from page.figures.points.poster import ARROW, ARROW_WIDTH, DATA_WIDTH, GHOST, SAMPLE_WIDTH
from page.figures.points.scene import GRID, Scene
from page.figures.points.settings import PointsSettings
from page.figures.points.trails import TRAIL, TRAIL_WIDTH, trails
from page.state.points import SIDE
from page.widgets.theme import Theme


class Layers:
    """Paints what a scene shows; `on_resize` is called when the plane has another size."""

    def __init__(self, prefix: str, theme: Theme, on_resize: Callable[[], None]) -> None:
        self._trails, self._marks = (
            VectorSurface(by_id(f"{prefix}-{name}"), SIDE, on_resize)
            for name in ("trails", "marks")
        )
        self._theme = theme
        self._way: object = None
        self._drawn = 0
        self._cache: dict[str, tuple[object, list[str]]] = {}

    def paint(self, scene: Scene, s: PointsSettings) -> None:
        """Show the stop that the scene has reached."""
        size = self._marks.fit()
        if not (size and self._trails.fit()):
            return  # not displayed; it will be painted when it gets a size
        colours = self._theme.colours
        walking = s.phase == "reverse"
        mine = colours["estimate"] if walking else colours["ink"]
        self._paint_trails(scene, s, mine, size)
        marks, reached = self._marks, scene.reached(s)
        marks.clear()
        if reached:
            marks.stroke(dots(scene.points), colours["ink"], DATA_WIDTH, GHOST)
        elif walking:
            marks.stroke(dots(scene.points), colours["ink"], DATA_WIDTH)
        score = scene.score(reached) if s.arrows else None
        if score is not None:
            marks.stroke(arrows(GRID, score), colours["noise"], ARROW_WIDTH, ARROW)
        width = SAMPLE_WIDTH if walking else DATA_WIDTH
        marks.stroke(dots(scene.stop(s.phase, scene.gone(s))), mine, width)

    def _paint_trails(self, scene: Scene, s: PointsSettings, colour: str, size: int) -> None:
        gone = scene.gone(s) if s.trails else 0
        way = (scene, s.phase, colour, size)
        if way != self._way or gone < self._drawn:
            self._way, self._drawn = way, 0
            self._trails.clear()
        if gone > self._drawn:
            path = "".join(self._pieces(scene, s, gone)[self._drawn : gone])
            self._trails.stroke(path, colour, TRAIL_WIDTH, TRAIL)
            self._drawn = gone

    def _pieces(self, scene: Scene, s: PointsSettings, gone: int) -> list[str]:
        """The trails of every step made so far, as far as `gone`."""
        made_of, pieces = self._cache.get(s.phase, (None, []))
        if made_of is not scene:
            pieces = []
            self._cache[s.phase] = (scene, pieces)
        count = trails(s, s.phase == "reverse")
        for n in range(len(pieces), gone):
            before, after = (scene.stop(s.phase, i)[:count] for i in (n, n + 1))
            pieces.append(segments(before, after))
        return pieces
