"""The figure "Walk back" before Python is there."""

from __future__ import annotations

from collections.abc import Mapping

from page.figures.poster import Picture, Poster
from page.figures.walk.scene import Scene
from page.figures.walk.settings import WalkSettings
from page.figures.walk.words import readings
from page.state.subject import DEFAULT_SUBJECT
from page.widgets.charts.svg import poster_of

DEFAULT = WalkSettings()


def pictures() -> Mapping[str, Picture]:
    """Both walks, and what the denoiser makes of them."""
    return Scene(DEFAULT, DEFAULT_SUBJECT).pictures(DEFAULT.denoiser, DEFAULT.timestep)


def drawings() -> dict[str, str]:
    """The chart: nothing has been walked yet."""
    chart = Scene(DEFAULT, DEFAULT_SUBJECT).curve({DEFAULT.denoiser: DEFAULT.timestep})
    return {"distance": poster_of(chart)}


def texts() -> dict[str, str]:
    """What stands beside both walks."""
    return readings(Scene(DEFAULT, DEFAULT_SUBJECT), DEFAULT)


POSTER = Poster(pictures, drawings, texts)
