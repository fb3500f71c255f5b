"""Where the names of series and reference lines stand: near their own line, clear of the rest."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from page.widgets.charts.chart import Chart, Level
from page.widgets.charts.layout import LABEL_GAP, LINE_HEIGHT, Layout, pushed_apart
from page.widgets.charts.paths import Piece, Point
from page.widgets.charts.text import LEVEL, NAME, serif_width

Anchor = Literal["start", "middle", "end"]
Rect = tuple[float, float, float, float]
"""Left, top, right, bottom."""
Skyline = list[tuple[float, float] | None]
"""Top and bottom of what is drawn in each column of the plot."""
COLUMNS = 40
# How near to its own line a name may stand and how near it should; from where on other lines are
# far enough away, and how far to the sides to look for them.
NEAR, WISHED, FAR, REACH = 2.0, 4.0, 26.0, 12.0


@dataclass(frozen=True)
class Label:
    """A text by its anchor point and the middle of its height."""

    text: str
    anchor: Anchor
    x: float
    middle: float
    size: float

    @cached_property
    def box(self) -> Rect:
        """The room it takes."""
        width = serif_width(self.text, self.size)
        left = self.x - {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        half = 0.55 * self.size
        return left, self.middle - half, left + width, self.middle + half


def place_labels(
    chart: Chart, place: Layout, drawn: list[list[Piece]]
) -> tuple[list[Label | None], list[Label | None]]:
    """A label for each series, whose lines are `drawn`, and for each level.

    None where there is nothing to name, or no room at all.
    """
    labels = _Labels(place)
    lines = [labels.skyline(pieces) for pieces in drawn]
    levels = [labels.skyline([level_line(level, place)]) for level in chart.levels]
    labels.lines = [*lines, *levels]
    named: list[Label | None]
    if place.ends:
        named = [*_at_the_ends(chart, place)]
    else:
        named = [
            labels.name_line(series.label, line) if series.named else None
            for series, line in zip(chart.series, lines, strict=True)
        ]
    return named, [
        labels.name_level(level, line) for level, line in zip(chart.levels, levels, strict=True)
    ]


def level_line(level: Level, place: Layout) -> Piece:
    """The two ends of a reference line."""
    y = place.y_to_px(level.value)
    return [(place.left, y), (place.right, y)]


def _at_the_ends(chart: Chart, place: Layout) -> Iterator[Label]:
    """The names of the series in the right margin, level with their last points."""
    heights = [place.y_to_px(series.ys[-1]) for series in chart.series]
    middles = pushed_apart(heights, LINE_HEIGHT, place.top, place.bottom)
    for series, middle in zip(chart.series, middles, strict=True):
        yield Label(series.label, "start", place.right + LABEL_GAP, middle, NAME)


class _Labels:
    """Places labels one after the other; none overlaps one that was placed before."""

    def __init__(self, place: Layout) -> None:
        self._place = place
        self._pitch = (place.right - place.left) / COLUMNS
        self._taken: list[Rect] = []
        self.lines: list[Skyline] = []  # that labels other than their own should stay away from

    def skyline(self, pieces: list[Piece]) -> Skyline:
        """What a line covers, column by column."""
        line: Skyline = [None] * COLUMNS
        for piece in pieces:
            for a, b in zip(piece, piece[1:] or piece, strict=False):
                self._cover(line, a, b)
        return line

    def name_line(self, text: str, own: Skyline) -> Label | None:
        """The name of a line at the place where it cannot be taken for another's."""
        others = [line for line in self.lines if line is not own]

        def worth(label: Label) -> float:
            near = self._clearance(label.box, [own])
            if near < NEAR:
                return near - 200.0
            far = min(self._clearance(label.box, others), FAR)
            doubt = 120.0 if far < NEAR else 60.0 if far < near + 3 else 0.0
            return far - 1.5 * abs(near - WISHED) - doubt + 0.01 * label.x

        return self._best(self._around(text, own), worth)

    def name_level(self, level: Level, own: Skyline) -> Label | None:
        """The name of a reference line, along it."""
        place = self._place
        line = place.y_to_px(level.value)
        above, below = line - 0.75 * LEVEL, line + 0.85 * LEVEL
        at_the_left = Label(level.label, "start", place.left + 4, above, LEVEL)
        if level.pinned:
            return self._best([at_the_left], lambda label: 0.0)
        candidates = [at_the_left, Label(level.label, "start", place.left + 4, below, LEVEL)]
        for middle in (above, below):
            for column in range(0, COLUMNS, 2):
                x = self._centre(column)
                candidates.append(Label(level.label, "middle", x, middle, LEVEL))
            candidates.append(Label(level.label, "end", place.right - 2, middle, LEVEL))
        curves = [other for other in self.lines if other is not own]

        def worth(label: Label) -> float:
            clear = min(self._clearance(label.box, curves), 5.0)
            return clear + 0.004 * label.box[2] + (label.middle == above)

        return self._best(candidates, worth)

    def _around(self, text: str, own: Skyline) -> Iterator[Label]:
        """Places for a name at both sides of its line, above and below."""
        half_height = 0.55 * NAME
        half_width = serif_width(text, NAME) / 2 + NEAR
        for column in range(0, COLUMNS, 2):
            here = own[column]
            if here is None:
                continue
            x, middle = self._centre(column), (here[0] + here[1]) / 2
            yield Label(text, "start", x + self._pitch / 2 + 4, middle, NAME)
            yield Label(text, "end", x - self._pitch / 2 - 4, middle, NAME)
            near = (own[c] for c in self._columns(x - half_width, x + half_width))
            tops, bottoms = zip(*filter(None, near), strict=True)
            yield Label(text, "middle", x, min(tops) - WISHED - half_height, NAME)
            yield Label(text, "middle", x, max(bottoms) + WISHED + half_height, NAME)

    def _best(self, candidates: Iterable[Label], worth: Callable[[Label], float]) -> Label | None:
        found = max(filter(self._is_free, candidates), key=worth, default=None)
        if found:
            self._taken.append(found.box)
        return found

    def _is_free(self, label: Label) -> bool:
        left, top, right, bottom = label.box
        place = self._place
        if left < place.left + 2 or right > place.right or top < place.top - 4:
            return False
        return bottom <= place.bottom - 1 and not any(
            left < r + 4 and l < right + 4 and top < b + 2 and t < bottom + 2
            for l, t, r, b in self._taken  # noqa: E741
        )

    def _clearance(self, box: Rect, lines: list[Skyline]) -> float:
        """The distance from a box to the nearest line, as far as it matters."""
        left, top, right, bottom = box
        least = FAR + 10.0
        for column in self._columns(left - REACH, right + REACH):
            start = self._place.left + column * self._pitch
            dx = max(0.0, left - start - self._pitch, start - right)
            for line in lines:
                span = line[column]
                if span is not None:
                    high, low = span
                    dy = high - bottom if high > bottom else top - low if top > low else 0.0
                    # By the quick way when it is straight above or below, as it mostly is.
                    distance = math.hypot(dx, dy) if dx else dy
                    if distance < least:
                        least = distance
        return least

    def _columns(self, left: float, right: float) -> range:
        first = int((left - self._place.left) / self._pitch)
        last = int((right - self._place.left) / self._pitch)
        return range(max(0, min(COLUMNS - 1, first)), max(0, min(COLUMNS - 1, last)) + 1)

    def _centre(self, column: int) -> float:
        return self._place.left + (column + 0.5) * self._pitch

    def _cover(self, line: Skyline, a: Point, b: Point) -> None:
        (x0, y0), (x1, y1) = sorted((a, b))
        for column in self._columns(x0, x1):
            start = self._place.left + column * self._pitch
            ys = [y0, y1]
            if x1 > x0:
                slope = (y1 - y0) / (x1 - x0)
                edges = (max(x0, start), min(x1, start + self._pitch))
                ys = [y0 + slope * (x - x0) for x in edges]
            span = line[column]
            if span is not None:
                ys += span
            line[column] = (min(ys), max(ys))
