"""What the figure "Corrupt" shows, computed by the engine."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from page.figures.corrupt.settings import CorruptSettings
from page.figures.poster import Picture
from page.state.controls import STEPS
from page.state.subject import Subject
from unerase import NoiseSource
from unerase.forward import chain, diffuse_all
from unerase.moments import Moments, expected_moments, moments
from unerase.noise import Replay, start_noise
from unerase.presets import SIDE

Values = NDArray[np.float32]


class Scene:
    """One drawing under one schedule, by the formula and by the chain.

    signal, noise, jump, chained: the two terms of x_t, their sum, and x_t by the chain, at every
    step, shape (21, 32, 32).
    """

    def __init__(self, settings: CorruptSettings, subject: Subject) -> None:
        self.schedule = subject.schedule(settings.schedule, STEPS)
        x0, self._bits = subject.x0, subject.bits
        eps, nothing = start_noise(subject.seed, x0.shape), np.zeros_like(x0)
        self.signal = diffuse_all(x0, self.schedule, nothing)
        self.noise = diffuse_all(nothing, self.schedule, eps)
        self.jump = diffuse_all(x0, self.schedule, eps)
        # Noise of its own: the chain is another journey, not the same picture in small steps.
        drawn = Replay(_drawn(subject.seed, settings.walk))
        self.chained = np.stack(list(chain(x0, self.schedule, drawn)))

    def pictures(self, t: int) -> Mapping[str, Picture]:
        """What is seen at step t, 0 … 20, by the names of the canvases."""
        return {
            "signal": Picture(self.signal[t]),
            "noise": Picture(self.noise[t], "noise"),
            "jump": Picture(self.jump[t]),
            "again": Picture(self.jump[t]),
            "chain": Picture(self.chained[t]),
        }

    def moments(self, t: int) -> Mapping[str, Moments]:
        """What x_t is like at step t, 0 … 20: by the formula, by the chain, and in the mean."""
        return {
            "jump": moments(self.jump[t], self._bits),
            "chain": moments(self.chained[t], self._bits),
            "exact": expected_moments(self.schedule.at(t)),
        }


@lru_cache(maxsize=1)
def _drawn(seed: int, walk: int) -> Values:
    """The chain's noise, which stays while somebody draws."""
    return NoiseSource(seed, stream=walk).normals(STEPS, (SIDE, SIDE))
