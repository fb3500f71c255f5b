"""The chart of the figure "Samplers": the distance to the answer against denoiser calls."""

from __future__ import annotations

from page.figures.samplers.scene import REFERENCE_CALLS, Scene, charted
from page.figures.samplers.settings import BUDGETS, SamplersSettings
from page.samplers import SAMPLER_SPECS
from page.widgets.charts.chart import Axis, Chart, Series
from page.widgets.numbers import counted, short

LOW, HIGH = 0.0005, 2.0

_X = Axis(
    "denoiser calls",
    BUDGETS[0],
    BUDGETS[-1],
    [(n, str(n)) for n in BUDGETS],
    log=True,
    stops=BUDGETS,
)
_Y = Axis(
    f"distance to the {REFERENCE_CALLS}-step answer",
    LOW,
    HIGH,
    [(v, f"{v:g}") for v in (0.001, 0.01, 0.1, 1)],
    log=True,
)


def chart_of(scene: Scene, s: SamplersSettings) -> Chart:
    """A line for each lane without dice, with as many of its points as are known."""
    series, said = [], []
    for name in charted(s.lanes):
        points = scene.errors(name)
        xs, ys = [made for made, _ in points], [error for _, error in points]
        # Named when all of it is there: while a line grows, its name would jump.
        whole = len(points) == len(BUDGETS)
        series.append(Series(name, SAMPLER_SPECS[name].short, xs, ys, named=whole))
        if whole:
            said.append(
                f"{SAMPLER_SPECS[name].label}: from {short(ys[0])} with {counted(xs[0], 'call')} "
                f"to {short(ys[-1])} with {xs[-1]}."
            )
    if not series:
        said = ["All four lanes throw dice: there is no one distance to draw."]
    elif len(said) < len(series):
        said = ["Being computed."]
    title = f"Distance to the {REFERENCE_CALLS}-step answer by denoiser calls"
    return Chart(title, _X, _Y, tuple(series), (), " ".join(said))
