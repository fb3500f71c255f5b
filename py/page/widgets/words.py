"""Words that several figures use for the same thing."""

from __future__ import annotations

from collections.abc import Iterable

from page.widgets.numbers import counted, percent
from unerase import Schedule
from unerase.metrics import signal_left, snr

# Below this signal-to-noise ratio at T a start from pure noise is close enough to x_T.
NOISE_SNR = 0.01

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
}
"""At 20 steps, which the article's figures have throughout."""


def schedule_labels(steps: int) -> dict[str, str]:
    """The menu's wording for each schedule at this number of steps."""
    return SCHEDULE_LABELS | {"literal": f"Linear, {steps} literal betas"}


def stops_short(schedule: Schedule) -> bool:
    """Whether its last step still leaves more of the picture than a start from noise allows."""
    return snr(schedule.at(schedule.steps)) >= NOISE_SNR


def end_label(schedule: Schedule, noise: str = "noise") -> str:
    """What stands at the far end of a timeline."""
    return f"not yet {noise}" if stops_short(schedule) else noise


def never_met(schedule: Schedule) -> str:
    """A sentence about walks from pure noise under a schedule that stops short; else nothing."""
    if not stops_short(schedule):
        return ""
    left = percent(signal_left(schedule.at(schedule.steps)))
    return (
        f"This schedule’s last step still holds {left} of a drawing’s amplitude. "
        "These walks start from pure noise, which it never meets."
    )


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
