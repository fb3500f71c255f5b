"""One run of the story: a drawing, dissolved into noise and walked back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from unerase import checks
from unerase.denoisers import Denoiser, Oracle
from unerase.forward import diffuse_all
from unerase.noise import MAX_SEED, NoiseSource
from unerase.samplers import Frame, ddim, ddpm
from unerase.schedules import SCHEDULES, Schedule

WALKS: Mapping[str, str] = MappingProxyType({"ddpm": "stochastic", "ddim": "deterministic"})
"""The two ways back, by the name of their sampler."""


@dataclass(frozen=True, eq=False)
class Experiment:
    """Settings in, frames out: everything is fixed by x0, the schedule, the seed and the walk.

    x0 is a ±1 picture, float32. `seed` fixes the start noise eps; `seed` and `walk_seed` fix the
    noise that a stochastic walk draws, so another walk_seed is another way back from the same x_T.
    Raises ValueError for a picture that is not finite, a schedule or walk that does not exist,
    steps outside 1 … 1000 and seeds outside 0 … 2**32 - 1.
    """

    x0: NDArray[np.float32]
    schedule_name: str = "linear"
    steps: int = 20
    walk: str = "ddpm"
    seed: int = 0
    walk_seed: int = 1
    denoiser: Denoiser = field(init=False)
    schedule: Schedule = field(init=False)
    eps: NDArray[np.float32] = field(init=False)

    def __post_init__(self) -> None:
        checks.one_of("schedule_name", self.schedule_name, SCHEDULES)
        checks.one_of("walk", self.walk, WALKS)
        checks.integer("walk_seed", self.walk_seed, 1, MAX_SEED)
        oracle = Oracle(self.x0)
        set_once = object.__setattr__
        set_once(self, "x0", oracle.x0)
        set_once(self, "denoiser", oracle)
        set_once(self, "schedule", SCHEDULES[self.schedule_name](self.steps))
        eps = NoiseSource(self.seed).normal(oracle.x0.shape)
        eps.setflags(write=False)
        set_once(self, "eps", eps)

    @cached_property
    def forward(self) -> NDArray[np.float32]:
        """x_0 … x_T of the way into noise, shape (T + 1, *x0.shape), read-only."""
        frames = diffuse_all(self.x0, self.schedule, self.eps)
        frames.setflags(write=False)
        return frames

    def reverse(self, start: int | None = None) -> Iterator[Frame]:
        """The way back, from the forward picture at step `start` (T when None)."""
        start = self.schedule.steps if start is None else start
        x_start = self.forward[checks.integer("start", start, 0, self.schedule.steps)]
        walk_noise = NoiseSource(self.seed, stream=self.walk_seed)
        sampler = {"ddpm": ddpm, "ddim": ddim}[self.walk]
        return sampler(self.denoiser, self.schedule, x_start, walk_noise, start)
