"""Charts: the same numbers as a table."""

from __future__ import annotations

import math
import xml.etree.ElementTree as ET

from page.widgets.charts.chart import Axis, Chart, Series
from page.widgets.charts.table import row_at, rows_of, table_of

X = Axis("timestep", 0, 20, [])
Y = Axis("log SNR (dB)", -1, 1, [])
CHART = Chart(
    "Two lines",
    X,
    Y,
    (
        Series("linear", "linear", [0, 1, 2], [math.inf, 0.25, math.nan]),
        Series("cosine", "<cosine>", [2, 0.5], [-4.0358e-05, 1]),
    ),
)


def cells(table: str) -> list[list[str | None]]:
    return [[cell.text for cell in row] for row in ET.fromstring(table).iter("tr")]


def test_every_number_is_there_and_what_is_missing_is_a_dash() -> None:
    assert cells(table_of(CHART)) == [
        ["timestep", "linear", "<cosine>"],
        ["0", "∞", "–"],
        ["0.500", "–", "1.00"],
        ["1", "0.250", "–"],
        ["2", "–", "−4.04×10⁻⁵"],
    ]


def test_it_has_a_caption_and_heads() -> None:
    table = ET.fromstring(table_of(CHART))
    assert table.findtext("caption") == "Two lines: log SNR (dB)"
    heads = [(head.text, head.attrib["scope"]) for head in table.iter("th")]
    assert heads[:4] == [
        ("timestep", "col"),
        ("linear", "col"),
        ("<cosine>", "col"),
        ("0", "row"),
    ]
    assert len(heads) == 3 + 4


def test_the_row_at_the_cursor_is_marked() -> None:
    def marked(cursor: float | None) -> list[str | None]:
        rows = ET.fromstring(table_of(CHART, cursor)).iter("tr")
        return [row[0].text for row in rows if row.attrib.get("aria-current") == "true"]

    assert marked(None) == []
    assert marked(0) == ["0"]
    assert marked(1.4) == ["1"]
    assert marked(20) == ["2"]


def test_the_nearest_row() -> None:
    rows = rows_of(CHART)
    assert rows == [0, 0.5, 1, 2]
    assert [row_at(rows, x) for x in (-9, 0.2, 0.3, 1.6, 9)] == [0, 0, 1, 3, 3]
    assert row_at([], 1) == -1


def test_a_chart_of_nothing_has_a_table_of_nothing() -> None:
    assert cells(table_of(Chart("Nothing", X, Y, ()), 3)) == [["timestep"]]


def test_negative_whole_numbers_have_a_real_minus() -> None:
    chart = Chart("A", X, Y, (Series("a", "a", [-3], [-2]),))
    assert cells(table_of(chart))[1] == ["−3", "−2.00"]
