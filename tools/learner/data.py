"""The pictures the learner is trained on, and as many that it never sees."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from unerase.arrays import Bits
from unerase.shapes import KINDS, PAIRS, STYLES, UNSEEN, draw_all, random_poses

PER_PAIR = 400
"""Drawings of each pair, in either set."""

TRAINING_SEED, HELD_OUT_SEED = 1, 2

SEEN = tuple(pair for pair in PAIRS if pair not in UNSEEN)
"""The pairs that training shows."""


def drawings(kind: str, style: str, seed: int, count: int = PER_PAIR) -> Bits:
    """`count` drawings of one pair, shape (count, 32, 32); every pair has poses of its own."""
    return draw_all(kind, style, random_poses(count, seed, PAIRS.index((kind, style))))


def pictures(seed: int) -> tuple[Bits, NDArray[np.int64], NDArray[np.int64]]:
    """The whole set of a seed: bits (N, 32, 32), and the places in KINDS and STYLES of each."""
    bits = np.concatenate([drawings(kind, style, seed) for kind, style in SEEN])
    kinds = np.repeat([KINDS.index(kind) for kind, _ in SEEN], PER_PAIR)
    styles = np.repeat([list(STYLES).index(style) for _, style in SEEN], PER_PAIR)
    return bits, kinds, styles
