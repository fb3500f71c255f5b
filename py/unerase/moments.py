"""Mean and variance of a noisy drawing: what the forward process promises, measured and exact."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from unerase import checks
from unerase.arrays import Bits, Picture


@dataclass(frozen=True)
class Moments:
    """Mean of the cells that were ink, mean of those that were paper, variance around these means.

    A mean over no cells at all is NaN.
    """

    ink: float
    paper: float
    variance: float


def moments(x_t: Picture, bits: Bits) -> Moments:
    """The moments of a picture x_t that was made from the drawing `bits`; both have one shape."""
    bits = checks.bits("bits", bits)
    x = checks.picture("x_t", x_t, bits.shape).astype(np.float64)
    ink, paper = (float(x[part].mean()) if part.any() else math.nan for part in (bits, ~bits))
    centred = x - np.where(bits, ink, paper)
    return Moments(ink, paper, float(np.square(centred).mean()))


def expected_moments(alpha_bar: float) -> Moments:
    """The moments of q(x_t | x0): ±sqrt(alpha_bar) and 1 - alpha_bar (Ho et al. 2020, eq. 4)."""
    alpha_bar = checks.fraction("alpha_bar", alpha_bar)
    return Moments(math.sqrt(alpha_bar), -math.sqrt(alpha_bar), 1.0 - alpha_bar)
