"""A chart's numbers as an HTML table."""

from __future__ import annotations

import math
from html import escape

from page.widgets.charts.chart import Chart
from page.widgets.numbers import short

MISSING = "–"
CURRENT = ' aria-current="true"'


def rows_of(chart: Chart) -> list[float]:
    """Every x at which some series has a value, one for each row of the table."""
    return sorted({x for series in chart.series for x in series.xs})


def row_at(rows: list[float], x: float) -> int:
    """The row nearest to x; -1 when there is none."""
    return min(range(len(rows)), key=lambda i: abs(rows[i] - x), default=-1)


def table_of(chart: Chart, cursor: float | None = None) -> str:
    """The chart as a <table>, x in the first column; the row nearest to `cursor` is marked."""
    rows = rows_of(chart)
    marked = -1 if cursor is None else row_at(rows, cursor)
    columns = [dict(zip(series.xs, series.ys, strict=True)) for series in chart.series]
    heads = "".join(
        f'<th scope="col">{escape(text)}</th>'
        for text in (chart.x.label, *(series.label for series in chart.series))
    )
    body = "".join(
        f"<tr{CURRENT if i == marked else ''}>"
        f'<th scope="row">{_x_text(x)}</th>'
        + "".join(f"<td>{_value_text(column.get(x, math.nan))}</td>" for column in columns)
        + "</tr>"
        for i, x in enumerate(rows)
    )
    caption = escape(f"{chart.title}: {chart.y.label}")
    return (
        f"<table><caption>{caption}</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    )


def _x_text(x: float) -> str:
    return f"{x:.0f}".replace("-", "−") if x == round(x) else short(x)


def _value_text(value: float) -> str:
    return MISSING if math.isnan(value) else short(value)
