"""Pictures side by side, as one picture."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from page.widgets.palette import Rgba, coloured
from unerase.pixels import tone

GAP = 2
STOPS = (0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20)
"""The steps, of 20, of which a strip has a picture."""
HALVES = {"early": STOPS[:6], "late": STOPS[6:]}
"""Those of the two canvases of a strip: on a phone one lies below the other."""


def strip(pictures: Iterable[NDArray[np.float32]], table: Rgba) -> Rgba:
    """Pictures of one shape in the colours of a table, with see-through gaps."""
    painted = coloured(tone(np.stack([*pictures])), table)
    count, height, width, _ = painted.shape
    rgba = np.zeros((height, count, width + GAP, 4), dtype=np.uint8)
    rgba[:, :, :width] = painted.transpose(1, 0, 2, 3)
    return np.ascontiguousarray(rgba.reshape(height, count * (width + GAP), 4)[:, :-GAP])
