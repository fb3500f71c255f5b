"""What the visitor can choose in the figure "The unseen drawing"."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from page.figures.unseen.masks import LOCKS
from page.figures.without.settings import LANES, WINDOWS, window_of
from page.state.controls import (
    SINGLE,
    Choices,
    Dice,
    FigureSettings,
    Menu,
    Schedules,
    Segments,
    Switch,
    Time,
)
from page.state.table import Table, write_switch

YOURS, KEPT, SHELVED = "yours", "kept", "shelf"
"""What the chart averages over: your drawing alone, or drawings that were kept aside from
all denoisers, or that stand on the shelf."""


@dataclass(frozen=True)
class UnseenSettings(FigureSettings):
    """locked: one of LOCKS. seed fixes the noise in the drawing, walk the dice of the walks back.

    shapes: whether the shelf of shapes stands in for the page's letters here, because shapes are
    what the learner was trained on. charted: YOURS, KEPT or SHELVED. timestep: how far the drawing
    is noised. The first noise and step were looked at: the eye sees
    no drawing any more, and the denoisers are as different as they can be.
    """

    schedule: Annotated[str, Schedules()] = "linear"
    window: Annotated[int, Choices(WINDOWS, window_of)] = 13
    locked: Annotated[str, Menu(LOCKS)] = "nothing"
    seed: Annotated[int, Dice("dice", low=0)] = 1
    walk: Annotated[int, Dice("another")] = 1
    timestep: Annotated[int, Time(*SINGLE)] = 8
    shapes: Annotated[bool, Switch()] = True
    charted: Annotated[str, Segments((YOURS, KEPT, SHELVED))] = YOURS
    fixed = (*LANES, "ddpm")
    shelved = True


class UnseenTable(Table[UnseenSettings]):
    """Links from before there was `shapes` say something else of this figure, and mean letters."""

    SHAPES = "unseen.shapes"

    def encode(self, settings: UnseenSettings) -> dict[str, str]:
        """Say which shelf, as soon as anything is said."""
        texts = super().encode(settings)
        return texts and texts | {self.SHAPES: write_switch(settings.shapes)}

    def decode(
        self, given: Mapping[str, str], source: str = "The link"
    ) -> tuple[UnseenSettings, list[str]]:
        """Letters, where it is not said and the rest is."""
        if self.SHAPES not in given and any(self.prefix + p.key in given for p in self.properties):
            given = {**given, self.SHAPES: write_switch(False)}
        return super().decode(given, source)


TABLE = UnseenTable("unseen.", UnseenSettings)
