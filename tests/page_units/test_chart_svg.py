"""Charts: the whole picture, whose words never run into one another."""

from __future__ import annotations

import ast
import itertools
import math
import random
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import jinja2
import pytest

from page.widgets.charts import text
from page.widgets.charts.chart import Axis, Chart, Level, Series
from page.widgets.charts.layout import layout
from page.widgets.charts.svg import DASHES, POSTER_HEIGHT, poster_of, svg_of
from page.widgets.charts.table import table_of
from page.widgets.charts.text import mono_width, serif_width
from unerase.schedules import SCHEDULES

ROOT = Path(__file__).resolve().parent.parent.parent
STYLE = (ROOT / "assets/css/chart.css").read_text(encoding="utf-8")
PURE = sorted((ROOT / "py/page/widgets/charts").glob("*.py"))
AXIS = 13.5
SVG = "{http://www.w3.org/2000/svg}"
WIDTHS = [300, 340, 358, 420, 560, 640, 700, 1000]

STEPS = list(range(21))
X = Axis("timestep t", 0, 20, [(t, str(t)) for t in range(0, 21, 5)])
POWER = Axis("signal power", 0, 1, [(0, "0"), (0.5, "0.5"), (1, "1")])
DECIBEL = Axis("log signal-to-noise", -50, 40, [(v, str(v)) for v in range(-40, 41, 20)])


def schedules(decibel: bool = False) -> tuple[Series, ...]:
    def value(alpha_bar: float) -> float:
        if not decibel:
            return alpha_bar
        return 10 * math.log10(alpha_bar / (1 - alpha_bar)) if alpha_bar < 1 else math.inf

    return tuple(
        Series(name, name, STEPS, [value(a) for a in make(20).alpha_bar.tolist()])
        for name, make in SCHEDULES.items()
        if name in ("linear", "cosine", "literal")
    )


def powers(*exponents: float) -> tuple[Series, ...]:
    return tuple(
        Series(f"s{i}", f"power {p}", STEPS, [1 - (t / 20) ** p for t in STEPS])
        for i, p in enumerate(exponents)
    )


CHARTS = {
    "schedules": Chart("Power", X, POWER, schedules(), (Level(0.5, "half of the signal"),)),
    "two": Chart("Power", X, POWER, schedules()[:2], (Level(0.75, "high"), Level(0.5, "half"))),
    "decibel": Chart("SNR", X, DECIBEL, schedules(True), (Level(0, "as much noise as signal"),)),
    "crowd": Chart("Power", X, POWER, powers(0.25, 0.5, 1, 2, 4)),
    "ends": Chart(
        "Ends",
        X,
        POWER,
        tuple(
            Series(f"s{i}", f"end {i}", [0, 20], [0.5, end])
            for i, end in enumerate((0.5, 0.55, 0.6, 0.95))
        ),
        (Level(0.9, "a level"),),
    ),
    "nothing": Chart("Nothing", X, POWER, ()),
}


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def words(chart: Chart, width: float, css: str) -> list[ET.Element]:
    svg = parsed(svg_of(chart, width, 272))
    return [e for e in svg.iter(f"{SVG}text") if css in e.attrib["class"].split()]


Box = tuple[float, float, float, float]


def box(element: ET.Element) -> Box:
    """The room that a text takes, as estimated."""
    css = element.attrib["class"].split()[-1]
    size = {
        "chart-tick": text.TICK,
        "chart-name": text.NAME,
        "chart-axis": AXIS,
        "chart-level-name": text.LEVEL,
    }[css]
    said = element.text or ""
    width = mono_width(said, size) if css == "chart-tick" else serif_width(said, size)
    share = {"start": 0.0, "middle": 0.5, "end": 1.0}[element.attrib["text-anchor"]]
    left = float(element.attrib["x"]) - share * width
    baseline = float(element.attrib["y"])
    return left, baseline - 0.75 * size, left + width, baseline + 0.15 * size


def overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", CHARTS)
def test_no_words_run_into_others_or_out_of_the_chart(name: str, width: int) -> None:
    svg = parsed(svg_of(CHARTS[name], width, 272))
    texts = list(svg.iter(f"{SVG}text"))
    for a, b in itertools.combinations(texts, 2):
        assert not overlap(box(a), box(b)), (a.text, b.text)
    for element in texts:
        left, top, right, bottom = box(element)
        assert -1 <= left <= right <= width + 1, element.text
        assert 0 <= top <= bottom <= 272, element.text


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", CHARTS)
def test_every_series_and_every_level_is_named(name: str, width: int) -> None:
    chart = CHARTS[name]
    assert [e.text for e in words(chart, width, "chart-name")] == [s.label for s in chart.series]
    found = [e.text for e in words(chart, width, "chart-level-name")]
    assert found == [level.label for level in chart.levels]


@pytest.mark.parametrize("name", ["schedules", "ends"])
def test_a_series_may_be_named_in_the_table_only(name: str) -> None:
    chart = CHARTS[name]
    quiet = replace(chart, series=(replace(chart.series[0], named=False), *chart.series[1:]))
    shown = [e.text for e in words(quiet, 700, "chart-name")]
    assert shown == [series.label for series in chart.series[1:]]
    assert f'<th scope="col">{chart.series[0].label}</th>' in table_of(quiet)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_pinned_name_stays_where_it_is_while_a_line_grows(width: int) -> None:
    level = Level(0.9, "a level", pinned=True)
    places = set()
    for t in STEPS:
        ys = [1.0 if step > t else math.nan for step in STEPS]
        chart = Chart("A", X, POWER, (Series("a", "a", STEPS, ys, named=False),), (level,))
        (name,) = words(chart, width, "chart-level-name")
        places.add((name.attrib["x"], name.attrib["y"], name.attrib["text-anchor"]))
    ((_, _, anchor),) = places
    assert anchor == "start"


def test_names_of_any_curves_stay_apart() -> None:
    dice = random.Random(2)
    for _ in range(60):
        series = []
        for i in range(dice.randint(2, 5)):
            a, b, c = (dice.uniform(-0.6, 1.2) for _ in range(3))
            ys = [a + b * t / 20 + c * math.sin(t / 3) for t in STEPS]
            series.append(Series(f"s{i}", f"curve {i}", STEPS, ys))
        chart = Chart("Any", X, POWER, tuple(series))
        names = [box(e) for e in words(chart, dice.choice(WIDTHS), "chart-name")]
        assert not any(overlap(a, b) for a, b in itertools.combinations(names, 2))


@pytest.mark.parametrize("width", [340, 700])
def test_a_name_is_nearest_to_its_own_line(width: int) -> None:
    chart = CHARTS["schedules"]
    place = layout(chart, width, 272)
    for element, own in zip(words(chart, width, "chart-name"), chart.series, strict=True):
        left, top, right, bottom = box(element)

        def distance(series: Series, at: Box = (left, top, right, bottom)) -> float:
            return min(
                math.hypot(
                    max(0.0, at[0] - place.x_to_px(x), place.x_to_px(x) - at[2]),
                    max(0.0, at[1] - place.y_to_px(y), place.y_to_px(y) - at[3]),
                )
                for x, y in zip(series.xs, series.ys, strict=True)
            )

        assert min(chart.series, key=distance) is own


def test_names_at_the_ends_are_level_with_them() -> None:
    chart = replace(CHARTS["ends"], series=CHARTS["ends"].series[2:])
    place = layout(chart, 700, 272)
    assert place.ends
    for element, series in zip(words(chart, 700, "chart-name"), chart.series, strict=True):
        assert float(element.attrib["x"]) > place.right
        middle = sum(box(element)[1::2]) / 2
        assert middle == pytest.approx(place.y_to_px(series.ys[-1]), abs=2)


def test_a_known_series_is_at_known_coordinates() -> None:
    chart = Chart("A", X, POWER, (Series("linear", "a", [0, 10, 20], [1, 0.5, 0]),))
    place = layout(chart, 340, 272)
    svg = parsed(svg_of(chart, 340, 272))
    (group,) = (g for g in svg.iter(f"{SVG}g") if "series-linear" in g.attrib["class"])
    middle = f"{(place.left + place.right) / 2:.1f},{(place.top + place.bottom) / 2:.1f}"
    assert [path.attrib["d"] for path in group] == [
        f"M{place.left:.1f},{place.top:.1f}L{middle}L{place.right:.1f},{place.bottom:.1f}"
    ]


