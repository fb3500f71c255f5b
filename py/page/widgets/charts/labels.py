"""Where the names of series and reference lines stand: near their own line, clear of the rest."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from page.widgets.charts.chart import Chart, Level
from page.widgets.charts.layout import LABEL_GAP, LINE_HEIGHT, Layout, last_value, pushed_apart
from page.widgets.charts.paths import Piece, Rect
from page.widgets.charts.text import LEVEL, NAME, serif_width

Anchor = Literal["start", "middle", "end"]
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


Skyline = list[tuple[float, float] | None]
"""Top and bottom of what is drawn in each column of the plot."""


class Labels:
    """Places labels one after the other; none overlaps one that was placed before."""

    def __init__(self, place: Layout) -> None:
        self._place = place
        self._pitch = (place.right - place.left) / COLUMNS
        self._taken: list[Rect] = []
        self._lines: list[Skyline] = []

    def skyline(self, drawn: Iterable[Piece | Rect]) -> Skyline:
        """What lines (lists of points) and bars (tuples) cover, column by column."""
        line: Skyline = [None] * COLUMNS
        for shape in drawn:
            if isinstance(shape, tuple):
                left, top, right, bottom = shape
                self._cover(line, (left, top), (right, top))
                self._cover(line, (left, bottom), (right, bottom))
            else:
                for a, b in zip(shape, shape[1:] or shape, strict=False):
                    self._cover(line, a, b)
        return line

    def keep_clear(self, lines: Iterable[Skyline]) -> None:
        """Lines that labels other than their own should stay away from."""
        self._lines.extend(lines)

    def name_ends(self, names: list[str], heights: list[float]) -> list[Label]:
        """Names at the right edge, in the margin, pushed apart."""
        middles = pushed_apart(heights, LINE_HEIGHT, self._place.top, self._place.bottom)
        x = self._place.right + LABEL_GAP
        return [
            Label(name, "start", x, middle, NAME)
            for name, middle in zip(names, middles, strict=True)
        ]

    def name_line(self, text: str, own: Skyline) -> Label | None:
        """The name of a line at the place where it cannot be taken for another's."""
        others = [line for line in self._lines if line is not own]

        def worth(label: Label) -> float:
            near = self._clearance(label.box, [own])
            if near < NEAR:
                return near - 200.0
            far = min(self._clearance(label.box, others), FAR)
            doubt = 120.0 if far < NEAR else 60.0 if far < near + 3 else 0.0
            return far - 1.5 * abs(near - WISHED) - doubt + 0.01 * label.x

        return self._best(self._around(text, NAME, own), worth)

    def name_level(self, level: Level, own: Skyline) -> Label | None:
        """The name of a reference line, along it."""
        place = self._place
        curves = [other for other in self._lines if other is not own]
        candidates: list[Label] = []
        if level.axis == "y":
            line = place.y_to_px(level.value)
            if level.pinned:
                pin = Label(level.label, "start", place.left + 4, line - 0.75 * LEVEL, LEVEL)
                return self._best([pin], lambda label: 0.0)
            for middle in (line - 0.75 * LEVEL, line + 0.85 * LEVEL):
                for x in self._centres():
                    candidates.append(Label(level.label, "middle", x, middle, LEVEL))
                candidates.append(Label(level.label, "end", place.right - 2, middle, LEVEL))
                candidates.append(Label(level.label, "start", place.left + 4, middle, LEVEL))
        else:
            line = place.x_to_px(level.value)
            for k in range(12):
                middle = place.top + LEVEL * (0.75 + k)
                candidates.append(Label(level.label, "start", line + 5, middle, LEVEL))
                candidates.append(Label(level.label, "end", line - 5, middle, LEVEL))

        def worth(label: Label) -> float:
            along = label.box[2] if level.axis == "y" else -label.middle
            above = 1.0 if level.axis == "y" and label.middle < line else 0.0
            return min(self._clearance(label.box, curves), 5.0) + 0.004 * along + above

        return self._best(candidates, worth)

    def _around(self, text: str, size: float, own: Skyline) -> Iterator[Label]:
        half_height = 0.55 * size
        half_width = serif_width(text, size) / 2 + NEAR
        for column in range(0, COLUMNS, 2):
            here = own[column]
            if here is None:
                continue
            x, middle = self._centre(column), (here[0] + here[1]) / 2
            yield Label(text, "start", x + self._pitch / 2 + 4, middle, size)
            yield Label(text, "end", x - self._pitch / 2 - 4, middle, size)
            under = [own[c] for c in self._columns(x - half_width, x + half_width)]
            tops = [span[0] for span in under if span]
            bottoms = [span[1] for span in under if span]
            yield Label(text, "middle", x, min(tops) - WISHED - half_height, size)
            yield Label(text, "middle", x, max(bottoms) + WISHED + half_height, size)

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

    def _centres(self) -> Iterator[float]:
        return map(self._centre, range(0, COLUMNS, 2))

    def _cover(self, line: Skyline, a: tuple[float, float], b: tuple[float, float]) -> None:
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


def place_labels(
    chart: Chart, place: Layout, drawn: list[list[Piece | Rect]], levels: list[Level]
) -> tuple[list[Label | None], list[Label | None]]:
    """A label for each series, whose shapes are `drawn`, and for each of `levels`.

    None where there is nothing to name, or no room at all.
    """
    labels = Labels(place)
    lines = [labels.skyline(shapes) for shapes in drawn]
    level_lines = [labels.skyline([level_line(level, place)]) for level in levels]
    labels.keep_clear([*lines, *level_lines])
    named: list[Label | None]
    if place.ends:
        values = [last_value(series, chart.x, chart.y) or 0.0 for series in chart.series]
        heights = [place.y_to_px(value) for value in values]
        named = [*labels.name_ends([series.label for series in chart.series], heights)]
    else:
        named = [
            labels.name_line(series.label, line) if series.named else None
            for series, line in zip(chart.series, lines, strict=True)
        ]
    return named, [
        labels.name_level(level, line) for level, line in zip(levels, level_lines, strict=True)
    ]


def level_line(level: Level, place: Layout) -> Piece:
    """The two ends of a reference line."""
    if level.axis == "y":
        y = place.y_to_px(level.value)
        return [(place.left, y), (place.right, y)]
    x = place.x_to_px(level.value)
    return [(x, place.top), (x, place.bottom)]
