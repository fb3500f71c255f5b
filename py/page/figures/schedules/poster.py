"""The figure "Two schedules" before Python is there."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from page.figures.poster import Facts, Picture, Poster
from page.figures.schedules import words
from page.figures.schedules.curves import power_chart, snr_chart
from page.figures.schedules.scene import Scene, schedule_of
from page.figures.schedules.settings import SchedulesSettings
from page.figures.schedules.words import half_step, half_words
from page.state.controls import STEPS
from page.state.subject import DEFAULT_SUBJECT
from page.widgets.charts.svg import SIDE_BY_SIDE, poster_of
from page.widgets.charts.table import table_of
from page.widgets.numbers import percent, short
from unerase.metrics import sign_accuracy
from unerase.schedules import BETA_FIRST, BETA_LAST, MAX_STEPS

HALF_WAY = STEPS // 2


def pictures() -> Mapping[str, Picture]:
    """Each lane's picture and its estimate."""
    settings = SchedulesSettings()
    return Scene(settings, DEFAULT_SUBJECT).pictures(settings.timestep)


def drawings() -> dict[str, str]:
    """Both charts and their tables."""
    power, snr = power_chart(False), snr_chart(False)
    return {
        "power": poster_of(power, SIDE_BY_SIDE),
        "power-table": table_of(power),
        "snr": poster_of(snr, SIDE_BY_SIDE),
        "snr-table": table_of(snr),
    }


def texts() -> dict[str, str]:
    """The numbers of all lanes, and what is said of the first two."""
    settings = SchedulesSettings(literal=True)
    frames = Scene(settings, DEFAULT_SUBJECT).at(settings.timestep)
    return words.texts(frames, DEFAULT_SUBJECT.x0) | {"half": half_words(False)}


def _arrived(lane: str) -> str:
    return percent(1 - schedule_of(lane).at(HALF_WAY))


FACTS: Facts = {
    "half.linear": partial(half_step, "linear"),
    "half.cosine": partial(half_step, "cosine"),
    "half-way": lambda: str(HALF_WAY),
    "arrived.linear": partial(_arrived, "linear"),
    "arrived.cosine": partial(_arrived, "cosine"),
    "fine-steps": lambda: f"{MAX_STEPS // STEPS}",
    "betas": lambda: f"{BETA_FIRST:g} to {BETA_LAST:g}",
    "cap.with": lambda: short(schedule_of("cosine").at(STEPS), 1),
    "literal.end": lambda: short(schedule_of("literal").at(STEPS)),
    "literal.signs": lambda: percent(sign_accuracy(schedule_of("literal").at(STEPS))),
}

POSTER = Poster(pictures, drawings, texts, FACTS)
