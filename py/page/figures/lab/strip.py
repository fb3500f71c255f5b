"""Pictures of a lane side by side, as one picture."""

from __future__ import annotations

import numpy as np

from page.figures.lab.scene import STOPS, Values
from page.widgets.palette import Rgba, coloured
from unerase.pixels import tone

GAP = 2
HALVES = {"early": STOPS[:6], "late": STOPS[6:]}
"""The stops of both canvases of a lane: on a phone one lies below the other."""


def strip(noisy: Values, half: str, table: Rgba) -> Rgba:
    """The pictures at the stops of one half, with see-through gaps; `noisy` has every step."""
    pictures = coloured(tone(noisy[HALVES[half]]), table)
    count, height, width, _ = pictures.shape
    rgba = np.zeros((height, count, width + GAP, 4), dtype=np.uint8)
    rgba[:, :, :width] = pictures.transpose(1, 0, 2, 3)
    return np.ascontiguousarray(rgba.reshape(height, count * (width + GAP), 4)[:, :-GAP])
