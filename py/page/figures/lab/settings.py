"""What the visitor can choose in the figure "Schedule lab", and how a link spells it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from page.state.schedules import NAMES
from page.state.table import Property, Table, one_of, switch, whole, write_switch
from unerase.noise import MAX_SEED

STEPS = 20
ALPHA, SNR = "alpha", "snr"


@dataclass(frozen=True)
class LabSettings:
    """shown: names of schedules, at least one, in the order of the menu. scale: of the chart.

    zero: whether every schedule is stretched to end in nothing but noise. timestep: 0 … 20, of the
    chart's cursor and of the walks. walk fixes, with the visitor's seed, the noise of the walks:
    the default was looked at, and shows what most others show.
    """

    shown: tuple[str, ...] = ("linear", "cosine", "literal")
    scale: str = ALPHA
    zero: bool = False
    timestep: int = 0
    walk: int = 12
    steps: int = STEPS
    shelved: ClassVar[bool] = False


def in_order(names: Iterable[str]) -> tuple[str, ...]:
    """The same schedules, each once, as the menu has them."""
    wanted = set(names)
    return tuple(name for name in NAMES if name in wanted)


def read_shown(text: str) -> tuple[str, ...]:
    """Reads names of schedules with dots between them."""
    names = text.split(".")
    if not (set(names) <= set(NAMES) and len(set(names)) == len(names)):
        raise ValueError(f"some of {', '.join(NAMES)}, with dots between them")
    return in_order(names)


TABLE: Table[LabSettings] = Table(
    "lab.",
    LabSettings(),
    (
        Property("shown", "shown", read_shown, ".".join),
        Property("scale", "scale", one_of(ALPHA, SNR)),
        Property("zero", "zero", switch, write_switch),
        Property("timestep", "timestep", whole(0, STEPS)),
        Property("walk", "walk", whole(1, MAX_SEED)),
    ),
)
