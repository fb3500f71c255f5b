"""The figure "Walk back" before Python is there."""

from __future__ import annotations

from page.figures.poster import Picture, Poster
from page.figures.walk.scene import Scene
from page.figures.walk.settings import WalkSettings
from page.state.subject import DEFAULT_SUBJECT
from page.widgets.charts.svg import poster_of


def pictures() -> dict[str, Picture]:
    """Both walks, and what the denoiser makes of them."""
    settings = WalkSettings()
    walkers = Scene(settings, DEFAULT_SUBJECT).at(settings.denoiser, settings.timestep)
    found: dict[str, Picture] = {}
    for number, walker in enumerate(walkers, 1):
        found[f"picture-{number}"] = Picture(walker.frame.x_t)
        found[f"estimate-{number}"] = Picture(walker.frame.x0_hat, "estimate")
    return found


def drawings() -> dict[str, str]:
    """The chart: nothing has been walked yet."""
    settings = WalkSettings()
    chart = Scene(settings, DEFAULT_SUBJECT).curve({settings.denoiser: settings.timestep})
    return {"distance": poster_of(chart)}


POSTER = Poster(pictures, drawings)
