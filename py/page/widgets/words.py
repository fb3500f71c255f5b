"""Words that several figures use for the same thing."""

from __future__ import annotations

from collections.abc import Iterable

from page.state.yours import LABEL, YOURS
from page.widgets.numbers import counted, percent
from unerase import Schedule
from unerase.metrics import Remains, detector_accuracy, remains
from unerase.presets import SIDE

CELLS = SIDE * SIDE

WEIGHTS_COMING = "The learner’s weights are loading."

SCHEDULE_LABELS = {
    "linear": "Linear",
    "cosine": "Cosine",
    "literal": "Linear, 20 literal betas",
    "scaled": "Scaled linear (Stable Diffusion)",
    "sigmoid": "Sigmoid",
    "poly": "Polynomial",
    "laplace": "Laplace",
    "karras": "Karras (EDM)",
    "flow": "Rectified flow",
    "custom": "Your own curve",
    YOURS: LABEL,
}
"""At 20 steps, which the article's figures have throughout."""


def schedule_labels(steps: int) -> dict[str, str]:
    """The menu's wording for each schedule at this number of steps."""
    return SCHEDULE_LABELS | {"literal": f"Linear, {steps} literal betas"}


def end_of(schedule: Schedule, cells: int = CELLS) -> Remains:
    """What a schedule ends in: the far end of a timeline."""
    return remains(schedule.at(schedule.steps), cells)


def detected(schedule: Schedule, cells: int = CELLS) -> str:
    """How often a perfect detector tells its last step from noise."""
    return percent(detector_accuracy(schedule.at(schedule.steps), cells))


def stops_short(schedule: Schedule, cells: int = CELLS) -> str:
    """A sentence about a schedule that does not end in noise; else nothing."""
    end = end_of(schedule, cells)
    if end == "noise":
        return ""
    return (
        f"The last step of this schedule is {end}: a perfect detector tells it from pure noise "
        f"{detected(schedule, cells)} of the time."
    )


def never_met(schedule: Schedule) -> str:
    """A sentence about walks from pure noise under a schedule that stops short; else nothing."""
    said = stops_short(schedule)
    return f"{said} These walks start from pure noise, which it never meets." if said else ""


def away(off: int) -> str:
    """How many cells a picture differs from its nearest drawing by."""
    return f"{counted(off, 'cell')} off" if off else "exact match"


def listed(things: Iterable[object]) -> str:
    """Words or numbers in a sentence: "3, 5 and 7"."""
    *first, last = map(str, things)
    return f"{', '.join(first)} and {last}" if first else last


def all_over(ends: Iterable[str]) -> str:
    """What is said when all walks have come to their ends."""
    return f"All walks are over. {' '.join(ends)}"
