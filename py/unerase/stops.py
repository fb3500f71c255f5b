"""Which steps of a fine schedule a walk stops at: fewer steps, the same way."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from unerase import checks
from unerase.arrays import Floats
from unerase.schedules.schedule import Schedule


def trailing(fine: Schedule, steps: int) -> Schedule:
    """`fine` seen at evenly spaced stops that end at its last step (Lin et al. 2023, §3.3).

    Stop i is fine step round(i·T / steps). As in all of these, steps is in 1 … T.
    """
    steps = checks.integer("steps", steps, 1, fine.steps)
    return _seen_at(fine, np.round(np.arange(1, steps + 1) * fine.steps / steps))


def leading(fine: Schedule, steps: int) -> Schedule:
    """`fine` seen at evenly spaced stops that begin at its first step.

    Stop i is fine step 1 + (i - 1)·floor(T / steps), as in the code of Ho et al. 2020 and of Song
    et al. 2021. The last steps of `fine`, where the most noise is, are never seen: what Lin et al.
    2023 (§3.3) call flawed.
    """
    steps = checks.integer("steps", steps, 1, fine.steps)
    return _seen_at(fine, 1 + np.arange(steps) * (fine.steps // steps))


def linspace(fine: Schedule, steps: int) -> Schedule:
    """`fine` seen at evenly spaced stops from its first step to its last (one stop: the last).

    Stop i is fine step 1 + round((i - 1)·(T - 1) / (steps - 1)) (Nichol & Dhariwal 2021, §4).
    """
    steps = checks.integer("steps", steps, 1, fine.steps)
    if steps == 1:
        return trailing(fine, 1)
    return _seen_at(fine, 1 + np.round(np.linspace(0, fine.steps - 1, steps)))


def quadratic(fine: Schedule, steps: int) -> Schedule:
    """`fine` seen at `steps` stops that lie the closer together the nearer they are to the data.

    Stop i is fine step round(T·(i / steps)²), but never below i: after the "quadratic" sub-sequence
    of Song, Meng & Ermon 2021, appendix D.2. The last step of a walk is then one fine step wherever
    there are stops enough, so that little is left to blur what it lands on.
    """
    steps = checks.integer("steps", steps, 1, fine.steps)
    i = np.arange(1, steps + 1)
    return _seen_at(fine, np.maximum(i, np.rint(fine.steps * (i / steps) ** 2)))


def _seen_at(fine: Schedule, stops: Floats | NDArray[np.intp]) -> Schedule:
    """The schedule of these steps of `fine`, after the clean picture."""
    seen = np.concatenate(([0], stops)).astype(np.intp)
    return Schedule(fine.name, fine.alpha_bar[seen])
