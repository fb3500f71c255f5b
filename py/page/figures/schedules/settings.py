"""What the visitor can choose in the figure "Two schedules"."""

from dataclasses import dataclass
from typing import Annotated

from page.denoisers import LABELS, ORACLE
from page.state.controls import AHEAD, Denoisers, FigureSettings, Switch, Time
from page.state.table import Table


@dataclass(frozen=True)
class SchedulesSettings(FigureSettings):
    """timestep: of all schedules. literal: whether the third one is shown."""

    timestep: Annotated[int, Time(*AHEAD)] = 10
    denoiser: Annotated[str, Denoisers(LABELS)] = ORACLE
    literal: Annotated[bool, Switch()] = False

    @property
    def fixed(self) -> tuple[str, ...]:
        return ("linear", "cosine", *(("literal",) if self.literal else ()))


TABLE = Table("schedules.", SchedulesSettings)
