"""The figure "Learn" before anything is trained: a run of the default settings, made by the build.

It takes seconds, so nothing of it is a fact that browsers compute again.
"""

from __future__ import annotations

from contextlib import nullcontext
from functools import cache
from itertools import pairwise

from page.figures.learn.cloud import BANDWIDTH, SAMPLES
from page.figures.learn.curves import bar, chart_of
from page.figures.learn.drawings import DrawingsRun
from page.figures.learn.scene import large, rows
from page.figures.learn.settings import NEWEST, SHEETS, LearnSettings
from page.figures.learn.words import (
    NOTHING_YET,
    limits_words,
    seen_words,
    shares_words,
    shown_words,
)
from page.figures.poster import Painted, Poster
from page.state.subject import DEFAULT_SUBJECT
from page.widgets.charts.svg import poster_of
from page.widgets.charts.table import table_of
from page.widgets.numbers import whole
from page.widgets.words import CELLS
from unerase.training.recipes import BATCH
from unerase.training.targets import LEVEL_FEATURES

DEFAULT = LearnSettings()
LENGTH = 3200
"""How many steps the run has."""
HALF = {"10": 200, "30": 800}
"""Shorter runs, by how many sketches they see: as long as it takes to copy half of the drawings."""


@cache
def run(sees: str = DEFAULT.sees, length: int = LENGTH) -> DrawingsRun:
    """A run of so many steps."""
    made = DrawingsRun(DEFAULT_SUBJECT.shelf, sees, int(DEFAULT.hidden), DEFAULT.seed, nullcontext)
    made.advance(length, lambda: True)
    return made


def copied(made: DrawingsRun) -> str:
    """The first sheet on which at least half of the drawings are copies."""
    for step, sheet in made.sheets.items():
        if 2 * sheet.shares["copy"] >= len(sheet.made):
            return whole(step)
    raise ValueError(f"no sheet up to step {made.steps} has as many copies")


def posters() -> dict[str, Painted]:
    """The rows, and the last sheet."""
    return {**large(run(), NEWEST), **rows(run())}


def drawings() -> dict[str, str]:
    """The chart and its table, and the bars."""
    chart = chart_of(run())
    bars = {f"shares-{steps}": bar(run().sheets.get(steps)) for steps in SHEETS}
    return {"chart": poster_of(chart), "table": table_of(chart), **bars}


def texts() -> dict[str, str]:
    """What is said of that run, here and in the chapter."""
    made, shown = run(), run().sheet(NEWEST)
    assert shown
    counts = {f"shares-{steps}": shares_words(made.sheets.get(steps)) for steps in SHEETS}
    words = {f"made-{i}": one.words for i, one in enumerate(shown[1].made)}
    averager = made.limits["averager"].shelf.mean
    passed = next(step for step, marked in made.marks.items() if marked.shelf.mean < averager)
    unseen = {step: marked.unseen.mean for step, marked in made.marks.items() if marked.unseen}
    return {
        **limits_words(made),
        **NOTHING_YET,
        "seen": seen_words(made),
        "shown": shown_words(shown),
        **counts,
        **words,
        "passed": whole(passed),
        "copies": str(shown[1].shares["copy"]),
        "best": whole(min(unseen, key=lambda step: unseen[step])),
        "sees": str(len(made.seen.sketches)),
        "half-90": copied(made),
        **{f"half-{sees}": copied(run(sees, length)) for sees, length in HALF.items()},
    }


def parameters(hidden: int = int(DEFAULT.hidden)) -> int:
    """How many numbers a network of drawings has: weights and biases of its three layers."""
    sizes = (CELLS + LEVEL_FEATURES, hidden, hidden, CELLS)
    return sum((inputs + 1) * units for inputs, units in pairwise(sizes))


FACTS = {
    "parameters": lambda: whole(parameters()),
    "batch": lambda: str(BATCH),
    "bandwidth": lambda: f"{BANDWIDTH:g}",
    "samples": lambda: str(SAMPLES),
}

POSTER = Poster(posters, drawings, texts, FACTS)
