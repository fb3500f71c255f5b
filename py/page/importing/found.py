"""What was found in a file, and how it becomes a drawing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from page.figures.hero.settings import TABLE as HERO
from page.link import parts
from page.state.shelf import OWN
from unerase.pixels import unpack_bits
from unerase.presets import SIDE
from unerase.shelves.archive import MAX_PACKED

TONES = 256
MIDDLE, INK = 128, 255
MAX_LINK = 4 * MAX_PACKED // 3 + 4096
"""The longest link that can be ours: a shelf in base64url, and everything else in it."""

OURS = "A file saved by Unerase: it comes back exactly as it was, with its settings."
WITHOUT_SHELF = (
    "A file of Unerase: it comes back with its settings. Its shelf was too large for a link, so "
    "your own shelf takes its place, or the letters if you have none."
)
TOO_LONG = "The link in this file is too long to be one of ours, so only the picture was taken."


class NotUsable(ValueError):
    """Nothing can be drawn from the file; the message says why, and what to do."""


@dataclass(frozen=True, eq=False)
class Found:
    """darkness: 0 … 255, shape (32, 32), 0 is paper. state: the link of a file of ours, else None.

    note: what the visitor should know, in a sentence, or empty.
    """

    darkness: NDArray[np.uint8]
    state: str | None = None
    note: str = ""

    @classmethod
    def of_link(cls, state: str) -> Found:
        """What a file of ours holds: the drawing that its link carries."""
        settings, _ = HERO.decode(parts(state))
        darkness = unpack_bits(settings.drawing, SIDE).astype(np.uint8) * INK
        return cls(darkness, state, WITHOUT_SHELF if settings.shelf.name == OWN else OURS)

    def bits(self, threshold: int, invert: bool) -> NDArray[np.bool_]:
        """Ink where it is at least as dark as the threshold; the other way round when inverted."""
        ink: NDArray[np.bool_] = self.darkness >= threshold
        return ~ink if invert else ink

    def threshold(self) -> int:
        """Where light and dark part best (Otsu 1979); in the middle when all is one tone."""
        counts = np.bincount(self.darkness.reshape(-1), minlength=TONES).astype(np.float64)
        weighted = np.arange(TONES) * counts
        below, sum_below = np.cumsum(counts), np.cumsum(weighted)
        above, sum_above = counts.sum() - below, weighted.sum() - sum_below
        parted = (below > 0) & (above > 0)
        if not parted.any():
            return MIDDLE
        apart = np.zeros(TONES)
        means = sum_above[parted] / above[parted] - sum_below[parted] / below[parted]
        apart[parted] = below[parted] * above[parted] * means**2
        best = np.flatnonzero(apart >= apart.max() * (1 - 1e-12))
        return int(best[0] + best[-1]) // 2 + 1
