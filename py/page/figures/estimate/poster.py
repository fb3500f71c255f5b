"""The figure "Estimate" before Python is there."""

from __future__ import annotations

from functools import cache

from page.figures.estimate import scene
from page.figures.estimate.curves import chart_of
from page.figures.estimate.scene import Scene, View
from page.figures.estimate.settings import EstimateSettings
from page.figures.estimate.words import readings
from page.figures.poster import Picture, Poster
from page.state.controls import STEPS
from page.state.subject import DEFAULT_SUBJECT
from page.widgets.charts.svg import poster_of
from page.widgets.charts.table import table_of
from page.widgets.numbers import short

DEFAULT = EstimateSettings()


def _view() -> View:
    s = DEFAULT
    return Scene(s, DEFAULT_SUBJECT).at(s.timestep, s.answer, s.delta, s.mistake)


def pictures() -> dict[str, Picture]:
    """The question, the answer, and the clean picture that follows."""
    return scene.pictures(_view(), DEFAULT.answer)


def drawings() -> dict[str, str]:
    """The chart and its table."""
    chart = chart_of(DEFAULT_SUBJECT.schedule(DEFAULT.schedule, STEPS), DEFAULT.mistake)
    return {"chart": poster_of(chart), "table": table_of(chart, DEFAULT.timestep)}


def texts() -> dict[str, str]:
    """The numbers."""
    return readings(_view())


@cache
def _blind() -> View:
    """A denoiser that does not know the drawing, in the deepest noise, with no error added."""
    s = EstimateSettings(denoiser="presets")
    return Scene(s, DEFAULT_SUBJECT).at(STEPS, s.answer, delta=0.0)


FACTS = {
    "delta": lambda: short(EstimateSettings.delta, 1),
    "noise-error": lambda: short(_blind().noise_error, 1),
    "clean-error": lambda: short(_blind().clean_error, 1),
}

POSTER = Poster(pictures, drawings, texts, FACTS)
