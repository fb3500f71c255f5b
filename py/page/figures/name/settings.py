"""What the visitor can choose in the figure "Ask by name"."""

from dataclasses import dataclass
from typing import Annotated

from page.denoisers import LABELS, LEARNER, MEMORISER
from page.state.controls import BACK, Choices, Dice, FigureSettings, Menu, Time
from page.state.table import Spelled, Table, one_of
from unerase.shapes import KINDS, STYLES
from unerase.shelves.sketch import clean_name

SCHEDULE = "linear"
"""The schedule under which the learner's drawings were judged."""

DENOISERS = (LEARNER, MEMORISER)

WEIGHTS = (0.0, 1.0, 2.0, 4.0, 8.0)
"""The guidance of the sheets that are always there."""
NOTCHES = tuple(notch / 2 for notch in range(17))
"""The guidance that the visitor can choose for a sheet more."""

ANYTHING = ""
"""The kind, or the style, of somebody who does not mind; and the label that stands first."""


def read_label(text: str) -> str:
    """Reads a label and cleans it as a sketch's label is cleaned."""
    try:
        return clean_name("label", text)
    except ValueError:
        raise ValueError("a label as sketches have them") from None


def write_weight(weight: float) -> str:
    """Guidance as links and sentences have it."""
    return f"{weight:g}"


@dataclass(frozen=True)
class NameSettings(FigureSettings):
    """kind, style: of the engine's, or ANYTHING, for the learner.

    label: that of a sketch of the shelf, for the memoriser; the shelf's first when there is none
    such. seed fixes the start noise, walk the dice. The first name is a pair that training has
    never had.
    """

    denoiser: Annotated[str, Menu({name: LABELS[name] for name in DENOISERS})] = LEARNER
    kind: Annotated[str, Spelled(one_of(ANYTHING, *KINDS))] = "tree"
    style: Annotated[str, Spelled(one_of(ANYTHING, *STYLES))] = "striped"
    label: Annotated[str, Spelled(read_label)] = ANYTHING
    weight: Annotated[float, Choices(NOTCHES, write_weight)] = 1.5
    seed: Annotated[int, Dice("dice", low=0)] = 0
    walk: Annotated[int, Dice("another")] = 1
    timestep: Annotated[int, Time(*BACK)] = 0
    fixed = ("renoise",)

    @property
    def weights(self) -> tuple[float, ...]:
        """The guidance of every sheet; the last is the visitor's."""
        return (*WEIGHTS, self.weight)


TABLE = Table("name.", NameSettings)
