"""The figure "Schedule lab" before Python is there."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial

from page.denoisers import WINDOW
from page.figures.lab.curves import chart_of, own_chart
from page.figures.lab.scene import Lane, finished, schedule_of
from page.figures.lab.settings import LabSettings
from page.figures.lab.words import own_words, readings
from page.figures.poster import Facts, Hex, Painted, Picture, Poster, signal
from page.state import curve
from page.state.controls import STEPS
from page.state.subject import DEFAULT_SUBJECT
from page.widgets.charts.svg import SIDE_BY_SIDE, poster_of
from page.widgets.charts.table import table_of
from page.widgets.numbers import percent
from page.widgets.palette import Rgba
from page.widgets.strip import HALVES, STOPS, strip
from page.widgets.words import CELLS, detected
from unerase import preset
from unerase.metrics import NOISE, PICTURE, alpha_bar_at, outline, snr
from unerase.presets import preset_names
from unerase.schedules import SCHEDULES


@cache
def default_lanes() -> Mapping[str, Lane]:
    """The lanes at the default settings, their walks made to the end."""
    return finished(LabSettings(), DEFAULT_SUBJECT)


def pictures() -> dict[str, Painted]:
    """The drawing on its way into noise, with gaps, and where the walks end."""
    found: dict[str, Painted] = {}
    for name, lane in default_lanes().items():
        for half in HALVES:
            found[f"{name}-{half}"] = partial(_strip, lane, half)
        found[f"{name}-walk"] = Picture(lane.walked(LabSettings().timestep))
    return found


def _strip(lane: Lane, half: str, colours: Hex) -> Rgba:
    return strip(lane.noisy()[[*HALVES[half]]], signal(colours))


def drawings() -> dict[str, str]:
    """The chart, its table, and the editor's curve."""
    chart = chart_of(default_lanes(), LabSettings().scale)
    return {
        "chart": poster_of(chart, SIDE_BY_SIDE),
        "table": table_of(chart),
        "own": poster_of(own_chart(DEFAULT_SUBJECT.curve), SIDE_BY_SIDE),
    }


def texts() -> dict[str, str]:
    """The numbers of the lanes, and where the visitor's own curve ends."""
    return {
        f"{name}-{key}": text
        for name, lane in default_lanes().items()
        for key, text in readings(lane).items()
    } | {"own": own_words(schedule_of("custom", False, DEFAULT_SUBJECT))}


def _presets_outline() -> str:
    lengths = [outline(preset(slug)) for slug in preset_names()]
    return f"{sum(lengths) / len(lengths):.0f}"


def _looks() -> str:
    """How many pictures a detector at the limit of noise has to see to be as sure as of a picture.

    Signal-to-noise ratios of independent pictures add up.
    """
    sure, unsure = (snr(alpha_bar_at(accuracy, CELLS)) for accuracy in (PICTURE, NOISE))
    return f"{sure / unsure:.0f}"


FACTS: Facts = {
    "stops": lambda: str(len(STOPS)),
    "window": lambda: f"{WINDOW} × {WINDOW}",
    "outline.presets": _presets_outline,
    "noise": lambda: percent(NOISE),
    "picture": lambda: percent(PICTURE),
    "looks": _looks,
    "scaled": lambda: detected(SCHEDULES["scaled"](STEPS)),
    "laplace": lambda: detected(SCHEDULES["laplace"](STEPS)),
    "most-points": lambda: str(curve.MOST_POINTS),
}

POSTER = Poster(pictures, drawings, texts, FACTS)
