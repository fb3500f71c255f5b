"""The figure "Points" before Python is there."""

from __future__ import annotations

from page.figures.points.marks import arrows, dots
from page.figures.points.scene import GRID, SAMPLES, Scene
from page.figures.points.settings import PointsSettings
from page.figures.poster import Poster
from page.state.points import SIDE, unpack
from page.state.subject import DEFAULT_SUBJECT

DATA_WIDTH, SAMPLE_WIDTH, ARROW_WIDTH = 40, 27, 7
"""The widths of a data point's dot, of a sample's and of an arrow, in steps of the plane."""
ARROW, GHOST = 0.7, 0.3
"""How opaque arrows are, and the data while something else is shown."""


def drawings() -> dict[str, str]:
    """The plane: arrows and data."""
    settings = PointsSettings()
    points = unpack(settings.points)
    score = Scene(settings, DEFAULT_SUBJECT).score(settings.timestep)
    field = "" if score is None else arrows(GRID, score)
    return {
        "plane": f'<svg class="poster" viewBox="0 0 {SIDE} {SIDE}" aria-hidden="true">'
        f'<path d="{field}" fill="none" stroke="var(--noise)" stroke-width="{ARROW_WIDTH}" '
        f'stroke-opacity="{ARROW}" stroke-linecap="round" stroke-linejoin="round"/>'
        f'<path d="{dots(points)}" fill="none" stroke="var(--ink)" stroke-width="{DATA_WIDTH}" '
        'stroke-linecap="round"/></svg>'
    }


FACTS = {"samples": lambda: str(SAMPLES)}

POSTER = Poster(drawings=drawings, facts=FACTS)
