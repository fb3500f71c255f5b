"""Gaussian noise that is the same on every machine."""

from __future__ import annotations

import math
import operator
from functools import cached_property, lru_cache
from typing import Protocol

import numpy as np

from unerase import checks
from unerase._pcg64 import PCG64
from unerase.answers import accepted
from unerase.arrays import Picture

MAX_SEED = 2**32 - 1


class Noise(Protocol):
    """Where fresh noise comes from."""

    def normal(self, shape: tuple[int, ...]) -> Picture:
        """The next standard normal draws, float32 of `shape`."""


def draw(noise: Noise, shape: tuple[int, ...], t: int) -> Picture:
    """The next draws for step t; raises WrongAnswer if they are not finite float32 of `shape`."""
    return accepted("noise source", noise, noise.normal(shape), shape, t)


class NoiseSource:
    """Standard normal draws, fixed by a seed and a stream number (each 0 … 2**32 - 1).

    Box & Muller 1958 over the raw 64-bit output of PCG64 (O'Neill 2014). numpy may change the
    streams of its distributions between releases; the raw output of a bit generator it may not.
    Different streams of one seed are independent (numpy's SeedSequence).
    """

    def __init__(self, seed: int, stream: int = 0) -> None:
        self._entropy = [
            checks.integer("seed", seed, 0, MAX_SEED),
            checks.integer("stream", stream, 0, MAX_SEED),
        ]

    @cached_property
    def _bits(self) -> PCG64:
        """Made at the first draw: many a walk is begun anew before it has drawn any."""
        return PCG64(self._entropy)

    def normal(self, shape: tuple[int, ...]) -> Picture:
        """The next draws, float32 of `shape`; an odd count uses up one draw more."""
        return self.normals(1, shape).reshape(shape)

    def normals(self, times: int, shape: tuple[int, ...]) -> Picture:
        """So many calls of `normal` in one, shape (times, *shape)."""
        try:
            shape = tuple(map(operator.index, shape))
        except TypeError:
            raise ValueError(f"shape was {shape!r}; it must be a tuple of whole numbers") from None
        if min(shape, default=0) < 0:
            raise ValueError(f"shape was {shape}; it must hold no negative length")
        count = math.prod(shape)
        pairs = (count + 1) // 2
        uniform = self._bits.uniform(2 * times * pairs)
        radius = np.sqrt(-2.0 * np.log(1.0 - uniform[0::2]))  # 1 - u is never 0
        angle = 2.0 * np.pi * uniform[1::2]
        # Rounding to float32 here hides the last bit of float64, in which maths libraries differ.
        drawn = np.empty((times * pairs, 2), dtype=np.float32)
        drawn[:, 0] = radius * np.cos(angle)
        drawn[:, 1] = radius * np.sin(angle)
        return drawn.reshape(times, -1)[:, :count].reshape(times, *shape)


class Replay:
    """Noise that was drawn before (`NoiseSource.normals`), handed out once more, one by one."""

    def __init__(self, drawn: Picture) -> None:
        self._coming = iter(drawn)

    def normal(self, shape: tuple[int, ...]) -> Picture:
        """The next of them; raises ValueError when it is not of that shape, or all are spent."""
        drawn: Picture | None = next(self._coming, None)
        if drawn is None or drawn.shape != shape:
            raise ValueError(f"shape was {shape}; the noise that was drawn before has none of it")
        return drawn


def start_noise(seed: int, shape: tuple[int, ...]) -> Picture:
    """The first draws of a seed's own stream, float32 of `shape`, not to be written to.

    Cached: every stroke of a drawing asks for the same noise again.
    """
    return _first_draws(checks.integer("seed", seed, 0, MAX_SEED), shape)


@lru_cache(maxsize=16)
def _first_draws(seed: int, shape: tuple[int, ...]) -> Picture:
    eps = NoiseSource(seed).normal(shape)
    eps.setflags(write=False)
    return eps
