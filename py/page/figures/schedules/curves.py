"""The two charts of the figure "Two schedules": how much signal is left, and log-SNR."""

from __future__ import annotations

from functools import cache

from page.figures.schedules.scene import LANES, lanes, schedule_of
from page.figures.schedules.words import NEVER, half_step, half_words
from page.state.controls import STEPS
from page.widgets.charts.chart import Chart, Level, Series, quarters_axis, snr_axis, steps_axis
from page.widgets.numbers import decibel, short
from unerase.metrics import snr_db

HALF = 0.5

_TIME = steps_axis("step t", STEPS)


@cache
def power_chart(literal: bool) -> Chart:
    """The power of the signal at each step, with a line at one half."""
    return Chart(
        "Signal power by step",
        _TIME,
        quarters_axis("signal power ᾱ"),
        tuple(
            Series(lane, LANES[lane], range(STEPS + 1), schedule_of(lane).alpha_bar.tolist())
            for lane in lanes(literal)
        ),
        (Level(HALF, "half of the signal"),),
        half_words(literal),
    )


@cache
def snr_chart(literal: bool) -> Chart:
    """Signal-to-noise in decibels at each step; at step 0 there is no noise, and no point."""
    return Chart(
        "Signal-to-noise ratio by step",
        _TIME,
        snr_axis(-60, 40),
        tuple(
            Series(lane, LANES[lane], range(STEPS + 1), decibels(lane)) for lane in lanes(literal)
        ),
        (Level(0, "signal = noise"),),
        " ".join(_end_words(lane) for lane in lanes(literal)),
    )


@cache
def decibels(lane: str) -> list[float]:
    """10·log10 of the signal-to-noise ratio at each step, infinite at step 0."""
    return [snr_db(alpha_bar) for alpha_bar in schedule_of(lane).alpha_bar.tolist()]


@cache
def power_at(t: int, literal: bool) -> str:
    """Step t of the first chart in words."""
    values = ", ".join(f"{LANES[x]} {short(schedule_of(x).at(t))}" for x in lanes(literal))
    return f"step {t} of {STEPS}: {values}"


@cache
def snr_at(t: int, literal: bool) -> str:
    """Step t of the second chart in words."""
    values = ", ".join(f"{LANES[x]} {decibel(decibels(x)[t])}" for x in lanes(literal))
    return f"step {t} of {STEPS}: {values}"


def _end_words(lane: str) -> str:
    crossed = half_step(lane)
    reached = "never falls to 0 dB" if crossed == NEVER else f"falls to 0 dB by step {crossed}"
    return f"{LANES[lane]} {reached} and ends at {decibel(decibels(lane)[-1])}."