def test_series_differ_in_dash_as_well_as_in_colour() -> None:
    svg = parsed(svg_of(CHARTS["crowd"], 700, 272))
    classes = [g.attrib["class"].split() for g in svg.iter(f"{SVG}g")]
    assert [css[1] for css in classes] == [f"series-s{i}" for i in range(5)]
    assert len({css[2] for css in classes}) == 5


def test_it_tells_what_it_shows() -> None:
    svg = parsed(svg_of(Chart("A chart", X, DECIBEL, (), summary="It falls."), 340, 272))
    assert svg.attrib["role"] == "img"
    assert svg.attrib["aria-label"] == "A chart. It falls."
    assert svg.attrib["viewBox"] == "0 0 340 272"
    said = [e.text for e in svg.iter(f"{SVG}text")]
    assert {"timestep t", "log signal-to-noise"} <= set(said)


def test_what_could_be_markup_is_text() -> None:
    evil = "<b>\"&'</b>"
    axis = Axis(evil, 0, 1, [(0, evil)])
    series = (Series("a", evil, [0, 1], [0, 1]), Series("b", evil, [0, 1], [1, 1]))
    chart = Chart(evil, axis, axis, series, (Level(0.5, evil),), evil)
    svg = svg_of(chart, 700, 272)
    assert "<b>" not in svg
    assert parsed(svg).attrib["aria-label"] == f"{evil}. {evil}"
    assert evil in [e.text for e in parsed(svg).iter(f"{SVG}text")]


def test_ticks_that_have_no_room_are_left_out_but_never_the_ends() -> None:
    ticks = [(t, str(t)) for t in range(0, 1001, 10)]
    chart = Chart("A", Axis("t", 0, 1000, ticks), POWER, ())
    for width in (340, 700):
        shown = [
            e for e in words(chart, width, "chart-tick") if e.attrib["text-anchor"] == "middle"
        ]
        assert 5 < len(shown) < 50
        assert (shown[0].text, shown[-1].text) == ("0", "1000")


def test_the_poster_is_narrow_and_wide() -> None:
    both = parsed(f"<div>{poster_of(CHARTS['two'])}</div>")
    classes = [svg.attrib["class"] for svg in both]
    assert classes == ["chart-svg chart-narrow", "chart-svg chart-wide"]
    assert all(f".{css.split()[1]} {{ display: none; }}" in STYLE for css in classes)


def test_the_style_sheet_and_the_layout_agree() -> None:
    assert f"font: {text.TICK:g}px var(--mono)" in STYLE
    for css, size in {"axis": AXIS, "level-name": text.LEVEL, "name": text.NAME}.items():
        assert re.search(rf"\.chart-{css} {{ font-size: {size:g}px;", STYLE)
    assert f"height: {POSTER_HEIGHT / 16:g}rem" in STYLE
    assert len(re.findall(r"^\.dash-\d+ { stroke-dasharray", STYLE, re.MULTILINE)) == DASHES - 1


def test_the_markup_has_what_the_plot_looks_for() -> None:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(ROOT / "article"), autoescape=True
    )
    template = '{% from "_chart.html" import chart %}{{ chart("lab", "Step <t>", poster) }}'
    svg = poster_of(CHARTS["two"])
    markup = environment.from_string(template).render(poster=svg)
    assert svg in markup
    assert 'aria-label="Step &lt;t&gt;"' in markup
    plot = (ROOT / "py/page/widgets/charts/plot.py").read_text(encoding="utf-8")
    wanted = set(re.findall(r'by_id\(f"{prefix}(.*)"\)', plot))
    assert wanted == set(re.findall(r'id="lab([^"]*)"', markup))


@pytest.mark.parametrize("path", PURE, ids=lambda path: path.stem)
def test_only_the_plot_needs_a_browser(path: Path) -> None:
    names = {
        alias.name if isinstance(node, ast.Import) else node.module or ""
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    browser = {name for name in names if name == "js" or name.startswith("page.browser")}
    assert bool(browser) == (path.stem == "plot")
