"""What the visitor can choose in the figure "Estimate", and how a link spells it."""

from __future__ import annotations

from dataclasses import dataclass

from page.denoisers import LABELS, ORACLE, SHELVED
from page.state.schedules import NAMES
from page.state.table import Property, Table, number, one_of, whole, write_number

STEPS = 20
MAX_DELTA = 0.5
ANSWERS = ("noise", "clean", "score")
"""How the answer can be read: ε̂, x̂0, ∇log p."""


@dataclass(frozen=True)
class EstimateSettings:
    """schedule, denoiser: their names. timestep: 0 … 20. answer: one of ANSWERS.

    delta: how far every cell of the noise estimate is put wrong, 0 … 0.5.
    """

    schedule: str = "linear"
    denoiser: str = ORACLE
    timestep: int = 8
    answer: str = "noise"
    delta: float = 0.1
    steps: int = STEPS

    @property
    def shelved(self) -> bool:
        """Whether what is shown depends on the shelf."""
        return self.denoiser in SHELVED


TABLE: Table[EstimateSettings] = Table(
    "estimate.",
    EstimateSettings(),
    (
        Property("schedule", "schedule", one_of(*NAMES)),
        Property("denoiser", "denoiser", one_of(*LABELS)),
        Property("timestep", "timestep", whole(0, STEPS)),
        Property("answer", "answer", one_of(*ANSWERS)),
        Property("delta", "delta", number(0, MAX_DELTA), write_number),
    ),
)
