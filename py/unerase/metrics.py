"""How far a picture is from another, and how much of it is left."""

from __future__ import annotations

import math
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from unerase import checks
from unerase.arrays import Bits, Floats, Picture


def mse(a: Picture, b: Picture) -> float:
    """Mean squared error per pixel of two pictures of one shape (flipping every pixel costs 4)."""
    a = checks.picture("a", a)
    b = checks.picture("b", b, a.shape)
    off = np.subtract(a, b, dtype=np.float64)
    return float(np.add.reduce(np.square(off, out=off), axis=None)) / off.size


UNRELATED = math.sqrt(2.0)
"""The `distance` of two independent standard normal pictures: root of its mean square."""


def distance(a: Picture, b: Picture) -> float:
    """Root mean squared difference per pixel: ‖a - b‖ / sqrt(pixels), the root of `mse`."""
    return math.sqrt(mse(a, b))


def perplexity(weights: NDArray[np.float32]) -> float:
    """How many candidates are still alive: exp of the Shannon entropy of their probabilities.

    N when all N weigh the same, 1 when one has all the weight. weights has shape (N,), none
    negative, with a sum of 1 (within 0.001).
    """
    p = checks.picture("weights", weights).astype(np.float64)
    if p.ndim != 1 or p.min() < 0 or abs(p.sum() - 1.0) > 1e-3:
        raise ValueError(
            f"weights had shape {p.shape}, minimum {p.min():g} and sum {p.sum():g}; they must be "
            "one row of numbers that are not negative and add up to 1"
        )
    alive = p[p > 0.0]
    return math.exp(-float(np.sum(alive * np.log(alive))))


def perplexities(weights: Floats) -> Floats:
    """`perplexity` along the first axis: shape weights.shape[1:], one for every pixel."""
    p = checks.numbers("weights", weights, "an array of probabilities").astype(np.float64)
    logs = np.log(p, out=np.zeros_like(p), where=p > 0.0)
    counts: Floats = np.exp(-np.sum(p * logs, axis=0))
    return counts


def undecided(x: Picture) -> float:
    """The share of pixels nearer to grey than to ink or paper: |x| < ½. 0 for a clean drawing."""
    return float(np.mean(np.abs(checks.picture("x", x)) < 0.5))


def expected_mse(x0: Picture, alpha_bar: float) -> float:
    """Mean squared error per pixel that x_t has on average: E‖x_t - x0‖² / pixels.

    (1 - sqrt(alpha_bar))²·mean(x0²) + 1 - alpha_bar, from Ho et al. 2020, eq. 4.
    """
    squares = np.square(checks.picture("x0", x0), dtype=np.float64)
    power = float(np.add.reduce(squares, axis=None)) / squares.size
    alpha_bar = checks.fraction("alpha_bar", alpha_bar)
    return (1.0 - math.sqrt(alpha_bar)) ** 2 * power + 1.0 - alpha_bar


def hamming(a: Bits, b: Bits) -> int:
    """How many bits of two drawings of one shape differ."""
    a = checks.bits("a", a)
    b = checks.bits("b", b, a.shape)
    return int(np.count_nonzero(a != b))


def nearest(bits: Bits, shelf_bits: Bits) -> tuple[int, int]:
    """Which drawing of a shelf is most like `bits`, and in how many bits they differ.

    shelf_bits has shape (N, *bits.shape), N >= 1; among equals the first.
    """
    bits = checks.bits("bits", bits)
    shelf = checks.bits("shelf_bits", shelf_bits)
    if shelf.ndim == 0 or len(shelf) == 0 or shelf.shape[1:] != bits.shape:
        raise ValueError(
            f"shelf_bits had shape {shelf.shape}; it must be (N, *{bits.shape}) with N at least 1"
        )
    off = np.count_nonzero((shelf != bits).reshape(len(shelf), -1), axis=1)
    index = int(off.argmin())
    return index, int(off[index])


COPY = 8
"""The most bits of 1024 in which a copy differs: stray cells, under 1%, that no eye minds."""

CLOSE = 40
"""The most bits of 1024 by which a drawing is close to another.

A preset that moves by one cell changes 52 or more, and no two presets are nearer than 168: up to
40 it is the same drawing at the same place with a dent, and beyond that it has to be another, or
elsewhere.
"""


def verdict(distance: int) -> Literal["copy", "close", "new"]:
    """What to call a 32×32 drawing at that distance from its `nearest` on the shelf.

    "copy" up to `COPY` bits, "close" up to `CLOSE`, else "new".
    """
    distance = checks.integer("distance", distance, 0, 1024)
    if distance <= COPY:
        return "copy"
    return "close" if distance <= CLOSE else "new"


