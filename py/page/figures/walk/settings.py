"""What the visitor can choose in the figure "Walk back"."""

from dataclasses import dataclass
from typing import Annotated

from page.denoisers import LABELS, ORACLE
from page.state.controls import BACK, STEPS, Denoisers, Dial, Dice, FigureSettings, Schedules, Time
from page.state.table import Table
from unerase.noise import MAX_SEED

MAX_PAIR = MAX_SEED // 2


@dataclass(frozen=True)
class WalkSettings(FigureSettings):
    """pair fixes the dice of both walks. The first pair was looked at: from the default start its
    walks part early and, knowing the presets only, end on an umbrella and a music note.
    """

    schedule: Annotated[str, Schedules()] = "linear"
    timestep: Annotated[int, Time(*BACK)] = STEPS
    denoiser: Annotated[str, Denoisers(LABELS)] = ORACLE
    eta: Annotated[float, Dial(0, 1, notches=20)] = 1.0
    pair: Annotated[int, Dice("another", high=MAX_PAIR, most=MAX_PAIR)] = 1

    @property
    def walk_seeds(self) -> tuple[int, int]:
        """The walk seed of each walk; no two pairs share one. The first pair's are 1 and 2."""
        return 2 * self.pair - 1, 2 * self.pair


TABLE = Table("walk.", WalkSettings)
