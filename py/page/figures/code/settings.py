"""What the visitor can choose in the figure "The code": which part to read and to change.

The text is no setting: no link carries it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Literal

from page.denoisers import DENOISERS
from page.samplers import SAMPLER_SPECS
from page.state.controls import STEPS, FigureSettings, Grouped
from page.state.table import Spelled, Table, whole
from page.state.yours import Kind
from page.widgets.words import SCHEDULE_LABELS
from unerase.samplers import SAMPLERS
from unerase.schedules import SCHEDULES

OF_DENOISERS = ("oracle", "memoriser", "averager", "improviser", "weaver", "learner")
OF_SAMPLERS = tuple(name for name, one in SAMPLERS.items() if not one.options)
"""One for each function; the others are the same functions with an option."""
HALF_POWER, HALF_DICE, LEFT_HALF = "half-power", "half-dice", "left-half"
SCRATCH = "scratch"

PARTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "Schedules": {name: SCHEDULE_LABELS[name] for name in SCHEDULES},
        "Denoisers": {name: DENOISERS[name].short for name in OF_DENOISERS},
        "Samplers": {name: SAMPLER_SPECS[name].label for name in OF_SAMPLERS},
        "Exercises": {
            HALF_POWER: "1. Half of the power half way",
            HALF_DICE: "2. Half of the dice",
            LEFT_HALF: "3. Half of the drawing",
        },
        "Anything": {SCRATCH: "Scratch cell"},
    }
)
"""All that can be changed, by group: its label by its name in links."""

_KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        **dict.fromkeys(SCHEDULES, "schedule"),
        **dict.fromkeys(OF_DENOISERS, "denoiser"),
        **dict.fromkeys(OF_SAMPLERS, "sampler"),
        HALF_POWER: "schedule",
        HALF_DICE: "sampler",
        LEFT_HALF: "denoiser",
    }
)


def kind_of(part: str) -> Kind | Literal[""]:
    """What kind of part a text of this name makes; a scratch cell makes none."""
    return _KINDS.get(part, "")


@dataclass(frozen=True)
class CodeSettings(FigureSettings):
    """part: of PARTS. timestep: where the cursor of the chart stands, 0 … 20."""

    part: Annotated[str, Grouped(PARTS)] = "cosine"
    timestep: Annotated[int, Spelled(whole(0, STEPS))] = 10


TABLE = Table("code.", CodeSettings)
