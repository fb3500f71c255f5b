"""What a chart shows: axes, series and reference lines. Nothing about how it looks."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["line", "steps", "bars"]


@dataclass(frozen=True)
class Axis:
    """Values from `low` to `high`; `ticks` are (value, text).

    With `log` equal ratios take equal room, and what is not above 0 lies far below. `stops`, in
    order, are where a cursor on this axis may stand; every whole number, when there are none.
    Raises ValueError for no range, and for a logarithm of one that begins not above 0.
    """

    label: str
    low: float
    high: float
    ticks: Sequence[tuple[float, str]]
    unit: str = ""
    log: bool = False
    stops: Sequence[int] = ()

    def __post_init__(self) -> None:
        if not -math.inf < self.low < self.high < math.inf:
            raise ValueError(
                f"axis {self.label!r} ran from {self.low} to {self.high}; "
                "it must run from a number to a larger one"
            )
        if self.log and self.low <= 0:
            raise ValueError(
                f"axis {self.label!r} began at {self.low}; a logarithmic one must begin above 0"
            )
        object.__setattr__(self, "ticks", tuple(self.ticks))
        object.__setattr__(self, "stops", tuple(self.stops))

    @property
    def title(self) -> str:
        """The label with its unit."""
        return f"{self.label} ({self.unit})" if self.unit else self.label

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
        """What lies at a share of the way from `low` to `high`."""
        if self.log:
            return self.low * math.pow(self.high / self.low, share)
        return self.low + share * (self.high - self.low)


@dataclass(frozen=True)
class Series:
    """Numbers under one name; `key` is its CSS class, series-<key>.

    A "steps" value holds from its x to the next one. A value that is not finite leaves a gap.
    `dash` is its dash pattern; without one that follows from its place in the chart.
    Without `named` the name stands in the table only, not at the line: a name looks for the best
    place, which would make it jump while a line grows.
    Raises ValueError for a key that cannot be a class and for xs and ys of different lengths.
    """

    key: str
    label: str
    xs: Sequence[float]
    ys: Sequence[float]
    kind: Kind = "line"
    named: bool = True
    dash: int | None = None

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9-]*", self.key):
            raise ValueError(
                f"key was {self.key!r}; it must be lower-case letters, digits, hyphens"
            )
        if len(self.xs) != len(self.ys):
            raise ValueError(
                f"{self.label!r} had {len(self.xs)} xs and {len(self.ys)} ys; "
                "it must have as many of each"
            )
        object.__setattr__(self, "xs", _floats(self.xs))
        object.__setattr__(self, "ys", _floats(self.ys))


@dataclass(frozen=True)
class Level:
    """A reference line: at a value of y (a horizontal line) or of x (a vertical one).

    `pinned`, the name of a horizontal line stays at its left end, whatever the curves do.
    """

    value: float
    label: str
    axis: Literal["x", "y"] = "y"
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
        return f"{self.title.rstrip('.')}. {self.summary}".strip()


def _floats(values: Iterable[float]) -> tuple[float, ...]:
    # One NaN for all: tuples that hold the same object are equal, NaN or not.
    return tuple(math.nan if math.isnan(v) else v for v in map(float, values))
