"""Batches: clean examples, the noise that is put on them, and how much of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from unerase import checks
from unerase.arrays import Floats, Picture
from unerase.denoisers.posterior_mean import MAX_BANDWIDTH
from unerase.noise import Noise

MAX_BATCH = 65_536
"""The largest batch."""


@dataclass(frozen=True, eq=False)
class Batch:
    """x0 and eps, shape (batch, numbers); alpha_bar, shape (batch, 1), of each. All float32."""

    x0: Picture
    eps: Picture
    alpha_bar: NDArray[np.float32]

    @cached_property
    def x_t(self) -> Picture:
        """sqrt(alpha_bar)·x0 + sqrt(1 - alpha_bar)·eps (Ho et al. 2020, eq. 4)."""
        signal, noise = _shares(self.alpha_bar)
        return signal * self.x0 + noise * self.eps

    @cached_property
    def v(self) -> Picture:
        """sqrt(alpha_bar)·eps - sqrt(1 - alpha_bar)·x0 (Salimans & Ho 2022, appendix D)."""
        signal, noise = _shares(self.alpha_bar)
        return signal * self.eps - noise * self.x0


def _shares(alpha_bar: Picture) -> tuple[Picture, Picture]:
    """sqrt(alpha_bar) and sqrt(1 - alpha_bar)."""
    return np.sqrt(alpha_bar), np.sqrt(np.float32(1) - alpha_bar)


def batches(
    examples: Picture,
    alpha_bar: Floats,
    size: int,
    noise: Noise,
    bandwidth: float = 0.0,
) -> Iterator[Batch]:
    """Batches of `size` without end, of examples (N, *item) at noise levels alpha_bar, shape (L,).

    Examples and levels are each dealt from a shuffled deck: before one comes a second time, all
    have come. The levels count alike: this is the unweighted loss of Ho et al. 2020, §3.4.
    bandwidth: how strong the blur around each example is (`PosteriorMean`).
    """
    rows = checks.items("examples", examples)
    levels = np.array(checks.fractions("alpha_bar", alpha_bar), dtype=np.float32)
    size = checks.integer("size", size, 1, MAX_BATCH)
    bandwidth = checks.number("bandwidth", bandwidth, 0, MAX_BANDWIDTH)
    return _dealt(rows.reshape(len(rows), -1), levels, size, noise, bandwidth)


def _dealt(
    rows: Picture, levels: Picture, size: int, noise: Noise, bandwidth: float
) -> Iterator[Batch]:
    examples_deck, levels_deck = shuffled(len(rows), noise), shuffled(len(levels), noise)
    while True:
        x0 = rows[[next(examples_deck) for _ in range(size)]]
        if bandwidth:
            x0 = x0 + np.float32(bandwidth) * noise.normal(x0.shape)
        drawn = levels[[next(levels_deck) for _ in range(size)], np.newaxis]
        yield Batch(x0, noise.normal(x0.shape), drawn)


def shuffled(count: int, noise: Noise) -> Iterator[int]:
    """0 … count - 1 in random order, again and again: the order of so many normal draws."""
    while True:
        yield from np.argsort(noise.normal((count,)), kind="stable").tolist()
