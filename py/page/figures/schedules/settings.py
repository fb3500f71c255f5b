"""What the visitor can choose in the figure "Two schedules", and how a link spells it."""

from __future__ import annotations

from dataclasses import dataclass

from page.denoisers import LABELS, ORACLE, SHELVED
from page.state.table import Property, Table, one_of, switch, whole, write_switch

STEPS = 20


@dataclass(frozen=True)
class SchedulesSettings:
    """timestep: 0 … 20, of all schedules. denoiser: its name. literal: show the third schedule."""

    timestep: int = 10
    denoiser: str = ORACLE
    literal: bool = False
    steps: int = STEPS

    @property
    def shelved(self) -> bool:
        """Whether what is shown depends on the shelf."""
        return self.denoiser in SHELVED


TABLE: Table[SchedulesSettings] = Table(
    "schedules.",
    SchedulesSettings(),
    (
        Property("timestep", "timestep", whole(0, STEPS)),
        Property("denoiser", "denoiser", one_of(*LABELS)),
        Property("literal", "literal", switch, write_switch),
    ),
)
