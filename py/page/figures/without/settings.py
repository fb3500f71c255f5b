"""What the visitor can choose in the figure "Without the oracle"."""

from dataclasses import dataclass
from typing import Annotated

from page.denoisers import AVERAGER, IMPROVISER, LEARNER, MEMORISER, ORACLE, WEAVER
from page.samplers import SAMPLER_LABELS
from page.state.controls import (
    BACK,
    Choices,
    Dice,
    FigureSettings,
    Samplers,
    Schedules,
    Switch,
    Time,
)
from page.state.table import Spelled, Table
from unerase.noise import MAX_SEED

LANES = (MEMORISER, AVERAGER, IMPROVISER, LEARNER, WEAVER, ORACLE)
"""The denoisers that can have a lane, in the order in which the lanes stand."""

WHOLE = 63
"""The window that sees the whole picture from each of its pixels."""
WINDOWS = (*range(3, 32, 2), WHOLE)
"""How many pixels wide the improviser can see."""


def window_of(window: int) -> str:
    """The improviser's window in words."""
    return "the whole picture" if window == WHOLE else f"{window} × {window} cells"


def in_order(lanes: tuple[str, ...]) -> tuple[str, ...]:
    """Sorts lanes as LANES has them, each once."""
    return tuple(lane for lane in LANES if lane in lanes)


def read_lanes(text: str) -> tuple[str, ...]:
    """Reads lanes with points between them."""
    lanes = text.split(".")
    if not set(lanes) <= set(LANES):
        raise ValueError(f"some of {', '.join(LANES)}, with points between")
    return in_order(tuple(lanes))


@dataclass(frozen=True)
class WithoutSettings(FigureSettings):
    """lanes: some of LANES, in their order. seed fixes the start noise, walk the dice.

    twice: walk a second time with other dice. The first seed and dice were looked at: the
    improviser ends on a letter that is none.
    """

    lanes: Annotated[tuple[str, ...], Spelled(read_lanes, ".".join)] = (
        MEMORISER,
        AVERAGER,
        IMPROVISER,
        LEARNER,
    )
    window: Annotated[int, Choices(WINDOWS, window_of)] = 13
    schedule: Annotated[str, Schedules()] = "linear"
    sampler: Annotated[str, Samplers(SAMPLER_LABELS)] = "ddpm"
    seed: Annotated[int, Dice("dice", low=0)] = 3
    walk: Annotated[int, Dice("another")] = 1
    twice: Annotated[bool, Switch()] = False
    timestep: Annotated[int, Time(*BACK)] = 0
    shelved = True

    @property
    def shown(self) -> tuple[str, ...]:
        """The lanes that are seen: two walks are compared with the oracle's two."""
        return in_order((*self.lanes, ORACLE)) if self.twice else self.lanes

    @property
    def second_walk(self) -> int:
        """The dice of the second walk: the next ones."""
        return self.walk % MAX_SEED + 1


TABLE = Table("without.", WithoutSettings)
