"""Which steps of a fine schedule a walk stops at, where evenly spaced ones will not do."""

from __future__ import annotations

import numpy as np

from unerase import checks
from unerase.schedules import Schedule


def quadratic(fine: Schedule, steps: int) -> Schedule:
    """`fine` seen at `steps` stops that lie the closer together the nearer they are to the data.

    Stop i is fine step round(T·(i / steps)²), but never below i: after the "quadratic" sub-sequence
    of Song, Meng & Ermon 2021, appendix D.2. The last step of a walk is then one fine step wherever
    there are stops enough, so that little is left to blur what it lands on. steps is in 1 … T;
    raises ValueError outside it.
    """
    steps = checks.integer("steps", steps, 1, fine.steps)
    i = np.arange(steps + 1)
    stops = np.maximum(i, np.rint(fine.steps * (i / steps) ** 2).astype(np.intp))
    return Schedule(fine.name, fine.alpha_bar[stops])
