"""The charts of the figure "Learn", and how many of its drawings are what."""

from __future__ import annotations

import math

from page.figures.learn.cloud import LEVELS, CloudRun
from page.figures.learn.drawings import LIMITS, DrawingsRun
from page.figures.learn.settings import POINT_STEPS, SHEETS
from page.figures.learn.sheets import VERDICTS, Sheet
from page.widgets.charts.chart import Axis, Chart, Level, Series, steps_axis
from page.widgets.numbers import short, whole

FIRST = DrawingsRun.MARKS[0]
LOWEST, WIDEST = 5, 16_000
"""Room for the names of the lines at the left, and for the last number at the axis."""
HIGH = 0.7

_STEPS = Axis(
    "training steps",
    LOWEST,
    WIDEST,
    [(n, whole(n)) for n in (FIRST, 50, 200, 800, 3200, SHEETS[-1])],
    log=True,
    stops=SHEETS,
)
_ERROR = Axis(
    "mean squared error per cell", 0, HIGH, [(n / 10, f"{n / 10:g}") for n in range(0, 8, 2)]
)

NAMES = dict(zip(LIMITS, ("mean picture", "averager", "memoriser: the floor"), strict=True))


def chart_of(run: DrawingsRun) -> Chart:
    """The errors by training step; the lines of the exact ones are those on the shelf."""
    steps = list(run.marks)
    shelf = [marked.shelf.mean for marked in run.marks.values()]
    unseen = [marked.unseen.mean if marked.unseen else math.nan for marked in run.marks.values()]
    ended = run.steps == run.last
    series = [Series("learned", "on the shelf", steps, shelf, named=ended, dash=0)]
    if len(run.aside):
        series.append(Series("unseen", "on unseen drawings", steps, unseen, named=ended, dash=1))
    levels = tuple(
        Level(run.limits[name].shelf.mean, label, pinned=True)
        for name, label in NAMES.items()
        if name in run.limits
    )
    return Chart(
        "Error by training step: solid on the shelf, dashed on unseen drawings",
        _STEPS,
        _ERROR,
        tuple(series),
        levels,
        _summary(run),
    )


def _summary(run: DrawingsRun) -> str:
    if run.latest is None:
        return "Nothing has been trained yet."
    step, errors = run.latest
    unseen = f", {short(errors.unseen.mean, 2)} on unseen drawings" if errors.unseen else ""
    told = f"After {whole(step)} steps {short(errors.shelf.mean, 2)} on the shelf{unseen}."
    lines = ", ".join(
        f"{label} {short(run.limits[name].shelf.mean, 2)}"
        for name, label in NAMES.items()
        if name in run.limits
    )
    return f"{told} Lines: {lines}." if lines else told


_TIME = steps_axis("step t", POINT_STEPS)


def levels_chart(run: CloudRun) -> Chart:
    """The error at each noise level, the network's and the exact one's."""
    standing = run.standing
    series: tuple[Series, ...] = ()
    summary = "Nothing has been trained yet."
    high = 1.2
    if standing:
        learned = [error.mean for error in standing.errors]
        exact = [error.mean for error in standing.exact]
        high = max(high, *learned)
        series = (
            Series("learned", "the network", LEVELS, learned, named=False, dash=0),
            Series("exact", "exact", LEVELS, exact, named=False, dash=1),
        )
        summary = (
            f"Mean over all levels: the network {short(sum(learned) / len(learned), 2)}, "
            f"exact {short(sum(exact) / len(exact), 2)}."
        )
    quarters = [high * i / 4 for i in range(5)]
    axis = Axis("mean squared error", 0, high, [(value, short(value, 2)) for value in quarters])
    return Chart(
        "Error by noise level: solid the network, dashed the exact denoiser",
        _TIME,
        axis,
        series,
        (),
        summary,
    )


def bar(sheet: Sheet | None) -> str:
    """How many drawings of a sheet are what, as a bar of SVG; empty while there is none."""
    if sheet is None:
        return ""
    left, parts = 0, []
    for verdict in VERDICTS:
        count = sheet.shares[verdict]
        if count:
            parts.append(f'<rect class="share-{verdict}" x="{left}" width="{count}" height="1"/>')
        left += count
    return (
        f'<svg viewBox="0 0 {left} 1" preserveAspectRatio="none" aria-hidden="true">'
        f"{''.join(parts)}</svg>"
    )
