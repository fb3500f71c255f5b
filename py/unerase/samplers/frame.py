"""What a walk yields, and what walks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from unerase.arrays import Picture
from unerase.denoisers import Denoiser
from unerase.noise import Noise
from unerase.schedules import Schedule


@dataclass(frozen=True, eq=False, slots=True)
class Frame:
    """The picture at step t and what the denoiser makes of it.

    Arrays are float32 of one shape. Those of a walk cannot be written to: it goes on from them.
    At t = 0 the walk is over: x0_hat is the picture itself and the denoiser has not been asked.
    calls: how often the denoiser was asked on the way from the start to x_t; what it said of x_t
    itself, x0_hat, is not among them yet.
    """

    t: int
    alpha_bar: float
    x_t: Picture
    x0_hat: Picture
    calls: int


class Walk(Protocol):
    """Whatever walks: a sampler, its function, a partial of it.

    From x_start at step `start` (T when None) to step 0 it yields start + 1 frames.
    """

    def __call__(
        self,
        denoiser: Denoiser,
        schedule: Schedule,
        x_start: Picture,
        noise: Noise,
        start: int | None = None,
    ) -> Iterator[Frame]: ...
