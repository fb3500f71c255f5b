"""Where the plot lies within a chart of a given size, and from values to px and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from page.widgets.charts.chart import Axis, Chart, Series
from page.widgets.charts.text import NAME, TICK, mono_width, serif_width

TOP = 28.0
# Below the plot: the lane of the cursor's grip, the tick labels, the axis title.
LANE, BELOW = 20.0, 56.0
EDGE = 16.0
LABEL_GAP = 7.0
LINE_HEIGHT = 17.0
# Names at the ends of lines may take this much of the width, and be moved this far.
ENDS_SHARE, MOVED = 0.22, 10.0


@dataclass(frozen=True)
class Layout:
    """The plot's edges in CSS px within a chart of width × height.

    With `ends` there is room for the names of the series at the right of their last points.
    """

    x: Axis
    y: Axis
    width: float
    height: float
    left: float
    top: float
    right: float
    bottom: float
    ends: bool

    def x_to_px(self, x: float) -> float:
        """CSS px from the chart's left edge."""
        return self.left + self.x.share(x) * (self.right - self.left)

    def y_to_px(self, y: float) -> float:
        """CSS px from the chart's top edge."""
        return self.bottom - self.y.share(y) * (self.bottom - self.top)

    def px_to_x(self, px: float) -> float:
        """The x under a distance from the left edge; outside the plot, the nearest end."""
        return self.x.value((px - self.left) / (self.right - self.left))

    def px_to_y(self, px: float) -> float:
        """The y under a distance from the top edge; outside the plot, the nearest end."""
        return self.y.value((self.bottom - px) / (self.bottom - self.top))


def layout(chart: Chart, width: float, height: float) -> Layout:
    """Margins that leave room for every label of `chart`."""
    left = max([EDGE, *(mono_width(text, TICK) + 8 for _, text in chart.y.ticks)])
    bottom = max(TOP + 1, height - BELOW)
    names = [serif_width(s.label, NAME) + LABEL_GAP + 2 for s in chart.series]
    named = bool(names) and all(s.named for s in chart.series)
    ends = named and max(names) <= ENDS_SHARE * width and _ends_apart(chart, bottom - TOP)
    right = max(left + 1, width - max([EDGE, *(names if ends else ())]))
    return Layout(chart.x, chart.y, width, height, left, TOP, right, bottom, ends)


def pushed_apart(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Positions at least `gap` apart and in order, near those wanted, within low … high."""
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    # Blocks of neighbours that touch, each about the mean of where its members want to be.
    blocks: list[tuple[float, int]] = []

    def within(centre: float, count: int) -> float:
        half = (count - 1) * gap / 2
        return max(low + half, min(high - half, centre))

    for i in order:
        centre, count = within(wanted[i], 1), 1
        while blocks and blocks[-1][0] + (blocks[-1][1] + count) * gap / 2 > centre:
            other, n = blocks.pop()
            centre, count = (other * n + centre * count) / (n + count), n + count
            centre = within(centre, count)
        blocks.append((centre, count))
    placed = [0.0] * len(wanted)
    members = iter(order)
    for centre, count in blocks:
        for k in range(count):
            placed[next(members)] = centre + (k - (count - 1) / 2) * gap
    return placed


def _ends_apart(chart: Chart, height: float) -> bool:
    if not all(_ends_at_the_edge(series, chart) for series in chart.series):
        return False
    wanted = [height * (1 - chart.y.share(series.ys[-1])) for series in chart.series]
    placed = pushed_apart(wanted, LINE_HEIGHT, 0, height)
    return all(abs(a - b) <= MOVED for a, b in zip(wanted, placed, strict=True)) and all(
        abs(a - b) >= 4 for i, a in enumerate(wanted) for b in wanted[:i]
    )


def _ends_at_the_edge(series: Series, chart: Chart) -> bool:
    if not series.xs:
        return False
    x, y = series.xs[-1], series.ys[-1]
    return chart.y.low <= y <= chart.y.high and 0.98 <= chart.x.share(x) <= 1
