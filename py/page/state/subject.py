"""What the article's figures are about: the visitor's own drawing and noise."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from page.state.settings import Settings
from unerase import to_signal, unpack_bits
from unerase.presets import SIDE


@dataclass(frozen=True)
class Subject:
    """The drawing of the hero, 1024 packed bits, and the seed of its start noise."""

    drawing: bytes
    seed: int

    @classmethod
    def of(cls, settings: Settings) -> Subject:
        """That of the hero's settings."""
        return cls(settings.drawing, settings.seed)

    @property
    def bits(self) -> NDArray[np.bool_]:
        """The drawing, shape (32, 32), True where there is ink."""
        return unpack_bits(self.drawing, SIDE)

    @property
    def x0(self) -> NDArray[np.float32]:
        """The drawing as the engine sees it, ±1, shape (32, 32)."""
        return to_signal(self.bits)


DEFAULT_SUBJECT = Subject.of(Settings())
