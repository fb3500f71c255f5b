"""What the visitor can choose in the figure "Corrupt"."""

from dataclasses import dataclass
from typing import Annotated

from page.state.controls import Dice, FigureSettings, Schedules, Time
from page.state.table import Table


@dataclass(frozen=True)
class CorruptSettings(FigureSettings):
    """walk fixes, with the visitor's seed, the noise of the chain."""

    schedule: Annotated[str, Schedules()] = "linear"
    timestep: Annotated[int, Time()] = 6
    walk: Annotated[int, Dice("another")] = 1


TABLE = Table("corrupt.", CorruptSettings)
