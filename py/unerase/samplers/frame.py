"""One stop of a walk, and the checks that every walk starts with."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from unerase import checks
from unerase.schedules import Schedule


@dataclass(frozen=True, eq=False)
class Frame:
    """The picture at step t and what the denoiser makes of it. Arrays are float32 of one shape.

    At t = 0 the walk is over: x0_hat is the picture itself and the denoiser has not been asked.
    """

    t: int
    alpha_bar: float
    x_t: NDArray[np.float32]
    x0_hat: NDArray[np.float32]


def check_start(
    x_start: NDArray[np.float32], schedule: Schedule, start: int | None
) -> tuple[NDArray[np.float32], int]:
    """Return the checked start picture and step (T when `start` is None), or raise ValueError."""
    top = schedule.steps
    return checks.picture("x_start", x_start), (
        top if start is None else checks.integer("start", start, 0, top)
    )
