"""The chart of the figure "The code": what a part does at each step, beside the visitor's own."""

from __future__ import annotations

from page.figures.code.scene import Scene
from page.figures.code.words import NAMES
from page.state.controls import STEPS
from page.widgets.charts.chart import Axis, Chart, Series, quarters_axis, steps_axis

_X = steps_axis("step t", STEPS)


def _axis(label: str, most: float) -> Axis:
    """From 0 to the next of a few round numbers."""
    high = next((top for top in (0.25, 0.5, 1, 2, 4) if most <= top), max(most, 1.0))
    return quarters_axis(label, high)


def chart_of(scene: Scene) -> Chart:
    """Signal power of a schedule, errors of a denoiser, or how far two walks are apart."""
    lanes = {name: lane for name, lane in scene.lanes.items() if lane.over}
    title, label = {
        "schedule": ("Signal power by step", "signal power ᾱ"),
        "denoiser": ("Error of the answer by step", "MSE vs clean"),
        "sampler": ("How far the walks have to go", "MSE to the engine’s end"),
    }.get(scene.kind, ("", ""))
    series = []
    for dash, (name, lane) in enumerate(lanes.items()):
        order = sorted(range(len(lane.t)), key=lane.t.__getitem__)
        values = [lane.values[i] for i in order]
        series.append(Series(name, NAMES[name], range(STEPS + 1), values, dash=1 - dash))
    most = max((max(one.ys) for one in series), default=0.0)
    axis = quarters_axis(label) if scene.kind == "schedule" else _axis(label, most)
    ends = ", ".join(f"{one.label} {one.ys[STEPS // 2]:.3g}" for one in series)
    return Chart(title, _X, axis, tuple(series), summary=f"At step {STEPS // 2}: {ends}.")
