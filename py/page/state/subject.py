"""What the article's figures are about: the visitor's own drawing, noise and schedule."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from page.state.curve import DEFAULT_CURVE
from page.state.schedules import OWN, schedule_of
from page.state.settings import Settings
from page.state.shelf import LETTERS, Shelf
from unerase import Schedule, to_signal, unpack_bits
from unerase.presets import SIDE


@dataclass(frozen=True)
class Subject:
    """The drawing of the hero, 1024 packed bits, and the seed of its start noise.

    curve: the visitor's own schedule, packed. shelf: the sketches in use.
    """

    drawing: bytes
    seed: int
    curve: bytes = DEFAULT_CURVE
    shelf: Shelf = LETTERS

    @classmethod
    def of(cls, settings: Settings) -> Subject:
        """That of the hero's settings."""
        return cls(settings.drawing, settings.seed, settings.curve, settings.shelf)

    @property
    def bits(self) -> NDArray[np.bool_]:
        """The drawing, shape (32, 32), True where there is ink."""
        return unpack_bits(self.drawing, SIDE)

    @property
    def x0(self) -> NDArray[np.float32]:
        """The drawing as the engine sees it, ±1, shape (32, 32)."""
        return to_signal(self.bits)

    def under(self, schedule: str, shelved: bool = False) -> Subject:
        """What matters of it: a curve under one's own schedule, a shelf to who knows it."""
        return replace(
            self,
            curve=self.curve if schedule == OWN else DEFAULT_CURVE,
            shelf=self.shelf if shelved else LETTERS,
        )

    def schedule(self, name: str, steps: int) -> Schedule:
        """The schedule of that name, which may be the visitor's own, at that many steps."""
        return schedule_of(name, steps, self.curve)


DEFAULT_SUBJECT = Subject.of(Settings())
