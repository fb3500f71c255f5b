"""What the figure "Schedule lab" says, all of it computed."""

from __future__ import annotations

import math
from collections.abc import Mapping

from page.figures.lab.editing import Points
from page.figures.lab.scene import Lane
from page.state import curve
from page.state.controls import STEPS
from page.state.yours import YOURS
from page.widgets.numbers import decibel, percent, short
from page.widgets.words import detected, end_of
from unerase import Schedule
from unerase.metrics import signal_left

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
    YOURS: "Yours",
}
"""What lanes and lines are called: `page.widgets.words.SCHEDULE_LABELS`, but short."""

DB_PER_STEP = 10 * math.log10(math.e) / curve.PER_UNIT
"""Log-SNR is shown in decibels, and kept in the finer steps of `page.state.curve`."""

ONE_STAYS = "At least one schedule stays: choose another first."
NO_POINT = "Choose a point first: click it, or move to it with the Tab key."


def readings(lane: Lane) -> dict[str, str]:
    """The words and numbers of one lane, by the name of their place."""
    return {
        "left": percent(left_by(lane.schedule)),
        "detector": detected(lane.schedule),
        "power": short(lane.schedule.at(STEPS)),
        "outline": str(lane.outline()),
        "verdict": end_of(lane.schedule),
    }


def left_by(schedule: Schedule) -> float:
    """The share of the drawing's amplitude that is left at T."""
    return signal_left(schedule.at(STEPS))


def own_words(schedule: Schedule) -> str:
    """What the visitor's own curve leaves at T."""
    return (
        f"At T, {percent(left_by(schedule))} of the signal is left, and a perfect detector is "
        f"right {detected(schedule)} of the time: {end_of(schedule)}."
    )


def point_words(points: Points, i: int) -> str:
    """Where a control point lies."""
    u, log_snr = points[i]
    step = u / curve.ACROSS * STEPS
    return f"step {step:.1f} of {STEPS}, log-SNR {decibel(log_snr * DB_PER_STEP)}"


def arrival_words(lanes: Mapping[str, Lane]) -> str:
    """What is said when the walks are over."""
    ends = ", ".join(f"{NAMES[name]} {readings(lane)['outline']}" for name, lane in lanes.items())
    return f"The walks from pure noise are over. Length of the outlines: {ends}."
