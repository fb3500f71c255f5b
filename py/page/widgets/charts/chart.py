"""What a chart shows: axes, series and reference lines. Nothing about how it looks."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Axis:
    """Values from `low` to `high`; `ticks` are (value, text).

    With `log` equal ratios take equal room, and what is not above 0 lies far below. `stops`, in
    order, are where a cursor on this axis may stand; every whole number, when there are none.
    """

    label: str
    low: float
    high: float
    ticks: Sequence[tuple[float, str]]
    log: bool = False
    stops: Sequence[int] = ()

    @property
    def places(self) -> Sequence[int]:
        """Where a cursor may stand."""
        return self.stops or range(math.ceil(self.low), math.floor(self.high) + 1)

    def share(self, value: float) -> float:
        """Where a value lies: 0 at `low`, 1 at `high`; far outside, just far outside."""
        if not self.log:
            share = (value - self.low) / (self.high - self.low)
        elif value > 0:
            share = math.log(value / self.low) / math.log(self.high / self.low)
        else:
            share = -math.inf
        return min(1e6, max(-1e6, share))

    def value(self, share: float) -> float:
        """What lies at a share of the way from `low` to `high`; outside, the nearest end."""
        share = min(1.0, max(0.0, share))
        if self.log:
            return self.low * math.pow(self.high / self.low, share)
        return self.low + share * (self.high - self.low)


def steps_axis(label: str, steps: int) -> Axis:
    """Time, from 0 to `steps`, with a tick every fifth step."""
    return Axis(label, 0, steps, [(t, str(t)) for t in range(0, steps + 1, 5)])


def quarters_axis(label: str, high: float = 1) -> Axis:
    """From 0 to `high`, with a tick at every quarter."""
    return Axis(label, 0, high, [(high * i / 4, f"{high * i / 4:g}") for i in range(5)])


def snr_axis(low: int, high: int) -> Axis:
    """The signal-to-noise ratio in decibels, with a tick every 20."""
    ticks = [(v, str(v).replace("-", "−")) for v in range(low, high + 1, 20)]
    return Axis("log-SNR (dB)", low, high, ticks)


@dataclass(frozen=True)
class Series:
    """A line under one name; `key` is its CSS class, series-<key>.

    A value that is not finite leaves a gap. `dash` is its dash pattern; without one that follows
    from its place in the chart. Without `named` the name stands in the table only, not at the line:
    a name looks for the best place, which would make it jump while a line grows.
    """

    key: str
    label: str
    xs: Sequence[float]
    ys: Sequence[float]
    named: bool = True
    dash: int | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "xs", _floats(self.xs))
        object.__setattr__(self, "ys", _floats(self.ys))


@dataclass(frozen=True)
class Level:
    """A horizontal reference line; `pinned`, its name stays at its left, whatever the curves do."""

    value: float
    label: str
    pinned: bool = False


@dataclass(frozen=True)
class Chart:
    """Series over shared axes. Equal charts look the same; the summary is for those who listen."""

    title: str
    x: Axis
    y: Axis
    series: tuple[Series, ...]
    levels: tuple[Level, ...] = ()
    summary: str = ""

    @property
    def spoken(self) -> str:
        """The chart in words."""
        return f"{self.title}. {self.summary}".strip()


def _floats(values: Iterable[float]) -> tuple[float, ...]:
    # One NaN for all: tuples that hold the same object are equal, NaN or not.
    return tuple(math.nan if math.isnan(v) else v for v in map(float, values))
