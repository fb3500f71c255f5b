"""A scratch cell: free Python with the engine at hand, and what it writes, paints and draws."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

import unerase
from page.code.running import run
from page.widgets.charts.chart import Axis, Chart, Series
from page.widgets.numbers import short
from unerase import to_signal

MOST_LINES, MOST_PICTURES = 200, 64
MOST_LETTERS = 2000
"""So long may one line be."""
MOST_SIDE = 512
MOST_VALUES = 10_000


@dataclass
class Output:
    """What a cell has put out, in its order: lines of text, pictures and charts.

    left_out: how many lines, and how many pictures or charts, were too many.
    """

    items: list[str | NDArray[np.float32] | Chart] = field(default_factory=list)
    lines: int = 0
    pictures: int = 0
    left_out: list[int] = field(default_factory=lambda: [0, 0])
    _begun: str = ""

    def print(self, *values: object, sep: str = " ", end: str = "\n", **_more: Any) -> None:
        """What `print` does, for lines below the cell."""
        *whole, self._begun = (self._begun + (sep or "").join(map(str, values)) + end).split("\n")
        for line in whole:
            self._write(line)

    def _write(self, line: str) -> None:
        if self.lines >= MOST_LINES:
            self.left_out[0] += 1
            return
        self.lines += 1
        self.items.append(line if len(line) <= MOST_LETTERS else line[:MOST_LETTERS] + " …")

    def show(self, array: ArrayLike) -> None:
        """Paint an array of shape (height, width), or each of (n, height, width); ink is +1."""
        given = np.asarray(array)
        if given.dtype == bool:
            given = to_signal(given)
        if given.dtype.kind not in "iuf" or given.ndim not in (2, 3) or given.size == 0:
            raise ValueError(
                f"show was given {given.dtype} of shape {given.shape}; "
                "it takes numbers of shape (height, width) or (n, height, width)"
            )
        for one in given if given.ndim == 3 else given[np.newaxis]:
            if max(one.shape) > MOST_SIDE:
                raise ValueError(f"show takes at most {MOST_SIDE} × {MOST_SIDE} numbers")
            self._add(np.nan_to_num(one.astype(np.float32)))

    def plot(self, values: ArrayLike) -> None:
        """Draw a row of numbers as a line."""
        row = np.asarray(values, dtype=np.float64).ravel()
        if not 2 <= row.size <= MOST_VALUES:
            raise ValueError(f"plot was given {row.size} numbers; it takes 2 to {MOST_VALUES}")
        self._add(line_chart(row.tolist()))

    def _add(self, item: NDArray[np.float32] | Chart) -> None:
        if self.pictures >= MOST_PICTURES:
            self.left_out[1] += 1
            return
        self.pictures += 1
        self.items.append(item)

    def end(self) -> None:
        """No more is coming."""
        if self._begun:
            self._write(self._begun)
        self._begun = ""
        for count, what in zip(self.left_out, ("lines", "pictures"), strict=True):
            if count:
                self.items.append(f"… and {count} {what} more.")


def line_chart(values: list[float]) -> Chart:
    """A line over the places of its numbers."""
    finite = [value for value in values if math.isfinite(value)] or [0.0]
    low, high = min(finite), max(finite)
    if low == high:
        low, high = low - 1, high + 1
    last = len(values) - 1
    return Chart(
        "The values",
        Axis("place", 0, last, _ticks(0, last, whole=True)),
        Axis("value", low, high, _ticks(low, high)),
        (Series("plot", "", range(len(values)), values, named=False),),
        summary=f"{len(values)} values from {short(low)} to {short(high)}.",
    )


def _ticks(low: float, high: float, whole: bool = False) -> list[tuple[float, str]]:
    places: Iterable[float] = (low + (high - low) * i / 4 for i in range(5))
    if whole:
        places = dict.fromkeys(float(round(place)) for place in places)
    return [(place, f"{place:.3g}".replace("-", "−")) for place in places]


def run_cell(text: str, output: Output, given: Mapping[str, Any]) -> None:
    """Run a cell that has the engine and what is `given` at hand; raises Broken."""
    engine = {name: getattr(unerase, name) for name in unerase.__all__}
    tools = {"print": output.print, "show": output.show, "plot": output.plot}
    try:
        run(text, "", {**engine, "np": np, **given, **tools})
    finally:
        output.end()
