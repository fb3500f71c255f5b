"""A sheet of drawings that a network has made, each with its verdict."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from page.denoisers.known import Likeness
from page.figures.without.words import BLURRED
from page.state.shelf import Shelf
from page.widgets.words import away
from unerase.arrays import Picture
from unerase.metrics import undecided, verdict
from unerase.pixels import to_bits

Verdict = Literal["blur", "new", "close", "copy"]
VERDICTS: tuple[Verdict, ...] = ("blur", "new", "close", "copy")

GAP = 4


@dataclass(frozen=True, eq=False)
class Made:
    """One drawing, what to call it, and the sketch that it is most like."""

    picture: Picture
    verdict: Verdict
    near: Likeness

    @property
    def words(self) -> str:
        """The verdict, and the nearest sketch."""
        if self.verdict == "blur":
            return "blur"
        nearest = "" if self.verdict == "copy" else "nearest "
        return f"{self.verdict}: {nearest}{self.near.name}, {away(self.near.off)}"


@dataclass(frozen=True, eq=False)
class Sheet:
    """The drawings of one training step."""

    made: tuple[Made, ...]

    @cached_property
    def shares(self) -> dict[Verdict, int]:
        """How many drawings there are of each verdict."""
        found = Counter(one.verdict for one in self.made)
        return {verdict: found[verdict] for verdict in VERDICTS}

    @cached_property
    def row(self) -> NDArray[np.float32]:
        """All drawings beside one another, on paper."""
        return row_of([one.picture for one in self.made])


def row_of(pictures: list[Picture]) -> NDArray[np.float32]:
    """Drawings beside one another, on paper, with a gap between them."""
    gap = np.full((len(pictures[0]), GAP), -1, dtype=np.float32)
    parts = [part for picture in pictures for part in (picture, gap)][:-1]
    return np.concatenate(parts, axis=1)


def judged(drawings: Picture, seen: Shelf) -> Sheet:
    """What to call drawings, shape (N, 32, 32), of a network that has seen these sketches."""
    return Sheet(tuple(_judged(picture, seen) for picture in drawings))


def _judged(picture: Picture, seen: Shelf) -> Made:
    sketch, off = seen.nearest(to_bits(picture))
    near = Likeness(sketch.bits, sketch.name, off)
    return Made(picture, "blur" if undecided(picture) > BLURRED else verdict(off), near)
