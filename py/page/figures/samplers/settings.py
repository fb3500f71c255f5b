"""What the visitor can choose in the figure "Samplers"."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Annotated

from page.denoisers import DENOISERS, GRAIN, ORACLE
from page.samplers import SAMPLER_LABELS, missing
from page.state.controls import BACK, Denoisers, Dice, FigureSettings, Schedules, Segments, Time
from page.state.table import Spelled, Table

LANES = 4
BUDGETS = (1, 2, 5, 10, 20, 50, 100)
"""How many denoiser calls every lane may make."""

OFFERED: Mapping[str, str] = MappingProxyType(
    {name: spec.label for name, spec in DENOISERS.items() if name != ORACLE}
)
"""The denoisers on offer. An oracle is not: with it all deterministic samplers draw alike."""

Lanes = tuple[str, ...]


def read_lanes(text: str) -> Lanes:
    """Reads four different methods with points between them."""
    lanes = tuple(text.split("."))
    if len(set(lanes)) != LANES or len(lanes) != LANES or not set(lanes) <= set(SAMPLER_LABELS):
        listed = ", ".join(SAMPLER_LABELS)
        raise ValueError(f"{LANES} different ones of {listed}, with points between")
    for lane in lanes:
        if todo := missing(lane):
            raise ValueError(f"without {lane}, which has to be {todo}")
    return lanes


@dataclass(frozen=True)
class SamplersSettings(FigureSettings):
    """lanes: four different names of samplers. walk fixes the dice of the lanes that throw some.

    timestep: how many of the budget's calls are still to come, from all of them (the start noise)
    down to 0.
    """

    lanes: Annotated[Lanes, Spelled(read_lanes, ".".join)] = ("ddim", "heun", "dpmpp", "ddpm")
    budget: Annotated[int, Segments(BUDGETS)] = 5
    denoiser: Annotated[str, Denoisers(OFFERED)] = GRAIN
    schedule: Annotated[str, Schedules()] = "flow"
    walk: Annotated[int, Dice("another")] = 1
    timestep: Annotated[int, Time(*BACK, most=BUDGETS[-1])] = 0

    @property
    def steps(self) -> int:
        """Where time begins: with every call still to come."""
        return self.budget

    def with_lane(self, number: int, method: str) -> "SamplersSettings":
        """These settings with a method in a lane, 0 … 3; a lane that had it takes the other's."""
        old = self.lanes[number]
        swapped = {old: method, method: old}
        return replace(self, lanes=tuple(swapped.get(lane, lane) for lane in self.lanes))


def _mend(s: SamplersSettings) -> tuple[SamplersSettings, str]:
    if s.timestep <= s.steps:
        return s, ""
    return replace(s, timestep=0), f"timestep={s.timestep}, which must be at most {s.steps}"


TABLE = Table("samplers.", SamplersSettings, _mend)
