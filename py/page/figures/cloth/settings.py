"""What the visitor can choose in the figure "More cloth"."""

from dataclasses import dataclass
from typing import Annotated

from page.denoisers import WEAVER
from page.figures.cloth.patterns import Pattern, read_pattern, write_pattern
from page.state.controls import BACK, Dice, FigureSettings, Schedules, Time
from page.state.table import Made, Table

WINDOWS = (3, 5, 7, 9, 11, 13, 15)
"""The windows k at which the pattern is woven, the cheap ones first."""


@dataclass(frozen=True)
class ClothSettings(FigureSettings):
    """pattern: what is woven. seed fixes the start noise, walk the dice. The first pattern, seed
    and schedule were chosen by eye: rubble, a wall with surprises, and at last the wall itself.
    """

    pattern: Annotated[Pattern, Made(read_pattern, write_pattern)] = "bricks"
    seed: Annotated[int, Dice("dice", low=0)] = 0
    walk: Annotated[int, Dice("another")] = 1
    schedule: Annotated[str, Schedules()] = "cosine"
    timestep: Annotated[int, Time(*BACK)] = 0
    fixed = (WEAVER, "ddpm")


TABLE = Table("cloth.", ClothSettings)
