"""What the article's figures are about: the visitor's own drawing, noise and schedule."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from page.state.curve import DEFAULT_CURVE
from page.state.points import DEFAULT_POINTS
from page.state.schedules import OWN, schedule_of
from page.state.shelf import LETTERS, Shelf
from page.state.table import packed
from unerase import Schedule, preset, to_signal
from unerase.pixels import pack_bits, unpack_bits
from unerase.presets import SIDE, preset_names

if TYPE_CHECKING:
    from page.figures.hero.settings import HeroSettings


@cache
def drawing_of(slug: str) -> bytes:
    """A preset as 1024 packed bits."""
    return pack_bits(preset(slug))


@lru_cache(maxsize=64)
def preset_of(drawing: bytes) -> str:
    """The preset that this drawing is, or nothing. They are drawn one by one, as far as needed."""
    return next((slug for slug in preset_names() if drawing_of(slug) == drawing), "")


DEFAULT_DRAWING = drawing_of(preset_names()[0])

read_drawing = packed(
    "1024 bits in base64url, 171 characters", lambda data: len(data) == len(DEFAULT_DRAWING)
)
"""Reads a drawing, 1024 packed bits."""


@dataclass(frozen=True)
class Subject:
    """The drawing of the hero, 1024 packed bits, and the seed of its start noise.

    curve: the visitor's own schedule, packed. shelf: the sketches in use. points: of the
    figure *Points*, packed.
    """

    drawing: bytes
    seed: int
    curve: bytes = DEFAULT_CURVE
    shelf: Shelf = LETTERS
    points: bytes = DEFAULT_POINTS

    @classmethod
    def of(cls, hero: HeroSettings, points: bytes = DEFAULT_POINTS) -> Subject:
        """The subject of the hero's settings, and these points."""
        return cls(hero.drawing, hero.seed, hero.curve, hero.shelf, points)

    @property
    def bits(self) -> NDArray[np.bool_]:
        """The drawing, shape (32, 32), True where there is ink; not to be written to."""
        return bits_of(self.drawing)

    @property
    def x0(self) -> NDArray[np.float32]:
        """The drawing as the engine sees it, ±1, shape (32, 32); not to be written to."""
        return _x0_of(self.drawing)

    def under(self, schedule: str, shelved: bool = False) -> Subject:
        """What matters of it: a curve under one's own schedule, a shelf to who knows it."""
        curve = self.curve if schedule == OWN else DEFAULT_CURVE
        shelf = self.shelf if shelved else LETTERS
        if curve is self.curve and shelf is self.shelf and self.points is DEFAULT_POINTS:
            return self
        return replace(self, curve=curve, shelf=shelf, points=DEFAULT_POINTS)

    def schedule(self, name: str, steps: int) -> Schedule:
        """The schedule of that name, which may be the visitor's own, at that many steps."""
        return schedule_of(name, steps, self.curve)


# With every stroke, all figures ask for the same drawing.
@lru_cache(maxsize=4)
def bits_of(drawing: bytes) -> NDArray[np.bool_]:
    """A drawing's cells, shape (32, 32), True where there is ink; not to be written to."""
    bits = unpack_bits(drawing, SIDE)
    bits.setflags(write=False)
    return bits


@lru_cache(maxsize=4)
def _x0_of(drawing: bytes) -> NDArray[np.float32]:
    x0 = to_signal(bits_of(drawing))
    x0.setflags(write=False)
    return x0


DEFAULT_SUBJECT = Subject(DEFAULT_DRAWING, 0)
