"""The figure "The code" before Python is there: the first part, as it is in the engine."""

from __future__ import annotations

from functools import cache, partial

from page.figures.code.curves import chart_of
from page.figures.code.parts import text_of
from page.figures.code.scene import Lane, Scene
from page.figures.code.settings import CodeSettings
from page.figures.code.words import PICTURES
from page.figures.poster import Hex, Painted, Poster, signal
from page.state.subject import DEFAULT_SUBJECT
from page.widgets.charts.svg import SIDE_BY_SIDE, poster_of
from page.widgets.charts.table import table_of
from page.widgets.palette import Rgba
from page.widgets.strip import HALVES, strip

DEFAULT = CodeSettings()


@cache
def scene() -> Scene:
    """The first part, all of it."""
    made = Scene(DEFAULT.part, DEFAULT_SUBJECT)
    made.advance(lambda: True)
    return made


def pictures() -> dict[str, Painted]:
    """The drawing on its way into noise."""
    lane = scene().lanes["original"]
    return {f"original-{half}": partial(_strip, lane, half) for half in HALVES}


def _strip(lane: Lane, half: str, colours: Hex) -> Rgba:
    return strip(map(lane.at, HALVES[half]), signal(colours))


def drawings() -> dict[str, str]:
    """The chart and its table."""
    chart = chart_of(scene())
    return {"chart": poster_of(chart, SIDE_BY_SIDE), "table": table_of(chart, DEFAULT.timestep)}


def texts() -> dict[str, str]:
    """The text in the editor, and what the pictures are."""
    return {"text": text_of(DEFAULT.part), "shows": PICTURES["schedule"]}


POSTER = Poster(pictures, drawings, texts)
