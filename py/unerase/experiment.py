"""Whole runs: a drawing dissolved into noise and walked back, or a picture from noise alone."""

from __future__ import annotations

from collections.abc import Iterator

from unerase import checks
from unerase.arrays import Picture
from unerase.denoisers import Denoiser
from unerase.forward import diffuse, diffuse_all
from unerase.noise import MAX_SEED, NoiseSource, start_noise
from unerase.samplers import Frame, Walk, ddpm
from unerase.schedules import Schedule


class Experiment:
    """Settings in, frames out: everything is fixed by the arguments.

    x0 is a ±1 picture, float32; it is copied. `seed`, 0 … 2**32 - 1, fixes the start noise eps;
    `seed` and `walk_seed`, 1 … 2**32 - 1, fix the noise that a stochastic sampler draws, so another
    walk_seed is another way back from the same x_T.
    """

    def __init__(
        self,
        x0: Picture,
        schedule: Schedule,
        denoiser: Denoiser,
        sampler: Walk,
        seed: int = 0,
        walk_seed: int = 1,
    ) -> None:
        self.x0 = checks.picture("x0", x0).copy()
        self.x0.setflags(write=False)
        self.schedule, self.denoiser, self.sampler = schedule, denoiser, sampler
        self.seed, self.walk_seed = seed, checks.integer("walk_seed", walk_seed, 1, MAX_SEED)
        self.eps = start_noise(seed, self.x0.shape)

    def forward(self, first: int = 0, end: int | None = None) -> Picture:
        """x_first … x_{end - 1} of the way into noise (all T + 1 when not told otherwise).

        Shape (end - first, *x0.shape).
        """
        return diffuse_all(self.x0, self.schedule, self.eps, first, end)

    def at(self, t: int) -> Picture:
        """x_t of the way into noise, for t in 0 … T."""
        return diffuse(self.x0, self.schedule.at(t), self.eps)

    def reverse(self, start: int | None = None) -> Iterator[Frame]:
        """The way back, from the forward picture at step `start` (T when None)."""
        top = self.schedule.steps
        start = top if start is None else checks.integer("start", start, 0, top)
        walk_noise = NoiseSource(self.seed, stream=self.walk_seed)
        return self.sampler(self.denoiser, self.schedule, self.at(start), walk_noise, start)


def sample(
    denoiser: Denoiser,
    schedule: Schedule,
    shape: tuple[int, ...],
    seed: int = 0,
    sampler: Walk = ddpm,
) -> Picture:
    """A picture that was not there before: noise, walked back from step T to step 0.

    A new float32 array of `shape`, such as (32, 32), or (9, 32, 32) for nine pictures if the
    denoiser takes a batch. Ink is +1 and paper -1, with whatever greys the denoiser leaves between
    and beyond. The seed fixes it to the last bit: it is where an `Experiment` of that seed ends if
    no signal is left at T.
    """
    x_start, walk_noise = NoiseSource(seed).normal(shape), NoiseSource(seed, stream=1)
    for frame in sampler(denoiser, schedule, x_start, walk_noise):
        x0 = frame.x_t
    return x0.copy()
