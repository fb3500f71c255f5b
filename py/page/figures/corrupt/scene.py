"""What the figure "Corrupt" shows, computed by the engine."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from page.figures.corrupt.settings import CorruptSettings
from page.state.controls import STEPS
from page.state.subject import Subject
from unerase import NoiseSource, diffuse
from unerase.forward import chain, diffuse_all
from unerase.moments import Moments, expected_moments, moments
from unerase.noise import Replay, start_noise
from unerase.presets import SIDE

Values = NDArray[np.float32]


@dataclass(frozen=True)
class View:
    """One step: the two terms of x_t, their sum, x_t by the chain, and the moments of both."""

    signal_weight: float
    noise_weight: float
    alpha_bar: float
    signal: Values
    noise: Values
    jump: Values
    chained: Values
    jump_moments: Moments
    chain_moments: Moments
    exact: Moments


class Scene:
    """Every step of one drawing under one schedule, by the formula and by the chain."""

    def __init__(self, settings: CorruptSettings, subject: Subject) -> None:
        self.schedule = subject.schedule(settings.schedule, STEPS)
        self._x0, self._bits = subject.x0, subject.bits
        self._eps = start_noise(subject.seed, self._x0.shape)
        self._jumps = diffuse_all(self._x0, self.schedule, self._eps)
        # Noise of its own: the chain is another journey, not the same picture in small steps.
        drawn = _drawn(subject.seed, settings.walk)
        self._chain = list(chain(self._x0, self.schedule, Replay(drawn)))

    def at(self, t: int) -> View:
        """Everything at step t, 0 … 20."""
        alpha_bar = self.schedule.at(t)
        nothing = np.zeros_like(self._x0)
        jump, chained = self._jumps[t], self._chain[t]
        return View(
            float(self.schedule.signal[t]),
            float(self.schedule.noise[t]),
            alpha_bar,
            diffuse(self._x0, alpha_bar, nothing),
            diffuse(nothing, alpha_bar, self._eps),
            jump,
            chained,
            moments(jump, self._bits),
            moments(chained, self._bits),
            expected_moments(alpha_bar),
        )


@lru_cache(maxsize=1)
def _drawn(seed: int, walk: int) -> Values:
    """The chain's noise, which stays while somebody draws."""
    return NoiseSource(seed, stream=walk).normals(STEPS, (SIDE, SIDE))
