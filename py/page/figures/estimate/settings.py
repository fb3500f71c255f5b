"""What the visitor can choose in the figure "Estimate"."""

from dataclasses import dataclass
from typing import Annotated

from page.denoisers import LABELS, ORACLE
from page.state.controls import Denoisers, Dial, FigureSettings, Menu, Schedules, Segments, Time
from page.state.table import Table

SPELLINGS = {"noise": "noise", "clean": "clean picture", "score": "score", "v": "velocity"}
"""How the answer can be read, ε̂, x̂0, ∇log p or v̂: words by name."""
ANSWERS = tuple(SPELLINGS)


@dataclass(frozen=True)
class EstimateSettings(FigureSettings):
    """delta: how far every cell of the answer is put wrong, in the spelling `mistake`."""

    schedule: Annotated[str, Schedules()] = "linear"
    denoiser: Annotated[str, Denoisers(LABELS)] = ORACLE
    timestep: Annotated[int, Time()] = 8
    answer: Annotated[str, Segments(ANSWERS, part="reading")] = "noise"
    delta: Annotated[float, Dial(0, 0.5, notches=50)] = 0.1
    mistake: Annotated[str, Menu(SPELLINGS)] = "noise"


TABLE = Table("estimate.", EstimateSettings)
