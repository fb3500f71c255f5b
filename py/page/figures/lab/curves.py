"""The charts of the figure "Schedule lab": the schedules shown, and the visitor's own curve."""

from __future__ import annotations

from collections.abc import Mapping

from page.figures.lab.editing import points_of
from page.figures.lab.scene import Lane
from page.figures.lab.settings import ALPHA
from page.figures.lab.words import DB_PER_STEP, NAMES
from page.state import curve
from page.state.controls import STEPS
from page.state.schedules import OWN
from page.widgets.charts.chart import Chart, Level, Series, quarters_axis, snr_axis, steps_axis
from page.widgets.numbers import decibel, short
from page.widgets.words import CELLS
from unerase.metrics import NOISE, PICTURE, alpha_bar_at, snr_db

FINE = 60
"""The own curve is drawn at so many places."""

DASHES = {name: dash for dash, name in enumerate(NAMES)}
"""The dash pattern of each schedule's line, wherever it is shown."""

_TIME = steps_axis("step t", STEPS)
_POWER = quarters_axis("signal power ᾱ")
_LEVELS = (
    Level(snr_db(alpha_bar_at(PICTURE, CELLS)), "almost noise", pinned=True),
    Level(snr_db(alpha_bar_at(NOISE, CELLS)), "noise", pinned=True),
    Level(0, "signal = noise"),
)


def chart_of(lanes: Mapping[str, Lane], scale: str) -> Chart:
    """The schedules shown: signal power at each step, or log-SNR."""
    power = scale == ALPHA
    series = tuple(
        Series(name, NAMES[name], range(STEPS + 1), values(lane, scale), dash=DASHES[name])
        for name, lane in lanes.items()
    )
    ends = ", ".join(f"{NAMES[name]} {_said(lane, scale, STEPS)}" for name, lane in lanes.items())
    return Chart(
        "Signal power by step" if power else "Signal-to-noise ratio by step",
        _TIME,
        _POWER if power else snr_axis(-100, 60),
        series,
        () if power else _LEVELS,
        f"At step {STEPS}: {ends}.",
    )


def values(lane: Lane, scale: str) -> list[float]:
    """What the chart shows of a schedule, step by step; infinite where nothing is left of one."""
    alpha_bar: list[float] = lane.schedule.alpha_bar.tolist()
    return alpha_bar if scale == ALPHA else [snr_db(one) for one in alpha_bar]


def cursor_words(lanes: Mapping[str, Lane], scale: str, t: int) -> str:
    """Step t of the chart in words."""
    said = ", ".join(f"{NAMES[name]} {_said(lane, scale, t)}" for name, lane in lanes.items())
    return f"step {t} of {STEPS}: {said}"


def _said(lane: Lane, scale: str, t: int) -> str:
    value = values(lane, scale)[t]
    return short(value) if scale == ALPHA else decibel(value)


def own_chart(packed: bytes) -> Chart:
    """The visitor's own curve: log-SNR over u = t / T."""
    inner = curve.schedule_of(packed, FINE).alpha_bar.tolist()[1:]
    start = points_of(packed)[0][1] * DB_PER_STEP  # stop 0 of a schedule is the picture itself
    heights = [start, *(snr_db(alpha_bar) for alpha_bar in inner)]
    return Chart(
        "Your own curve",
        quarters_axis("u = t / T"),
        snr_axis(-60, 60),
        (
            Series(
                OWN,
                NAMES[OWN],
                [n / FINE for n in range(FINE + 1)],
                heights,
                named=False,
                dash=DASHES[OWN],
            ),
        ),
        _LEVELS,
        f"{len(points_of(packed))} points.",
    )
