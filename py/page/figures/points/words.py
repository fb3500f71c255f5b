"""What the figure "Points" says in words."""

from __future__ import annotations

from page.figures.points.scene import Numbers
from page.state.controls import Phase
from page.widgets.numbers import counted
from page.widgets.words import stops_short
from unerase import Schedule
from unerase.clouds import MAX_POINTS

OWN_POINTS = "Your own"
NOTHING_YET = "There are no points yet: place one on the plane or choose a preset."

ENOUGH = (
    f"{MAX_POINTS} points are the most that fit, so the rest were left out. "
    "Undo or Clear makes room."
)


def schedule_notice(schedule: Schedule, cells: int) -> str:
    """A plain warning when the schedule stops before noise, else an empty text."""
    said = stops_short(schedule, cells)
    return f"{said} Samples that start in pure noise start in the wrong place." if said else ""


def tally(count: int) -> str:
    """How many points there are, and how many there may be."""
    return f"{count} of {MAX_POINTS} points"


def shown_words(count: int, phase: Phase) -> str:
    """Who is on the plane."""
    if phase == "reverse":
        return f"{count} samples"
    return counted(count, "point")


def arrival_words(found: Numbers, phase: Phase) -> str:
    """What is said when the points have dissolved, or the samples have walked back."""
    if found.distance is None:
        mean, variance = pair(found.moments.mean), pair(found.moments.variance)
        return f"{shown_words(found.count, phase)} dissolved: mean{mean}, variance{variance}."
    return (
        f"The walk is over: {shown_words(found.count, phase)}, on average {found.distance:.4f} "
        "from the nearest point."
    )


def pair(values: tuple[float, float]) -> str:
    """Both coordinates, each with a sign's width, so that the numbers do not jitter.

    >>> pair((0.123, -1.5))
    ' 0.12, −1.50'
    """
    return ", ".join(f"{round(value, 2) + 0.0: .2f}".replace("-", "−") for value in values)
