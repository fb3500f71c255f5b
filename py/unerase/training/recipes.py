"""Trainings that were tried, with all their numbers at one place."""

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

BATCH = 32
POINTS_BATCH, DIRECTIONS, SCALE = 256, 16, 1.5


def drawings_training(
    examples: Picture, alpha_bar: Floats, hidden: int, seed: int
) -> Training:
    examples = checks.items("examples", examples)
    cells = math.prod(examples.shape[1:])
    network = Network.initial(
        (cells + LEVEL_FEATURES, hidden, hidden, cells), NoiseSource(seed, 1)
    )
    return Training(
        network,
        Ink(),
        batches(examples, alpha_bar, BATCH, NoiseSource(seed, 2)),
        Adam(network.parameters, 2e-3, warm_up=30),
    )


def points_training(
    points: Picture, bandwidth: float, alpha_bar: Floats, seed: int, hidden: int = 64
) -> Training:
    target = Velocity.drawn(2, DIRECTIONS, SCALE, NoiseSource(seed, 4))
    network = Network.initial(
        (2 + 2 * DIRECTIONS + LEVEL_FEATURES, hidden, hidden, 2), NoiseSource(seed, 1)
    )
    return Training(
        network,
        target,
        batches(points, alpha_bar, POINTS_BATCH, NoiseSource(seed, 2), bandwidth),
        Adam(network.parameters, 8e-3, warm_up=30),
    )
