"""How wrong denoisers are on average: those that learn, and the exact ones beside them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from unerase import checks
from unerase.arrays import Floats, Picture
from unerase.denoisers import Denoiser, ask
from unerase.denoisers.slices import Slices, whole
from unerase.forward import diffuse
from unerase.noise import Noise
from unerase.training.batches import MAX_BATCH


class Error(NamedTuple):
    """A mean squared error per number, and the standard error of that mean."""

    mean: float
    standard_error: float


@dataclass(frozen=True, eq=False)
class Exam:
    """Examples, each noised to every level once, always with the same noise.

    x0: shape (N, *item). x_t: shape (levels, N, *item). alpha_bar: shape (levels,).
    """

    x0: Picture
    x_t: Picture
    alpha_bar: Floats

    @classmethod
    def of(cls, examples: Picture, alpha_bar: Floats, noise: Noise) -> Exam:
        """These examples at these levels, in noise that is drawn once."""
        return whole(cls.in_slices(examples, alpha_bar, noise))

    @classmethod
    def in_slices(cls, examples: Picture, alpha_bar: Floats, noise: Noise) -> Slices[Exam]:
        """The same, a level in each slice."""
        x0 = checks.items("examples", examples)
        levels = checks.fractions("alpha_bar", alpha_bar)
        x_t = np.empty((len(levels), *x0.shape), dtype=np.float32)
        for i, level in enumerate(levels):
            x_t[i] = diffuse(x0, level, noise.normal(x0.shape))
            yield (i + 1) / len(levels)
        return cls(x0, x_t, np.array(levels))

    def error(self, denoiser: Denoiser, at_once: int = 16) -> Slices[Error]:
        """The error of a denoiser over all examples and levels, `at_once` questions in a slice.

        0 if it takes one at a time. The standard error tells how far the examples differ: one
        example's levels are no independent draws, so their mean counts once.
        """
        at_once = checks.integer("at_once", at_once, 0, MAX_BATCH)
        off = np.zeros(len(self.x0))
        places = tuple(_places(len(self.x0), at_once))
        asked = 0
        for level, x_t in zip(self.alpha_bar.tolist(), self.x_t, strict=True):
            for place in places:
                answer = ask(denoiser, x_t[place], level)
                apart = np.square(answer - self.x0[place], dtype=np.float64)
                of_each = apart.reshape(-1 if at_once else 1, self.x0[0].size).mean(axis=1)
                off[place] += of_each if at_once else of_each[0]
                asked += 1
                yield asked / (len(places) * len(self.alpha_bar))
        off /= len(self.alpha_bar)
        spread = float(off.std(ddof=1)) if len(off) > 1 else math.inf
        return Error(float(off.mean()), spread / math.sqrt(len(off)))


def _places(count: int, at_once: int) -> Iterator[slice | int]:
    if not at_once:
        yield from range(count)
    else:
        for start in range(0, count, at_once):
            yield slice(start, start + at_once)


@dataclass(frozen=True, eq=False)
class MeanPicture:
    """Answers the mean of the examples, whatever it is asked: who has seen nothing but them."""

    mean: Picture

    @classmethod
    def of(cls, examples: Picture) -> MeanPicture:
        """The mean of examples, shape (N, *item)."""
        return cls(checks.items("examples", examples).mean(axis=0, dtype=np.float64).astype("f4"))

    def __call__(self, x_t: Picture, _alpha_bar: float, /) -> Picture:
        return np.broadcast_to(self.mean, x_t.shape).astype(np.float32)
