"""The chart of the figure "Estimate": by how much each spelling amplifies an error."""

from __future__ import annotations

import math
from functools import lru_cache

from page.figures.estimate.scene import AMPLIFIED
from page.figures.estimate.settings import SPELLINGS
from page.state.controls import STEPS
from page.widgets.charts.chart import Axis, Chart, Series, steps_axis
from page.widgets.numbers import short
from page.widgets.words import SCHEDULE_LABELS
from unerase import Schedule
from unerase.metrics import amplification

X = steps_axis("timestep", STEPS)
Y = Axis(
    "amplification",
    0.001,
    1000,
    [(10.0**power, f"{10.0**power:g}") for power in range(-3, 4)],
    log=True,
)


@lru_cache(maxsize=1)
def chart_of(schedule: Schedule, mistake: str) -> Chart:
    """Amplification over the steps under `schedule`: of `mistake`, drawn solid, and the others."""
    name = SCHEDULE_LABELS[schedule.name]
    return Chart(
        "Amplification of an error",
        X,
        Y,
        tuple(
            _series(schedule, spelling)
            for spelling in sorted(SPELLINGS, key=lambda each: each != mistake)
        ),
        summary=f"Under {name} an error of the {SPELLINGS[mistake]} estimate is multiplied by "
        f"{_at(schedule, mistake, 1)} at step 1 and by {_at(schedule, mistake, STEPS)} at step "
        f"{STEPS}.",
    )


def _series(schedule: Schedule, spelling: str) -> Series:
    # Without noise most errors come to nothing, and a logarithm has no place for nothing. Schedules
    # that end in next to nothing but noise leave the chart at its top.
    of = AMPLIFIED[spelling]
    values = [amplification(value, of) for value in schedule.alpha_bar.tolist()]
    values = [value if Y.low <= value <= Y.high else math.nan for value in values]
    return Series(spelling, SPELLINGS[spelling], range(STEPS + 1), values)


def _at(schedule: Schedule, spelling: str, t: int) -> str:
    return short(amplification(schedule.at(t), AMPLIFIED[spelling]))
