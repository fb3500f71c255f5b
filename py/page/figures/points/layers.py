"""The plane's canvases: trails below, which stay; arrows and dots above, painted anew each time."""

from __future__ import annotations

from collections.abc import Callable

from page.browser.canvas import VectorSurface
from page.browser.dom import by_id
from page.figures.points.marks import Points, arrows, dots, segments
from page.figures.points.packing import SIDE
from page.figures.points.poster import ARROW, ARROW_WIDTH, DATA_WIDTH, GHOST, SAMPLE_WIDTH
from page.figures.points.scene import GRID, Session
from page.figures.points.settings import PointsSettings
from page.figures.points.trails import TRAIL, TRAIL_WIDTH, trails
from page.widgets.theme import Theme


class Layers:
    """Paints what a session shows; `on_resize` is called when the plane has another size."""

    def __init__(self, prefix: str, theme: Theme, on_resize: Callable[[], None]) -> None:
        self._trails, self._marks = (
            VectorSurface(by_id(f"{prefix}-{name}"), SIDE, on_resize)
            for name in ("trails", "marks")
        )
        self._theme = theme
        self._way: object = None
        self._drawn = 0
        self._cache: dict[bool, tuple[object, list[str]]] = {}

    def paint(self, session: Session, s: PointsSettings) -> None:
        """Show the stop that the session has reached."""
        size = self._marks.fit()
        if not (size and self._trails.fit()):
            return  # not displayed; it will be painted when it gets a size
        colours = self._theme.colours
        walking = s.phase == "reverse"
        mine = colours["estimate"] if walking else colours["ink"]
        self._paint_trails(session, s, mine, size)
        marks, scene = self._marks, session.scene
        marks.clear()
        if session.reached:
            marks.stroke(dots(scene.points), colours["ink"], DATA_WIDTH, GHOST)
        elif walking:
            marks.stroke(dots(scene.points), colours["ink"], DATA_WIDTH)
        score = scene.score(session.reached) if s.arrows else None
        if score is not None:
            marks.stroke(arrows(GRID, score), colours["noise"], ARROW_WIDTH, ARROW)
        width = SAMPLE_WIDTH if walking else DATA_WIDTH
        marks.stroke(dots(session.stop(session.gone)), mine, width)

    def _paint_trails(self, session: Session, s: PointsSettings, colour: str, size: int) -> None:
        scene, walking = session.scene, s.phase == "reverse"
        gone = session.gone if s.trails else 0
        way = (scene, walking, colour, size)
        if way != self._way or gone < self._drawn:
            self._way, self._drawn = way, 0
            self._trails.clear()
        if gone > self._drawn:
            pieces = self._pieces(session, walking, gone, trails(s, walking))
            path = "".join(pieces[self._drawn : gone])
            self._trails.stroke(path, colour, TRAIL_WIDTH, TRAIL)
            self._drawn = gone

    def _pieces(self, session: Session, walking: bool, gone: int, count: int) -> list[str]:
        """The trails of every step made so far, as far as `gone`."""
        scene, pieces = self._cache.get(walking, (None, []))
        if scene is not session.scene:
            pieces = []
            self._cache[walking] = (session.scene, pieces)

        def stop(n: int) -> Points:
            return session.stop(n)[:count]

        for n in range(len(pieces), gone):
            pieces.append(segments(stop(n), stop(n + 1)))
        return pieces
