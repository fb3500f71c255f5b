"""The chart of the figure "Estimate": by how much each schedule amplifies an error."""

from __future__ import annotations

import math
from functools import lru_cache

from page.state.controls import STEPS
from page.widgets.charts.chart import Axis, Chart, Level, Series, steps_axis
from page.widgets.numbers import short
from page.widgets.words import SCHEDULE_LABELS
from unerase import Schedule
from unerase.metrics import amplification
from unerase.schedules import SCHEDULES

X = steps_axis("timestep", STEPS)
Y = Axis(
    "amplification",
    0.001,
    1000,
    [(10.0**power, f"{10.0**power:g}") for power in range(-3, 4)],
    log=True,
)


BESIDE = ("linear", "cosine", "literal")
"""The schedules that are always there to compare with."""


@lru_cache(maxsize=1)
def chart_of(schedule: Schedule) -> Chart:
    """Amplification over the steps under `schedule`, drawn solid, and under some beside it."""
    name = schedule.name
    others = (SCHEDULES[each](STEPS) for each in BESIDE if each != name)
    return Chart(
        "Amplification of an error",
        X,
        Y,
        tuple(_series(each) for each in (schedule, *others)),
        (Level(1, "unchanged"),),
        f"Under {SCHEDULE_LABELS[name]} an error of the noise estimate is multiplied by "
        f"{_at(schedule, 1)} at step 1 and by {_at(schedule, STEPS)} at step {STEPS}.",
    )


def _series(schedule: Schedule) -> Series:
    # Nothing is amplified at step 0, and a logarithm has no place for nothing. Schedules that end
    # in next to nothing but noise leave the chart at its top.
    values = [amplification(value) for value in schedule.alpha_bar.tolist()]
    values = [value if Y.low <= value <= Y.high else math.nan for value in values]
    return Series(schedule.name, SCHEDULE_LABELS[schedule.name], range(STEPS + 1), values)


def _at(schedule: Schedule, t: int) -> str:
    return short(amplification(schedule.at(t)))
