"""What the visitor can choose in the figure "The unseen drawing"."""

from dataclasses import dataclass
from typing import Annotated

from page.figures.unseen.masks import LOCKS
from page.figures.without.settings import WINDOWS, window_of
from page.state.controls import SINGLE, Choices, Dice, FigureSettings, Menu, Schedules, Time
from page.state.table import Table


@dataclass(frozen=True)
class UnseenSettings(FigureSettings):
    """locked: one of LOCKS. seed fixes the noise in the drawing, walk the dice of the walks back.

    timestep: how far the drawing is noised. The first noise and step were looked at: the eye sees
    no drawing any more, and the denoisers are as different as they can be.
    """

    schedule: Annotated[str, Schedules()] = "linear"
    window: Annotated[int, Choices(WINDOWS, window_of)] = 13
    locked: Annotated[str, Menu(LOCKS)] = "nothing"
    seed: Annotated[int, Dice("dice", low=0)] = 1
    walk: Annotated[int, Dice("another")] = 1
    timestep: Annotated[int, Time(*SINGLE)] = 8
    shelved = True


TABLE = Table("unseen.", UnseenSettings)