def outline(a: Bits) -> int:
    """How long the outlines of a drawing are: pairs of neighbouring cells of which one is ink.

    Neighbours share a side; the edge of the sheet does not count.
    """
    a = checks.bits("a", a)
    if a.ndim != 2:
        raise ValueError(f"a had shape {a.shape}; it must be (height, width)")
    return int(np.count_nonzero(a[1:] != a[:-1]) + np.count_nonzero(a[:, 1:] != a[:, :-1]))


def signal_left(alpha_bar: float) -> float:
    """Amplitude of the picture in x_t, sqrt(alpha_bar), 0 … 1."""
    return math.sqrt(checks.fraction("alpha_bar", alpha_bar))


def snr(alpha_bar: float) -> float:
    """Signal-to-noise ratio alpha_bar / (1 - alpha_bar), inf at alpha_bar = 1."""
    alpha_bar = checks.fraction("alpha_bar", alpha_bar)
    return math.inf if alpha_bar == 1.0 else alpha_bar / (1.0 - alpha_bar)


def snr_db(alpha_bar: float) -> float:
    """`snr` in decibels, 10·log10; -inf at alpha_bar = 0, +inf at 1."""
    ratio = snr(alpha_bar)
    return -math.inf if ratio == 0.0 else 10.0 * math.log10(ratio)


def sign_accuracy(alpha_bar: float) -> float:
    """Share of ±1 pixels whose sign survives in x_t: Φ(sqrt(snr)), ½ when only noise is left."""
    return 0.5 * (1.0 + math.erf(math.sqrt(snr(alpha_bar) / 2.0)))


Answer = Literal["eps", "x0", "score", "v"]
"""What a denoiser's answer can be spelled as; each follows from each (`denoisers.contract`)."""


def amplification(alpha_bar: float, of: Answer = "eps") -> float:
    """By how much an error of an answer, spelled as `of`, grows in x0_hat.

    eps: sqrt((1 - alpha_bar) / alpha_bar) = 1 / sqrt(snr), the slope of Ho et al. 2020, eq. 15.
    x0: 1. score: (1 - alpha_bar) / sqrt(alpha_bar) (Tweedie's formula, Efron 2011). v:
    sqrt(1 - alpha_bar) (Salimans & Ho 2022, appendix D). At alpha_bar = 0 eps and score give inf;
    at 1 all but x0 give 0.
    """
    ratio = snr(alpha_bar)
    checks.one_of("of", of, ("eps", "x0", "score", "v"))
    if of == "x0":
        return 1.0
    if of == "v":
        return math.sqrt(1.0 - alpha_bar)
    grown = math.inf if ratio == 0.0 else 1.0 / math.sqrt(ratio)
    return grown if of == "eps" else grown * math.sqrt(1.0 - alpha_bar)


def detector_accuracy(alpha_bar: float, cells: int) -> float:
    """How often a perfect detector that owns the ±1 drawing tells x_t from pure noise, ½ … 1.

    The best test projects the picture on the drawing: Φ(sqrt(cells·snr) / 2), for both cases
    equally often and, as they nearly are towards the end, equally loud (Neyman & Pearson 1933).
    """
    cells = checks.integer("cells", cells, 1, 2**31)
    return 0.5 * (1.0 + math.erf(math.sqrt(cells * snr(alpha_bar) / 8.0)))


NOISE, PICTURE = 0.6, 0.95
"""Below the first `detector_accuracy` there is noise, from the second on a picture.

Who is right 95 times in 100 is wrong less than once in twenty, the usual level at which a finding
counts. A detector that is right 60 times in 100 has to see 42 pictures, all of the same drawing, to
be as sure.
"""

Remains = Literal["noise", "almost noise", "still a picture"]


def remains(alpha_bar: float, cells: int) -> Remains:
    """What to call x_T, by the `detector_accuracy` there: below `NOISE` "noise".

    From `PICTURE` on "still a picture". Between them "almost noise": no eye sees a drawing, but a
    network can learn to rely on what is left (Lin et al. 2023).
    """
    right = detector_accuracy(alpha_bar, cells)
    if right < NOISE:
        return "noise"
    return "almost noise" if right < PICTURE else "still a picture"


def alpha_bar_at(accuracy: float, cells: int) -> float:
    """The alpha_bar at which `detector_accuracy` has that value, ½ … 1: its inverse."""
    accuracy = checks.fraction("accuracy", accuracy)
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2.0
        if detector_accuracy(middle, cells) < accuracy:
            low = middle
        else:
            high = middle
    return low
