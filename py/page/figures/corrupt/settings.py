"""What the visitor can choose in the figure "Corrupt", and how a link spells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from page.state.schedules import NAMES
from page.state.table import Property, Table, one_of, whole
from unerase.noise import MAX_SEED

STEPS = 20


@dataclass(frozen=True)
class CorruptSettings:
    """schedule: its name. timestep: 0 … 20. walk: fixes the noise of the chain, 1 … 2**32 - 1."""

    schedule: str = "linear"
    timestep: int = 6
    walk: int = 1
    steps: int = STEPS
    shelved: ClassVar[bool] = False


TABLE: Table[CorruptSettings] = Table(
    "corrupt.",
    CorruptSettings(),
    (
        Property("schedule", "schedule", one_of(*NAMES)),
        Property("timestep", "timestep", whole(0, STEPS)),
        Property("walk", "walk", whole(1, MAX_SEED)),
    ),
)
