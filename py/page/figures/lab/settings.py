"""What the visitor can choose in the figure "Schedule lab"."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from page.denoisers import LOCAL
from page.state.controls import BACK, Dice, FigureSettings, Segments, Switch, Time
from page.state.schedules import NAMES, missing
from page.state.table import Spelled, Table

ALPHA, SNR = "alpha", "snr"


def in_order(names: Iterable[str]) -> tuple[str, ...]:
    """Sorts schedules as the menu has them, each once."""
    wanted = set(names)
    return tuple(name for name in NAMES if name in wanted)


def read_shown(text: str) -> tuple[str, ...]:
    """Reads names of schedules with dots between them."""
    names = text.split(".")
    if not (set(names) <= set(NAMES) and len(set(names)) == len(names)):
        raise ValueError(f"some of {', '.join(NAMES)}, with dots between them")
    for name in names:
        if todo := missing(name):
            raise ValueError(f"without {name}, which has to be {todo}")
    return in_order(names)


@dataclass(frozen=True)
class LabSettings(FigureSettings):
    """shown: names of schedules, at least one, in the order of the menu. scale: of the chart.

    zero: whether every schedule is stretched to end in nothing but noise. timestep: of the chart's
    cursor and of the walks. walk fixes, with the visitor's seed, the noise of the walks: the
    default was looked at, and shows what most others show.
    """

    shown: Annotated[tuple[str, ...], Spelled(read_shown, ".".join)] = (
        "linear",
        "cosine",
        "literal",
    )
    scale: Annotated[str, Segments((ALPHA, SNR))] = ALPHA
    zero: Annotated[bool, Switch()] = False
    timestep: Annotated[int, Time(*BACK)] = 0
    walk: Annotated[int, Dice("another")] = 12
    fixed = (LOCAL, "ddpm")


TABLE = Table("lab.", LabSettings)
