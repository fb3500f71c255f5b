"""An end in nothing but noise, for schedules that stop before it."""

from __future__ import annotations

import numpy as np

from unerase.schedules.schedule import Schedule


def zero_terminal_snr(schedule: Schedule) -> Schedule:
    """`schedule` stretched so that alpha_bar_T = 0 exactly (Lin et al. 2023, algorithm 1).

    With r = sqrt(alpha_bar): r_t becomes (r_t - r_T)·r_1 / (r_1 - r_T) for t = 1 … T; the first
    step stays as it was, and all others lose a little more. Where there is one step only, or none
    of the later ones takes any signal away, what is left is all taken by the last.
    """
    root = schedule.signal.copy()
    first, last = root[1], root[-1]
    if first > last:
        root[1:] = (root[1:] - last) * (first / (first - last))
    alpha_bar = np.minimum.accumulate(root**2)
    alpha_bar[-1] = 0.0
    return Schedule(schedule.name, alpha_bar)
