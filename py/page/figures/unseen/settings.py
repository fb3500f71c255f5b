"""What the visitor can choose in the figure "The unseen drawing", and how a link spells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from page.figures.unseen.masks import LOCKS
from page.figures.without.settings import read_window
from page.state.schedules import NAMES
from page.state.table import Property, Table, one_of, whole
from unerase.noise import MAX_SEED

STEPS = 20


@dataclass(frozen=True)
class UnseenSettings:
    """schedule: its name. window: one of WINDOWS. locked: one of LOCKS.

    seed fixes the noise in the drawing, 0 … MAX_SEED; walk the dice of the walks back, 1 …
    MAX_SEED. timestep: how far the drawing is noised, 0 … 20. The first noise and step were looked
    at: the eye sees no drawing any more, and the denoisers are as different as they can be.
    """

    schedule: str = "linear"
    window: int = 13
    locked: str = "nothing"
    seed: int = 1
    walk: int = 1
    timestep: int = 8
    steps: int = STEPS
    shelved: ClassVar[bool] = True


TABLE: Table[UnseenSettings] = Table(
    "unseen.",
    UnseenSettings(),
    (
        Property("schedule", "schedule", one_of(*NAMES)),
        Property("window", "window", read_window),
        Property("locked", "locked", one_of(*LOCKS)),
        Property("seed", "seed", whole(0, MAX_SEED)),
        Property("walk", "walk", whole(1, MAX_SEED)),
        Property("timestep", "timestep", whole(0, STEPS)),
    ),
)
