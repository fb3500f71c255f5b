"""What the visitor can choose in the figure "Learn"."""

from dataclasses import dataclass
from typing import Annotated

from page.denoisers import TRAINED
from page.state.controls import Choices, FigureSettings, Menu, Number, Segments, Time
from page.state.table import Table
from page.widgets.numbers import whole
from unerase.noise import MAX_SEED

DRAWINGS, POINTS = "drawings", "points"
"""What there is to learn."""

ALL = "all"
SEES = {"10": "10 sketches", "30": "30 sketches", "90": "90 sketches", ALL: "the whole shelf"}
HIDDEN = {"32": "32", "64": "64", "128": "128"}

SHEETS = (50, 100, 200, 400, 800, 1600, 3200, 6400, 12_800)
"""The training steps after which it draws."""
NEWEST = SHEETS[-1]

POINT_STEPS = 60
"""The steps of a walk of points."""


def sheet_words(steps: int) -> str:
    """Which sheet that is."""
    return "the newest" if steps == NEWEST else f"after {whole(steps)}"


@dataclass(frozen=True)
class LearnSettings(FigureSettings):
    """what: DRAWINGS or POINTS. sees: how many sketches of the shelf are trained on, one of SEES.

    hidden: the units of each hidden layer. seed fixes the first weights, the batches, and which
    sketches are kept aside. sheet: the one shown large, or the last before it that there is.
    timestep: where the samples of points stand on their walk.
    """

    what: Annotated[str, Segments((DRAWINGS, POINTS))] = DRAWINGS
    sees: Annotated[str, Menu(SEES)] = "90"
    hidden: Annotated[str, Menu(HIDDEN)] = "128"
    seed: Annotated[int, Number("The seed", 0, MAX_SEED)] = 1
    sheet: Annotated[int, Choices(SHEETS, sheet_words)] = NEWEST
    timestep: Annotated[int, Time(most=POINT_STEPS)] = 0
    fixed = (TRAINED, "ddim", "linear")

    @property
    def steps(self) -> int:
        """Where a walk of points begins."""
        return POINT_STEPS

    @property
    def shelved(self) -> bool:
        """Drawings are learned from the shelf."""
        return self.what == DRAWINGS

    @property
    def pointed(self) -> bool:
        """Points come from the figure *Points*."""
        return self.what == POINTS


TABLE = Table("learn.", LearnSettings)
