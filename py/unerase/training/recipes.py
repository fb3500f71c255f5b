"""Trainings that were tried: every number of theirs stands here.

Both draw from streams of the seed: 1 for the first weights, 2 for the batches, 4 for directions.
"""

from __future__ import annotations

import math

from unerase import checks
from unerase.arrays import Floats, Picture
from unerase.noise import NoiseSource
from unerase.training.adam import Adam
from unerase.training.batches import batches
from unerase.training.network import Network
from unerase.training.targets import LEVEL_FEATURES, Ink, Velocity
from unerase.training.train import Training

BATCH, RATE = 32, 2e-3
"""Drawings in a batch, and Adam's rate for them."""
POINTS_BATCH, POINTS_RATE = 256, 8e-3
"""The same for points."""
DIRECTIONS, SCALE = 16, 1.5
"""How many random directions points are seen along, and their standard deviation."""
WARM_UP = 30

_WEIGHTS, _BATCHES, _DIRECTIONS = 1, 2, 4


def drawings_training(examples: Picture, alpha_bar: Floats, hidden: int, seed: int) -> Training:
    """A network of two layers of `hidden` units that is to learn drawings of ±1.

    examples has shape (N, *item); alpha_bar has the noise levels, shape (L,).
    """
    examples = checks.items("examples", examples)
    cells = math.prod(examples.shape[1:])
    network = Network.initial(
        (cells + LEVEL_FEATURES, hidden, hidden, cells), NoiseSource(seed, _WEIGHTS)
    )
    return Training(
        network,
        Ink(),
        batches(examples, alpha_bar, BATCH, NoiseSource(seed, _BATCHES)),
        Adam(network.parameters, RATE, warm_up=WARM_UP),
    )


def points_training(
    points: Picture, bandwidth: float, alpha_bar: Floats, seed: int, hidden: int = 64
) -> Training:
    """A network of two layers of `hidden` units that is to learn points with a blur around each.

    points has shape (N, numbers); bandwidth is the blur's standard deviation; alpha_bar has the
    noise levels, shape (L,).
    """
    points = checks.items("points", points)
    numbers = math.prod(points.shape[1:])
    target = Velocity.drawn(numbers, DIRECTIONS, SCALE, NoiseSource(seed, _DIRECTIONS))
    network = Network.initial(
        (numbers + 2 * DIRECTIONS + LEVEL_FEATURES, hidden, hidden, numbers),
        NoiseSource(seed, _WEIGHTS),
    )
    return Training(
        network,
        target,
        batches(points, alpha_bar, POINTS_BATCH, NoiseSource(seed, _BATCHES), bandwidth),
        Adam(network.parameters, POINTS_RATE, warm_up=WARM_UP),
    )
