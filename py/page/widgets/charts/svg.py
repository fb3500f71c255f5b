"""A chart as SVG. Looks are in assets/css/chart.css; here are only places and classes."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from page.widgets.charts.chart import Chart, Series
from page.widgets.charts.labels import Label, level_line, place_labels
from page.widgets.charts.layout import LANE, Layout, layout
from page.widgets.charts.paths import Piece, path_data, pieces
from page.widgets.charts.text import TICK, mono_width

DASHES = 11
"""How many dash patterns chart.css has; a chart of more series begins again."""

POSTER_WIDTHS = (358, 640)
SIDE_BY_SIDE = (358, 500)
"""Widths of a chart in px: across a phone, and with a second one beside it on a desk."""
POSTER_HEIGHT = 272
"""The height of a chart in chart.css, in px."""

# From the middle of a text to its baseline, in shares of the font size.
_BASELINE = 0.33


def svg_of(chart: Chart, width: float, height: float, css: str = "") -> str:
    """The chart as one <svg> element for a box of width × height CSS px.

    `css` is one more class for the element.
    """
    place = layout(chart, width, height)
    return "".join(
        (
            f'<svg class="{f"chart-svg {css}".strip()}" viewBox="0 0 {width:g} {height:g}" '
            f'xmlns="http://www.w3.org/2000/svg" role="img" '
            f'aria-label="{escape(chart.spoken)}">',
            *_axes(place),
            *_contents(chart, place),
            "</svg>",
        )
    )


def poster_of(chart: Chart, widths: tuple[int, int] = POSTER_WIDTHS) -> str:
    """The chart for a page without Python: narrow and wide, of which CSS shows one."""
    narrow, wide = widths
    return svg_of(chart, narrow, POSTER_HEIGHT, "chart-narrow") + svg_of(
        chart, wide, POSTER_HEIGHT, "chart-wide"
    )


def _axes(place: Layout) -> Iterator[str]:
    for value, text in place.y.ticks:
        y = place.y_to_px(value)
        yield f'<path class="chart-grid" d="M{place.left:.1f},{y:.1f}H{place.right:.1f}"/>'
        yield _text("chart-tick", text, place.left - 8, y + _BASELINE * TICK, "end")
    floor = f"{place.bottom:.1f}"
    yield f'<path class="chart-base" d="M{place.left:.1f},{floor}H{place.right:.1f}"/>'
    for value, text in _roomy(place):
        x = place.x_to_px(value)
        yield f'<path class="chart-base" d="M{x:.1f},{floor}v5"/>'
        yield _text("chart-tick", text, x, place.bottom + LANE + 0.75 * TICK, "middle")
    yield _text("chart-axis", place.y.label, 0, 13, "start")
    yield _text("chart-axis", place.x.label, place.right, place.height - 6, "end")


def _contents(chart: Chart, place: Layout) -> Iterator[str]:
    drawn = [pieces(series, place) for series in chart.series]
    names, level_names = place_labels(chart, place, drawn)
    for level in chart.levels:
        yield f'<path class="chart-level" d="{path_data(level_line(level, place))}"/>'
    # Below the lines: the paper around their letters must not hide a curve.
    for label in filter(None, level_names):
        yield _label("chart-level-name", label)
    for index, (series, line) in enumerate(zip(chart.series, drawn, strict=True)):
        dash = index if series.dash is None else series.dash
        yield f'<g class="{_css(series)} dash-{dash % DASHES}">'
        yield from map(_shape, line)
        yield "</g>"
    for series, name in zip(chart.series, names, strict=True):
        if name:
            yield _label(f"{_css(series)} chart-name", name)


def _shape(piece: Piece) -> str:
    if len(piece) == 1:
        return f'<circle cx="{piece[0][0]:.1f}" cy="{piece[0][1]:.1f}" r="2"/>'
    return f'<path d="{path_data(piece)}"/>'


def _css(series: Series) -> str:
    return f"series series-{series.key}"


def _label(css: str, label: Label) -> str:
    baseline = label.middle + _BASELINE * label.size
    return _text(css, label.text, label.x, baseline, label.anchor)


def _text(css: str, text: str, x: float, y: float, anchor: str) -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    return f'<text class="{css}" {place}>{escape(text)}</text>'


def _roomy(place: Layout) -> list[tuple[float, str]]:
    """The ticks of x that have room beside one another; the first and the last come first."""
    ticks = place.x.ticks
    kept: list[tuple[float, float, float, str]] = []
    for value, text in [*ticks[:1], *ticks[:0:-1]]:
        half = mono_width(text, TICK) / 2 + 3
        left, right = place.x_to_px(value) - half, place.x_to_px(value) + half
        if all(right <= other[1] or left >= other[2] for other in kept):
            kept.append((value, left, right, text))
    return [(value, text) for value, _, _, text in sorted(kept)]
