"""What is no shape: for a judge that may answer "neither"."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from unerase.arrays import Bits
from unerase.presets import SIDE

FAR = 70
"""A drawing is junk when so many of its pixels were spoiled."""


def junk(drawings: Bits, source: np.random.Generator) -> Bits:
    """Spoiled drawings made from good ones (count, 32, 32), in six ways, as many as there were.

    Blobs of smoothed noise, plain noise, halves of two shapes put together, three shapes voting,
    shapes with a large bite taken out and others with many pixels wrong. Those that came out too
    much like a shape are blobs instead.
    """
    count = len(drawings)
    other, third = (drawings[source.permutation(count)] for _ in range(2))
    upright = source.random(count) < 0.5
    half = np.zeros((2, SIDE, SIDE), dtype=bool)
    half[0, :, : SIDE // 2] = True
    half[1, : SIDE // 2] = True
    merged = np.where(half[upright.astype(int)], drawings, other)
    votes = (drawings.astype(int) + other + third) >= 2
    bitten = drawings & ~_bites(drawings, source)
    share = source.uniform(0.1, 0.3, (count, 1, 1))
    flipped = drawings ^ (source.random(drawings.shape) < share)
    noise = source.random(drawings.shape) < source.uniform(0.1, 0.6, (count, 1, 1))
    blobs = _blobs(count, source)
    made = np.stack((blobs, noise, merged, votes, bitten, flipped))
    way = source.integers(len(made), size=count)
    spoiled: Bits = made[way, np.arange(count)]
    nearest = np.min([(spoiled ^ each).sum(axis=(1, 2)) for each in (drawings, other, third)], 0)
    return np.where((nearest < FAR)[:, np.newaxis, np.newaxis], blobs, spoiled)


def _blobs(count: int, source: np.random.Generator) -> Bits:
    """Noise smoothed by a box of a random width and cut at a random level."""
    field: NDArray[np.float64] = source.standard_normal((count, SIDE, SIDE))
    spectrum = np.fft.rfft2(field)
    down, right = np.fft.fftfreq(SIDE)[:, np.newaxis], np.fft.rfftfreq(SIDE)
    width = source.uniform(0.8, 4.0, (count, 1, 1))
    smooth = np.exp(-2 * (np.pi * width) ** 2 * (down**2 + right**2))
    field = np.fft.irfft2(spectrum * smooth, s=(SIDE, SIDE))
    ink = source.uniform(0.1, 0.5, count)
    levels = np.quantile(field.reshape(count, -1), 1 - ink, axis=1)[np.arange(count), range(count)]
    return np.asarray(field > levels[:, np.newaxis, np.newaxis])


def _bites(drawings: Bits, source: np.random.Generator) -> Bits:
    """Everything on one side of a random line close to the middle."""
    count = len(drawings)
    angle = source.uniform(0, 2 * np.pi, (count, 1, 1))
    away = source.uniform(-4, 2, (count, 1, 1))
    row, column = np.indices((SIDE, SIDE)) - (SIDE - 1) / 2
    return np.asarray(np.cos(angle) * row + np.sin(angle) * column > away)
