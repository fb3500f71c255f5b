"""What the visitor can choose in the figure "Without the oracle", and how a link spells it."""

from __future__ import annotations

from dataclasses import dataclass

from page.denoisers import AVERAGER, IMPROVISER, LEARNER, MEMORISER, ORACLE, WEAVER
from page.state.schedules import NAMES
from page.state.table import Property, Table, one_of, switch, whole, write_switch
from unerase.noise import MAX_SEED
from unerase.samplers import SAMPLERS

STEPS = 20
LANES = (MEMORISER, AVERAGER, IMPROVISER, LEARNER, WEAVER, ORACLE)
"""The denoisers that can have a lane, in the order in which the lanes stand."""

WHOLE = 63
"""The window that sees the whole picture from each of its pixels."""
WINDOWS = (*range(3, 32, 2), WHOLE)
"""How many pixels wide the improviser can see."""


@dataclass(frozen=True)
class WithoutSettings:
    """lanes: some of LANES, in their order. window: one of WINDOWS. schedule, sampler: their names.

    seed fixes the start noise, 0 … MAX_SEED; walk the dice, 1 … MAX_SEED. twice: walk a second time
    with other dice. timestep: 0 … 20. The first seed and dice were looked at: the improviser ends
    on a letter that is none.
    """

    lanes: tuple[str, ...] = (MEMORISER, AVERAGER, IMPROVISER, LEARNER)
    window: int = 13
    schedule: str = "linear"
    sampler: str = "ddpm"
    seed: int = 3
    walk: int = 1
    twice: bool = False
    timestep: int = 0
    steps: int = STEPS

    @property
    def shown(self) -> tuple[str, ...]:
        """The lanes that are seen: two walks are compared with the oracle's two."""
        return in_order((*self.lanes, ORACLE)) if self.twice else self.lanes

    @property
    def shelved(self) -> bool:
        """Whether what is shown depends on the shelf."""
        return True

    @property
    def second_walk(self) -> int:
        """The dice of the second walk: the next ones."""
        return self.walk % MAX_SEED + 1


def in_order(lanes: tuple[str, ...]) -> tuple[str, ...]:
    """The same lanes, each once, in the order of LANES."""
    return tuple(lane for lane in LANES if lane in lanes)


def read_lanes(text: str) -> tuple[str, ...]:
    """Reads lanes with points between them."""
    lanes = text.split(".")
    if not set(lanes) <= set(LANES):
        raise ValueError(f"some of {', '.join(LANES)}, with points between")
    return in_order(tuple(lanes))


def read_window(text: str) -> int:
    """Reads one of WINDOWS."""
    return int(one_of(*map(str, WINDOWS))(text))


TABLE: Table[WithoutSettings] = Table(
    "without.",
    WithoutSettings(),
    (
        Property("lanes", "lanes", read_lanes, ".".join),
        Property("window", "window", read_window),
        Property("schedule", "schedule", one_of(*NAMES)),
        Property("sampler", "sampler", one_of(*SAMPLERS)),
        Property("seed", "seed", whole(0, MAX_SEED)),
        Property("walk", "walk", whole(1, MAX_SEED)),
        Property("twice", "twice", switch, write_switch),
        Property("timestep", "timestep", whole(0, STEPS)),
    ),
)
