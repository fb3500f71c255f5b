"""Trainings that were tried: every number of theirs stands here.

Each draws from streams of its seed, 0 … 2**32 - 1: 1 for the first weights, 2 for the batches, 4
for directions. The hidden layers have 1 … 4096 units each.
"""

from __future__ import annotations

import math

from unerase import checks
from unerase.arrays import Floats, Picture
from unerase.noise import NoiseSource
from unerase.training.adam import Adam
from unerase.training.batches import batches
from unerase.training.network import Network
from unerase.training.targets import Ink, Target, Velocity
from unerase.training.train import Training

BATCH, RATE = 32, 2e-3
"""Drawings in a batch, and Adam's rate for them."""
POINTS_BATCH, POINTS_RATE = 256, 8e-3
"""The same for points."""
DIRECTIONS, SCALE = 16, 1.5
"""How many random directions points are seen along, and their standard deviation."""
WARM_UP = 30
"""The steps over which Adam's rate rises to its height."""
MAX_HIDDEN = 4096
"""The most units of a hidden layer."""

_WEIGHTS, _BATCHES, _DIRECTIONS = 1, 2, 4


def drawings_training(examples: Picture, alpha_bar: Floats, hidden: int, seed: int) -> Training:
    """A network of two layers of `hidden` units that is to learn drawings of ±1; not yet trained.

    examples has shape (N, *item); alpha_bar has the noise levels that it sees, all equally often,
    shape (L,). With 32 × 32 cells and 128 units it is 1024 + 7 → 128 → 128 → 1024. It answers cell
    by cell how likely ink is (`Ink`).
    """
    examples = checks.items("examples", examples)
    network = _initial(Ink(), math.prod(examples.shape[1:]), hidden, seed)
    return Training(
        network,
        Ink(),
        batches(examples, alpha_bar, BATCH, NoiseSource(seed, _BATCHES)),
        Adam(network.parameters, RATE, warm_up=WARM_UP),
    )


def points_training(
    points: Picture, bandwidth: float, alpha_bar: Floats, seed: int, hidden: int = 64
) -> Training:
    """A network of two layers of `hidden` units that is to learn points; not yet trained.

    points has shape (N, numbers); bandwidth is the standard deviation of the blur around each, as
    in `PosteriorMean`; alpha_bar has the noise levels that it sees, all equally often, shape (L,).
    It answers v, and is told where the points are along 16 random directions too (`Velocity`).
    """
    points = checks.items("points", points)
    numbers = math.prod(points.shape[1:])
    target = Velocity.drawn(numbers, DIRECTIONS, SCALE, NoiseSource(seed, _DIRECTIONS))
    network = _initial(target, numbers, hidden, seed)
    return Training(
        network,
        target,
        batches(points, alpha_bar, POINTS_BATCH, NoiseSource(seed, _BATCHES), bandwidth),
        Adam(network.parameters, POINTS_RATE, warm_up=WARM_UP),
    )


def _initial(target: Target, numbers: int, hidden: int, seed: int) -> Network:
    hidden = checks.integer("hidden", hidden, 1, MAX_HIDDEN)
    sizes = (target.width(numbers), hidden, hidden, numbers)
    return Network.initial(sizes, NoiseSource(seed, _WEIGHTS))
