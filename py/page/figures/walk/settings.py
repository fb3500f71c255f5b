"""What the visitor can choose in the figure "Walk back", and how a link spells it."""

from __future__ import annotations

from dataclasses import dataclass

from page.denoisers import LABELS, ORACLE, SHELVED
from page.state.schedules import NAMES
from page.state.table import Property, Table, number, one_of, whole, write_number
from unerase.noise import MAX_SEED

STEPS = 20
MAX_PAIR = MAX_SEED // 2


@dataclass(frozen=True)
class WalkSettings:
    """schedule: its name. timestep: 0 … 20. denoiser: its name. eta: 0 … 1.

    pair fixes the dice of both walks, 1 … MAX_PAIR. The first pair was looked at: from the default
    start its walks part early and, knowing the presets only, end on an umbrella and a music note.
    """

    schedule: str = "linear"
    timestep: int = STEPS
    denoiser: str = ORACLE
    eta: float = 1.0
    pair: int = 1
    steps: int = STEPS

    @property
    def walk_seeds(self) -> tuple[int, int]:
        """The walk seed of each walk; no two pairs share one. The first pair's are 1 and 2."""
        return 2 * self.pair - 1, 2 * self.pair

    @property
    def shelved(self) -> bool:
        """Whether what is shown depends on the shelf."""
        return self.denoiser in SHELVED


TABLE: Table[WalkSettings] = Table(
    "walk.",
    WalkSettings(),
    (
        Property("schedule", "schedule", one_of(*NAMES)),
        Property("timestep", "timestep", whole(0, STEPS)),
        Property("denoiser", "denoiser", one_of(*LABELS)),
        Property("eta", "eta", number(0, 1), write_number),
        Property("pair", "pair", whole(1, MAX_PAIR)),
    ),
)
