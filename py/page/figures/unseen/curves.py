"""The chart of the figure "The unseen drawing": the error of one answer against the step."""

from __future__ import annotations

from page.denoisers import DENOISERS
from page.figures.unseen.scene import MANY, Scene
from page.figures.unseen.settings import KEPT, SHELVED, YOURS, UnseenSettings
from page.figures.without.settings import LANES
from page.state.controls import STEPS
from page.widgets.charts.chart import Chart, Level, Series, quarters_axis, steps_axis
from page.widgets.numbers import short

GREY = 1.0
"""The error of an answer that is 0, neither ink nor paper, at every cell."""

_TIME = steps_axis("step t", STEPS)
_HIGHS = (2, 4)
"""The scale ends at the first that holds all, at 4 if none does: every cell is wrong there."""

_TITLES = {
    YOURS: "Error of one answer by step",
    KEPT: f"Error of one answer by step, {MANY} drawings kept aside",
    SHELVED: f"Error of one answer by step, {MANY} drawings of the shelf",
}


def chart_of(scene: Scene, s: UnseenSettings) -> Chart:
    """A line for each denoiser whose errors are known at every step."""
    here = scene.charted(s)
    curves = {name: ys for name in here if (ys := scene.curve(name, s)) is not None}
    # A line keeps its dash, and has its name only when all are there: names look for free room.
    whole = len(curves) == len(here)
    series = tuple(
        Series(
            name, DENOISERS[name].short, range(STEPS + 1), ys, named=whole, dash=LANES.index(name)
        )
        for name, ys in curves.items()
    )
    highest = max((max(ys) for ys in curves.values()), default=0.0)
    highs = _HIGHS if s.charted == YOURS else (GREY, *_HIGHS)
    high = next((high for high in highs if highest <= high), _HIGHS[-1])
    said = [
        f"{DENOISERS[name].short}: {short(ys[0], 2)} at step 0, {short(ys[s.steps // 2], 2)} at "
        f"step {s.steps // 2}, {short(ys[-1], 2)} at step {s.steps}."
        for name, ys in curves.items()
    ]
    if not whole:
        said.append("More is being computed.")
    return Chart(
        _TITLES[s.charted],
        _TIME,
        quarters_axis("mean squared error per cell", high),
        series,
        (Level(GREY, "plain grey", pinned=True),) if high > GREY else (),
        " ".join(said),
    )


def at_step(scene: Scene, s: UnseenSettings) -> str:
    """The present step of the chart in words, least error first."""
    known = [(ys[s.timestep], name) for name in scene.charted(s) if (ys := scene.curve(name, s))]
    told = ", ".join(f"{DENOISERS[name].short} {short(error, 2)}" for error, name in sorted(known))
    return f"step {s.timestep} of {s.steps}" + (f": {told}" if told else "")
