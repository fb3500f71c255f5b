"""The figure "Samplers" before Python is there."""

from __future__ import annotations

import math
from functools import cache
from itertools import pairwise

from page.denoisers import BANDWIDTH
from page.figures.poster import Poster
from page.figures.samplers import scene
from page.figures.samplers.curves import chart_of
from page.figures.samplers.scene import REFERENCE_CALLS, Scene
from page.figures.samplers.settings import SamplersSettings
from page.figures.samplers.words import about, readings
from page.state.subject import DEFAULT_SUBJECT
from page.widgets.charts.svg import poster_of
from page.widgets.charts.table import table_of
from page.widgets.numbers import short

DEFAULT = SamplersSettings()
TEN = 10
"""So many calls make the steps of the chart small enough for slopes."""


@cache
def default_scene() -> Scene:
    """Everything at the default settings, made to the end."""
    made = Scene(DEFAULT, DEFAULT_SUBJECT)
    made.make_lanes(DEFAULT, lambda: True)
    made.make_chart(DEFAULT, lambda: True)
    return made


def drawings() -> dict[str, str]:
    """The chart and its table."""
    chart = chart_of(default_scene(), DEFAULT)
    return {"chart": poster_of(chart), "table": table_of(chart)}


def texts() -> dict[str, str]:
    """What is said of the lanes, of their denoiser, and of the chart's slopes.

    The slopes are no facts: the walks behind them would take the visitor's browser too long.
    """
    return readings(default_scene().lanes(DEFAULT)) | {
        "about": about(DEFAULT.denoiser),
        "halving-first": halving("ddim"),
        "halving-second": halving("heun", "dpmpp"),
    }


def halving(*methods: str) -> str:
    """By how much twice the calls divide these methods' distances in the chart, from TEN on."""
    found = []
    for method in methods:
        points = [(calls, error) for calls, error in default_scene().errors(method) if calls >= TEN]
        for (fewer, worse), (more, better) in pairwise(points):
            found.append((worse / better) ** (math.log(2) / math.log(more / fewer)))
    return f"{min(found):.1f} to {max(found):.1f}"


FACTS = {
    "reference": lambda: str(REFERENCE_CALLS),
    "grain": lambda: f"{BANDWIDTH:g}",
    "fresh": lambda: short(BANDWIDTH / math.sqrt(2), 2),
}

POSTER = Poster(lambda: scene.pictures(default_scene().lanes(DEFAULT)), drawings, texts, FACTS)
