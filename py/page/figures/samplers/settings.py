"""What the visitor can choose in the figure "Samplers", and how a link spells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from page.denoisers import (
    AVERAGER,
    IMPROVISER,
    LABELS,
    LEARNER,
    MEASURED_AS,
    MEMORISER,
    PRESETS,
    SHELVED,
    WEAVER,
)
from page.state.schedules import NAMES
from page.state.table import Property, Table, one_of, whole
from unerase.noise import MAX_SEED
from unerase.samplers import SAMPLERS

LANES = 4
BUDGETS = (1, 2, 5, 10, 20, 50, 100)
"""How many denoiser calls every lane may make."""

GRAIN, LOCAL = "grain", "local"
"""Two denoisers of this figure's own; all others are those of `page.denoisers`."""

_SHARED = (MEMORISER, AVERAGER, IMPROVISER, WEAVER, LEARNER)

DENOISERS: Mapping[str, str] = MappingProxyType(
    {
        GRAIN: "Knows the presets, each with a grain",
        PRESETS: LABELS[PRESETS],
        LOCAL: "Improviser (patches of the presets)",
        **{name: LABELS[name] for name in _SHARED},
    }
)
"""The denoisers on offer. An oracle is not: with it all deterministic samplers draw alike."""

STEPS_CALLED: Mapping[str, str] = MappingProxyType(
    {GRAIN: "posterior mean", LOCAL: "local score", **MEASURED_AS}
)
"""What the steps of each denoiser are called in measurements."""

Lanes = tuple[str, ...]


@dataclass(frozen=True)
class SamplersSettings:
    """lanes: four different names of SAMPLERS. budget: one of BUDGETS.

    timestep: how many of these calls are still to come, from the budget (the start noise) down to
    0. walk fixes the dice of the lanes that throw some, 1 … MAX_SEED.
    """

    lanes: Lanes = ("ddim", "heun", "dpmpp", "ddpm")
    budget: int = 5
    denoiser: str = GRAIN
    schedule: str = "flow"
    walk: int = 1
    timestep: int = 0

    @property
    def steps(self) -> int:
        """Where time begins: with every call still to come."""
        return self.budget

    def with_lane(self, number: int, method: str) -> SamplersSettings:
        """The same with this method in that lane, 0 … 3; one that had it takes the other's."""
        old = self.lanes[number]
        swapped = {old: method, method: old}
        return replace(self, lanes=tuple(swapped.get(lane, lane) for lane in self.lanes))

    def with_budget(self, budget: int) -> SamplersSettings:
        """The same with another budget, at the end of the walks."""
        return replace(self, budget=budget, timestep=0)

    @property
    def shelved(self) -> bool:
        """Whether what is shown depends on the shelf."""
        return self.denoiser in SHELVED


def read_lanes(text: str) -> Lanes:
    """Reads four different methods with points between them."""
    lanes = tuple(text.split("."))
    if len(set(lanes)) != LANES or len(lanes) != LANES or not set(lanes) <= set(SAMPLERS):
        raise ValueError(f"{LANES} different ones of {', '.join(SAMPLERS)}, with points between")
    return lanes


def read_budget(text: str) -> int:
    """Reads one of BUDGETS."""
    return int(one_of(*map(str, BUDGETS))(text))


def _mend(s: SamplersSettings) -> tuple[SamplersSettings, str]:
    if s.timestep <= s.steps:
        return s, ""
    return replace(s, timestep=0), f"timestep={s.timestep}, which must be at most {s.steps}"


TABLE: Table[SamplersSettings] = Table(
    "samplers.",
    SamplersSettings(),
    (
        Property("lanes", "lanes", read_lanes, ".".join),
        Property("budget", "budget", read_budget),
        Property("denoiser", "denoiser", one_of(*DENOISERS)),
        Property("schedule", "schedule", one_of(*NAMES)),
        Property("walk", "walk", whole(1, MAX_SEED)),
        Property("timestep", "timestep", whole(0, BUDGETS[-1])),
    ),
    _mend,
)
