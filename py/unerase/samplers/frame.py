"""What a sampler is, what it yields, and the checks that every walk starts with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from unerase import checks
from unerase.answers import read_only
from unerase.denoisers import Denoiser
from unerase.noise import Noise
from unerase.schedules import Schedule


@dataclass(frozen=True, eq=False)
class Frame:
    """The picture at step t and what the denoiser makes of it.

    Arrays are float32 of one shape, and cannot be written to: the walk goes on from them.
    At t = 0 the walk is over: x0_hat is the picture itself and the denoiser has not been asked.
    calls: how often the denoiser was asked on the way from the start to x_t; what it said of x_t
    itself, x0_hat, is not among them yet.
    """

    t: int
    alpha_bar: float
    x_t: NDArray[np.float32]
    x0_hat: NDArray[np.float32]
    calls: int

    def __post_init__(self) -> None:
        x_t = read_only(self.x_t)
        x0_hat = x_t if self.x0_hat is self.x_t else read_only(self.x0_hat)
        object.__setattr__(self, "x_t", x_t)
        object.__setattr__(self, "x0_hat", x0_hat)


class Walk(Protocol):
    """Whatever walks: a sampler, its function, a partial of it.

    From x_start at step `start` (T when None) to step 0 it yields start + 1 frames.
    """

    def __call__(
        self,
        denoiser: Denoiser,
        schedule: Schedule,
        x_start: NDArray[np.float32],
        noise: Noise,
        start: int | None = None,
    ) -> Iterator[Frame]: ...


def check_start(
    x_start: NDArray[np.float32], schedule: Schedule, start: int | None
) -> tuple[NDArray[np.float32], int]:
    """Return the checked start picture and step (T when `start` is None), or raise ValueError."""
    top = schedule.steps
    return checks.picture("x_start", x_start), (
        top if start is None else checks.integer("start", start, 0, top)
    )
