"""What the visitor can choose in the figure "More cloth", and how a link spells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from page.figures.cloth.patterns import Pattern, read_pattern, write_pattern
from page.state.schedules import NAMES
from page.state.table import Property, Table, one_of, whole
from unerase.noise import MAX_SEED

STEPS = 20
WINDOWS = (3, 5, 7, 9, 11, 13, 15)
"""The windows k at which the pattern is woven, the cheap ones first."""


@dataclass(frozen=True)
class ClothSettings:
    """pattern: what is woven. schedule: its name. timestep: 0 … 20.

    seed fixes the start noise, 0 … MAX_SEED; walk the dice, 1 … MAX_SEED. The first pattern, seed
    and schedule were chosen by eye: rubble, a wall with surprises, and at last the wall itself.
    """

    pattern: Pattern = "bricks"
    seed: int = 0
    walk: int = 1
    schedule: str = "cosine"
    timestep: int = 0
    steps: int = STEPS
    shelved: ClassVar[bool] = False


TABLE: Table[ClothSettings] = Table(
    "cloth.",
    ClothSettings(),
    (
        Property("pattern", "pattern", read_pattern, write_pattern),
        Property("seed", "seed", whole(0, MAX_SEED)),
        Property("walk", "walk", whole(1, MAX_SEED)),
        Property("schedule", "schedule", one_of(*NAMES)),
        Property("timestep", "timestep", whole(0, STEPS)),
    ),
)
