"""The figure "Schedule lab" as it stands before Python has started."""

from __future__ import annotations

from page.figures.lab.curves import chart_of, own_chart
from page.figures.lab.scene import default_lanes
from page.figures.lab.settings import LabSettings
from page.figures.lab.strip import HALVES, strip
from page.figures.poster import Picture
from page.state.subject import DEFAULT_SUBJECT
from page.widgets.charts.svg import poster_of
from page.widgets.charts.table import table_of
from page.widgets.palette import Rgba


def posters() -> dict[str, Picture]:
    """Where the walks end at the default settings, by the name of the place."""
    t = LabSettings().timestep
    return {f"{name}-walk": Picture(lane.walked(t)) for name, lane in default_lanes().items()}


def strips(table: Rgba) -> dict[str, Rgba]:
    """The drawing on its way into noise, in colour: with gaps it is no picture of tones."""
    return {
        f"{name}-{half}": strip(lane.noisy(), half, table)
        for name, lane in default_lanes().items()
        for half in HALVES
    }


def drawings() -> dict[str, str]:
    """The posters that are vector graphics, and the chart's table, as markup."""
    chart = chart_of(default_lanes(), LabSettings().scale)
    widths = (358, 500)  # across a phone, and with the other chart beside it
    return {
        "chart": poster_of(chart, widths),
        "table": table_of(chart),
        "own": poster_of(own_chart(DEFAULT_SUBJECT.curve), widths),
    }
