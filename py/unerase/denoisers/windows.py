"""What the denoisers that look through windows share: exact sums."""

from __future__ import annotations

import math

import numpy as np

from unerase import checks
from unerase.arrays import Floats, Picture
from unerase.denoisers.softmax import LOG2_E

_MAX_SIDE = 256  # a larger window would see nothing more of the pictures there are
_EXACT_BITS = 40


def odd(name: str, value: int) -> int:
    """Return `value` as the side of a window, odd, 1 … 255, or raise ValueError."""
    side = checks.integer(name, value, 1, _MAX_SIDE)
    if side % 2 == 0:
        raise ValueError(f"{name} was {side}; it must be odd, with a pixel in its middle")
    return side


def fixed_point(x: Picture) -> Floats:
    """x, rounded to a multiple of 2**-40 of a power of two above all of it; float64.

    Products with ±1 are then multiples too, and as long as they are at most 8192 their sums have no
    rounding: in any order, on any machine, and two windows with the same content have the same sum.
    What is lost is 2**-16 of the last bit of the largest float32 there.
    """
    exponent = math.frexp(float(np.abs(x).max()))[1]
    steps = np.rint(np.ldexp(x.astype(np.float64), _EXACT_BITS - exponent))
    return np.ldexp(steps, exponent - _EXACT_BITS)


def box_sums(values: Floats, window: int) -> Floats:
    """The sum of the window × window square around each pixel of `values` (height, width, …).

    Squares are cut off at the edges. Sums come from cumulative sums: their size costs nothing.
    """
    reach = window // 2
    for axis in (1, 0):
        lines = np.moveaxis(values, axis, 0)
        size = len(lines)
        upto = np.empty((size + 1, *lines.shape[1:]))
        upto[0] = 0.0
        for i in range(size):
            np.add(upto[i], lines[i], out=upto[i + 1])
        sums = np.empty(lines.shape)
        for i in range(size):
            after, before = min(i + reach + 1, size), max(i - reach, 0)
            np.subtract(upto[after], upto[before], out=sums[i])
        values = np.moveaxis(sums, 0, axis)
    return values


def log_scale(alpha_bar: float) -> float:
    """What turns x·p - sqrt(alpha_bar)·‖p‖²/2 into the logarithm, base 2, of a weight.

    sqrt(alpha_bar) / (1 - alpha_bar) · log2(e), from -‖x - sqrt(alpha_bar)·p‖² / 2(1 - alpha_bar)
    less what is the same for all p. At alpha_bar = 1 it is 1: there only the largest counts.
    """
    if alpha_bar == 1.0:
        return 1.0
    return LOG2_E * math.sqrt(alpha_bar) / (1.0 - alpha_bar)
