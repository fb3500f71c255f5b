"""The softmax of the denoisers that weigh examples: from logarithms of base 2, in place.

exp2 takes half the time of exp in WebAssembly.
"""

from __future__ import annotations

import math

import numpy as np

from unerase.arrays import Floats

LOG2_E = math.log2(math.e)

_FLOOR = -126.0  # further down, no float32 answer can tell, and exp2 of subnormals is slow


def shares(below: Floats, hard: bool) -> Floats:
    """2**below, in place, where `below` is how far each logarithm is below the largest (<= 0).

    hard: where there is no noise, 1 for the largest and 0 for all else.
    """
    if hard:
        below[...] = below == 0.0
        return below
    np.maximum(below, _FLOOR, out=below)
    return np.exp2(below, out=below)
