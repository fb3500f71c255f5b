"""The two charts of the figure "Two schedules": how much signal is left, and log-SNR."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from page.figures.schedules.scene import LANES, lanes, schedule_of
from page.figures.schedules.words import NEVER, half_step, half_words
from page.state.controls import STEPS
from page.widgets.charts.chart import Chart, Level, Series, quarters_axis, snr_axis, steps_axis
from page.widgets.numbers import decibel, short
from unerase.metrics import snr_db

_TIME = steps_axis("step t", STEPS)


@cache
def power_chart(literal: bool) -> Chart:
    """The power of the signal at each step, with a line at one half."""
    level, axis = Level(0.5, "half of the signal"), quarters_axis("signal power ᾱ")
    series = _series(literal, powers)
    return Chart("Signal power by step", _TIME, axis, series, (level,), half_words(literal))


@cache
def snr_chart(literal: bool) -> Chart:
    """Signal-to-noise in decibels at each step; at step 0 there is no noise, and no point."""
    level, axis = Level(0, "signal = noise"), snr_axis(-60, 40)
    series = _series(literal, decibels)
    said = " ".join(_end_words(lane) for lane in lanes(literal))
    return Chart("Signal-to-noise ratio by step", _TIME, axis, series, (level,), said)


def powers(lane: str) -> list[float]:
    """ᾱ at each step."""
    found: list[float] = schedule_of(lane).alpha_bar.tolist()
    return found


@cache
def decibels(lane: str) -> list[float]:
    """10·log10 of the signal-to-noise ratio at each step, infinite at step 0."""
    return [snr_db(alpha_bar) for alpha_bar in powers(lane)]


@cache  # asked for with every stroke
def power_at(t: int, literal: bool) -> str:
    """Step t of the first chart in words."""
    return _at(t, literal, lambda lane: short(powers(lane)[t]))


@cache  # asked for with every stroke
def snr_at(t: int, literal: bool) -> str:
    """Step t of the second chart in words."""
    return _at(t, literal, lambda lane: decibel(decibels(lane)[t]))


def _series(literal: bool, values: Callable[[str], list[float]]) -> tuple[Series, ...]:
    return tuple(
        Series(lane, LANES[lane], range(STEPS + 1), values(lane)) for lane in lanes(literal)
    )


def _at(t: int, literal: bool, value: Callable[[str], str]) -> str:
    values = ", ".join(f"{LANES[lane]} {value(lane)}" for lane in lanes(literal))
    return f"step {t} of {STEPS}: {values}"


def _end_words(lane: str) -> str:
    crossed = half_step(lane)
    reached = "never falls to 0 dB" if crossed == NEVER else f"falls to 0 dB by step {crossed}"
    return f"{LANES[lane]} {reached} and ends at {decibel(decibels(lane)[-1])}."
