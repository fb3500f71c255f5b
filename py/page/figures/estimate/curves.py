"""The chart of the figure "Estimate": by how much each schedule amplifies an error."""

from __future__ import annotations

import math
from functools import cache

from page.figures.estimate.readouts import readouts
from page.figures.estimate.scene import first_view
from page.figures.estimate.settings import STEPS, EstimateSettings
from page.widgets.charts.chart import Axis, Chart, Level, Series
from page.widgets.charts.svg import poster_of
from page.widgets.charts.table import table_of
from page.widgets.numbers import short
from page.widgets.words import SCHEDULE_LABELS
from unerase import SCHEDULES, amplification

X = Axis("timestep", 0, STEPS, [(t, str(t)) for t in range(0, STEPS + 1, 5)])
Y = Axis(
    "amplification",
    0.01,
    1000,
    [(10.0**power, f"{10.0**power:g}") for power in range(-2, 4)],
    log=True,
)


@cache
def chart_of(schedule: str) -> Chart:
    """Every schedule's amplification over the steps, `schedule` first, which draws it solid."""
    names = sorted(SCHEDULE_LABELS, key=lambda name: name != schedule)
    return Chart(
        "Amplification of an error",
        X,
        Y,
        tuple(_series(name) for name in names),
        (Level(1, "unchanged"),),
        f"Under {SCHEDULE_LABELS[schedule]} an error of the noise estimate is multiplied by "
        f"{_at(schedule, 1)} at step 1 and by {_at(schedule, STEPS)} at step {STEPS}.",
    )


def _series(name: str) -> Series:
    alpha_bar = SCHEDULES[name](STEPS).alpha_bar.tolist()
    # Nothing is amplified at step 0, and a logarithm has no place for nothing.
    values = [math.nan, *(amplification(value) for value in alpha_bar[1:])]
    return Series(name, SCHEDULE_LABELS[name], range(STEPS + 1), values)


def _at(name: str, t: int) -> str:
    return short(amplification(SCHEDULES[name](STEPS).at(t)))


def drawings() -> dict[str, str]:
    """The chart, its table and the readouts at the default settings, as markup."""
    s = EstimateSettings()
    chart = chart_of(s.schedule)
    return {
        "chart": poster_of(chart),
        "numbers": table_of(chart, s.timestep),
        **{f"out-{name}": text for name, text in readouts(first_view()).items()},
    }
