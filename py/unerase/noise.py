"""Gaussian noise that is the same on every machine."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from unerase import checks

MAX_SEED = 2**32 - 1


class NoiseSource:
    """Standard normal draws, fixed by a seed and a stream number (each 0 … 2**32 - 1).

    Box & Muller 1958 over the raw 64-bit output of PCG64 (O'Neill 2014). numpy may change the
    streams of its distributions between releases; the raw output of a bit generator it may not.
    Different streams of one seed are independent (numpy's SeedSequence).
    """

    def __init__(self, seed: int, stream: int = 0) -> None:
        entropy = [
            checks.integer("seed", seed, 0, MAX_SEED),
            checks.integer("stream", stream, 0, MAX_SEED),
        ]
        self._bits = np.random.PCG64(np.random.SeedSequence(entropy))

    def normal(self, shape: tuple[int, ...]) -> NDArray[np.float32]:
        """The next draws, float32 of `shape`; an odd count uses up one draw more.

        Raises ValueError for a negative length.
        """
        if any(length < 0 for length in shape):
            raise ValueError(f"shape was {shape}; it must hold no negative length")
        count = math.prod(shape)
        pairs = (count + 1) // 2
        uniform = (self._bits.random_raw(2 * pairs) >> np.uint64(11)) * 2.0**-53  # in [0, 1)
        radius = np.sqrt(-2.0 * np.log(1.0 - uniform[0::2]))  # 1 - u is never 0
        angle = 2.0 * np.pi * uniform[1::2]
        drawn = np.empty((pairs, 2))
        drawn[:, 0] = radius * np.cos(angle)
        drawn[:, 1] = radius * np.sin(angle)
        # Rounding to float32 here hides the last bit of float64, in which maths libraries differ.
        return drawn.reshape(-1)[:count].astype(np.float32).reshape(shape)
