"""What the article's figures are about: the visitor's own drawing, noise and schedule."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from page.state.curve import DEFAULT_CURVE
from page.state.schedules import OWN, schedule_of
from page.state.settings import Settings
from unerase import Schedule, to_signal, unpack_bits
from unerase.presets import SIDE


@dataclass(frozen=True)
class Subject:
    """The drawing of the hero, 1024 packed bits, the seed of its start noise, and the own curve."""

    drawing: bytes
    seed: int
    curve: bytes = DEFAULT_CURVE

    @classmethod
    def of(cls, settings: Settings) -> Subject:
        """That of the hero's settings."""
        return cls(settings.drawing, settings.seed, settings.curve)

    @property
    def bits(self) -> NDArray[np.bool_]:
        """The drawing, shape (32, 32), True where there is ink."""
        return unpack_bits(self.drawing, SIDE)

    @property
    def x0(self) -> NDArray[np.float32]:
        """The drawing as the engine sees it, ±1, shape (32, 32)."""
        return to_signal(self.bits)

    def under(self, schedule: str) -> Subject:
        """What matters of it under that schedule: another curve changes nothing under others."""
        return self if schedule == OWN else replace(self, curve=DEFAULT_CURVE)

    def schedule(self, name: str, steps: int) -> Schedule:
        """The schedule of that name, which may be the visitor's own, at that many steps."""
        return schedule_of(name, steps, self.curve)


DEFAULT_SUBJECT = Subject.of(Settings())
