"""Drawings by the learner, through the same numpy that the page runs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from unerase.arrays import Bits
from unerase.denoisers import Guided
from unerase.denoisers.learned import Learned, Weights
from unerase.noise import NoiseSource
from unerase.pixels import to_bits
from unerase.samplers import renoise
from unerase.schedules import Schedule, linear

STOPS = 20
GUIDANCE = 1.5
WALK_SEED = 1


class ManySources(NoiseSource):
    """The noise of many seeds at once: each picture has what it would have had by itself."""

    def __init__(self, seeds: Sequence[int], stream: int = 0) -> None:
        self._sources = [NoiseSource(seed, stream) for seed in seeds]

    def normal(self, shape: tuple[int, ...]) -> NDArray[np.float32]:
        """The next draws of every seed, the first axis of `shape`."""
        return np.stack([source.normal(shape[1:]) for source in self._sources])


def draw(
    weights: Weights,
    kind: str | None,
    style: str | None,
    seeds: Sequence[int],
    guidance: float = GUIDANCE,
    schedule: Schedule | None = None,
) -> Bits:
    """What the learner draws from each seed's noise when asked for that name.

    Shape (seeds, 32, 32). Fresh noise at each of the 20 stops of the linear schedule, or of
    another; every seed gives the start and the walk that the page has for it.
    """
    schedule = linear(STOPS) if schedule is None else schedule
    denoiser = Guided(Learned(weights, kind, style), Learned(weights), guidance)
    start = ManySources(seeds).normal((len(seeds), 32, 32))
    *_, last = renoise(denoiser, schedule, start, ManySources(seeds, WALK_SEED))
    return to_bits(last.x_t)
