"""What the visitor can choose in the figure "Ask by name", and how a link spells it."""

from __future__ import annotations

from dataclasses import dataclass

from page.denoisers import LEARNER, MEMORISER, SHELVED
from page.state.table import Property, Table, one_of, whole
from unerase.noise import MAX_SEED
from unerase.shapes import KINDS, STYLES
from unerase.shelves.sketch import clean_name

STEPS = 20
SCHEDULE = "linear"
"""That under which the learner's drawings were judged."""

DENOISERS = (LEARNER, MEMORISER)

WEIGHTS = (0.0, 1.0, 2.0, 4.0, 8.0)
"""The guidance of the sheets that are always there."""
NOTCHES = tuple(notch / 2 for notch in range(17))
"""The guidance that the visitor can choose for a sheet more."""

ANYTHING = ""
"""The kind, or the style, of somebody who does not mind; and the label that stands first."""


@dataclass(frozen=True)
class NameSettings:
    """denoiser: one of DENOISERS. kind, style: of the engine's, or ANYTHING, for the learner.

    label: that of a sketch of the shelf, for the memoriser; the shelf's first when there is none
    such. weight: one of NOTCHES. seed fixes the start noise, 0 … MAX_SEED; walk the dice,
    1 … MAX_SEED. timestep: 0 … 20. The first name is a pair that training has never had.
    """

    denoiser: str = LEARNER
    kind: str = "tree"
    style: str = "striped"
    label: str = ANYTHING
    weight: float = 1.5
    seed: int = 0
    walk: int = 1
    timestep: int = 0
    steps: int = STEPS

    @property
    def weights(self) -> tuple[float, ...]:
        """The guidance of every sheet; the last is the visitor's."""
        return (*WEIGHTS, self.weight)

    @property
    def shelved(self) -> bool:
        """Whether what is shown depends on the shelf."""
        return self.denoiser in SHELVED


def read_label(text: str) -> str:
    """Reads a label, cleaned as those of sketches are."""
    try:
        return clean_name("label", text)
    except ValueError:
        raise ValueError("a label as sketches have them") from None


def read_weight(text: str) -> float:
    """Reads one of NOTCHES."""
    return float(one_of(*map(write_weight, NOTCHES))(text))


def write_weight(weight: float) -> str:
    """Writes what `read_weight` reads."""
    return f"{weight:g}"


TABLE: Table[NameSettings] = Table(
    "name.",
    NameSettings(),
    (
        Property("denoiser", "denoiser", one_of(*DENOISERS)),
        Property("kind", "kind", one_of(ANYTHING, *KINDS)),
        Property("style", "style", one_of(ANYTHING, *STYLES)),
        Property("label", "label", read_label),
        Property("weight", "weight", read_weight, write_weight),
        Property("seed", "seed", whole(0, MAX_SEED)),
        Property("walk", "walk", whole(1, MAX_SEED)),
        Property("timestep", "timestep", whole(0, STEPS)),
    ),
)
