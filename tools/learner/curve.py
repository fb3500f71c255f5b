"""How the learner's loss fell while it was trained, as a chart for the article."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import TypedDict

from page.widgets.charts.chart import Axis, Chart, Series
from page.widgets.numbers import short

FILE = Path(__file__).parent / "loss.json"
"""What training wrote, a line for every hundred steps."""

X = Axis("training step", 0, 6500, [(step, f"{step:,}") for step in range(0, 6001, 2000)])
Y = Axis("loss", 0.01, 0.5, [(y, f"{y:g}") for y in (0.01, 0.02, 0.05, 0.1, 0.2, 0.5)], log=True)


class _Point(TypedDict):
    step: int
    training: float
    seconds: float


class Point(_Point, total=False):
    """Losses since the point before. held_out: of the drawings that training does not see."""

    held_out: float


def points() -> list[Point]:
    """The curve of the network that the site ships."""
    found: list[Point] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def chart() -> Chart:
    """Both losses over the steps."""
    curve = points()
    first, last = curve[0], curve[-1]
    steps = [point["step"] for point in curve]
    apart = [point for point in curve if "held_out" in point]
    return Chart(
        "The learner's loss while it was trained",
        X,
        Y,
        (
            Series("training", "training drawings", steps, [point["training"] for point in curve]),
            Series(
                "held-out",
                "kept aside",
                [point["step"] for point in apart],
                [point.get("held_out", math.nan) for point in apart],
            ),
        ),
        summary=f"On its training drawings the loss falls from {short(first['training'])} in the "
        f"first {first['step']} steps to {short(last['training'])} at step {last['step']:,}; on "
        f"drawings kept aside it ends at {short(last.get('held_out', math.nan))}.",
    )
