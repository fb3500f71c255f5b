"""What the figure "Schedule lab" says, all of it computed."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from page.figures.lab.editing import Points
from page.figures.lab.scene import STOPS, WINDOW, Lane, default_lanes, schedule_of
from page.state import curve
from page.state.controls import STEPS
from page.state.subject import DEFAULT_SUBJECT
from page.widgets.numbers import decibel, percent, short
from page.widgets.words import NOISE_SNR, stops_short
from unerase import Schedule, preset
from unerase.metrics import outline, signal_left, snr_db
from unerase.presets import preset_names

NAMES = {
    "linear": "Linear",
    "cosine": "Cosine",
    "literal": "Literal",
    "scaled": "Scaled linear",
    "sigmoid": "Sigmoid",
    "poly": "Polynomial",
    "laplace": "Laplace",
    "karras": "Karras",
    "flow": "Flow",
    "custom": "Own",
}
"""What lanes and lines are called: `page.widgets.words.SCHEDULE_LABELS`, but short."""

DB_PER_STEP = 10 * math.log10(math.e) / curve.PER_UNIT
"""Log-SNR is shown in decibels, and kept in the finer steps of `page.state.curve`."""

ONE_STAYS = "One schedule stays: choose another one first."
NO_POINT = "Choose the point first: click it, or reach it with the Tab key."


def verdict(schedule: Schedule) -> str:
    """Whether a walk can start from pure noise under this schedule."""
    if stops_short(schedule):
        return "still a picture: a walk that starts from pure noise will go wrong"
    return "noise"


def readings(lane: Lane) -> dict[str, str]:
    """The words and numbers of one lane, by the name of their place."""
    return {
        "left": percent(end_of(lane.schedule)),
        "power": short(lane.schedule.at(STEPS)),
        "outline": str(lane.outline()),
        "verdict": verdict(lane.schedule),
    }


def end_of(schedule: Schedule) -> float:
    """The share of the drawing's amplitude that is left at T."""
    return signal_left(schedule.at(STEPS))


def own_words(schedule: Schedule) -> str:
    """What the visitor's own curve leaves at T."""
    return f"{percent(end_of(schedule))} of the signal left at T: {verdict(schedule)}."


def point_words(points: Points, i: int) -> str:
    """Where a control point lies."""
    u, log_snr = points[i]
    step = u / curve.ACROSS * STEPS
    return f"step {step:.1f} of {STEPS}, log-SNR {decibel(log_snr * DB_PER_STEP)}"


def arrival_words(lanes: Mapping[str, Lane]) -> str:
    """What is said when the walks are over."""
    ends = ", ".join(f"{NAMES[name]} {readings(lane)['outline']}" for name, lane in lanes.items())
    return f"The walks from pure noise are over. Length of the outlines: {ends}."


def default_texts() -> dict[str, str]:
    """What stands in the figure's places until it is painted, by the name of the place."""
    return {
        f"{name}-{key}": text
        for name, lane in default_lanes().items()
        for key, text in readings(lane).items()
    } | {"own": own_words(schedule_of("custom", False, DEFAULT_SUBJECT))}


def _presets_outline() -> str:
    lengths = [outline(preset(slug)) for slug in preset_names()]
    return f"{sum(lengths) / len(lengths):.0f}"


FACTS: Mapping[str, Callable[[], str]] = {
    "lab.stops": lambda: str(len(STOPS)),
    "lab.window": lambda: f"{WINDOW} × {WINDOW}",
    "lab.outline.presets": _presets_outline,
    "lab.noise": lambda: decibel(snr_db(NOISE_SNR / (1 + NOISE_SNR))),
    "lab.noise.amplitude": lambda: percent((NOISE_SNR / (1 + NOISE_SNR)) ** 0.5),
    "lab.most-points": lambda: str(curve.MOST_POINTS),
}
