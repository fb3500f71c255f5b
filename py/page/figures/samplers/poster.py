"""The figure "Samplers" before Python is there."""

from __future__ import annotations

from functools import cache

from page.denoisers import BANDWIDTH
from page.figures.poster import Picture, Poster
from page.figures.samplers.curves import chart_of
from page.figures.samplers.scene import REFERENCE_CALLS, Scene
from page.figures.samplers.settings import SamplersSettings
from page.figures.samplers.words import about, readings
from page.state.subject import DEFAULT_SUBJECT
from page.widgets.charts.svg import poster_of
from page.widgets.charts.table import table_of


@cache
def default_scene() -> Scene:
    """Everything at the default settings, made to the end."""
    settings, scene = SamplersSettings(), Scene(SamplersSettings(), DEFAULT_SUBJECT)
    scene.make_lanes(settings, lambda: True)
    scene.make_chart(settings, lambda: True)
    return scene


def pictures() -> dict[str, Picture]:
    """Each lane's picture and the answer there."""
    found: dict[str, Picture] = {}
    for number, lane in enumerate(default_scene().lanes(SamplersSettings()), 1):
        found[f"xt-{number}"] = Picture(lane.x_t)
        found[f"hat-{number}"] = Picture(lane.x0_hat, "estimate")
    return found


def drawings() -> dict[str, str]:
    """The chart and its table."""
    chart = chart_of(default_scene(), SamplersSettings())
    return {"chart": poster_of(chart), "table": table_of(chart)}


def texts() -> dict[str, str]:
    """What is said of the lanes and of their denoiser."""
    settings = SamplersSettings()
    found = {
        f"{key}-{number}": text
        for number, lane in enumerate(default_scene().lanes(settings), 1)
        for key, text in readings(lane).items()
    }
    return found | {"about": about(settings.denoiser)}


FACTS = {
    "reference": lambda: str(REFERENCE_CALLS),
    "grain": lambda: f"{BANDWIDTH:g}",
}

POSTER = Poster(pictures, drawings, texts, FACTS)
