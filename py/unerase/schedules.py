"""Noise schedules: how much of the picture is left at each step.

A schedule is one array, alpha_bar[0 … T], with alpha_bar[0] = 1 (the clean picture). Everything
else follows from it: beta, the signal's share sqrt(alpha_bar), the noise's share
sqrt(1 - alpha_bar).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from unerase import checks

MAX_STEPS = 1000
"""The largest T on offer, and the length of the fine schedule that `linear` is seen through."""

BETA_FIRST, BETA_LAST = 1e-4, 0.02
COSINE_S, BETA_CAP = 0.008, 0.999


@dataclass(frozen=True, eq=False)
class Schedule:
    """Cumulative signal alpha_bar[0 … T], float64, from exactly 1 and never rising, within [0, 1].

    Raises ValueError when alpha_bar is not such an array.
    """

    name: str
    alpha_bar: NDArray[np.float64]

    def __post_init__(self) -> None:
        allowed = "one row of at least 2 numbers"
        table = checks.numbers("alpha_bar", self.alpha_bar, allowed).astype(np.float64)
        if table.ndim != 1 or table.size < 2:
            raise ValueError(
                f"alpha_bar had shape {table.shape}; it must be one row of at least 2 numbers"
            )
        if not (table.min() >= 0 and table[0] == 1):
            raise ValueError(
                f"alpha_bar began at {table[0]} with a minimum of {table.min()}; "
                "it must begin at exactly 1 and stay within 0 and 1"
            )
        rises = table[1:] > table[:-1]
        if rises.any():
            step = int(np.argmax(rises)) + 1
            raise ValueError(
                f"alpha_bar rose from {table[step - 1]} to {table[step]} at step {step}; "
                "it must never rise"
            )
        table.setflags(write=False)
        object.__setattr__(self, "alpha_bar", table)

    @property
    def steps(self) -> int:
        """T, the number of steps between the picture and the noise."""
        return self.alpha_bar.size - 1

    @property
    def beta(self) -> NDArray[np.float64]:
        """Variance that each step adds, 1 - alpha_bar_t / alpha_bar_{t-1} for t = 1 … T.

        Shape (T,). Where no signal was left before the step, beta is 0: nothing is replaced.
        """
        before, after = self.alpha_bar[:-1], self.alpha_bar[1:]
        ratio = np.divide(after, before, out=np.ones_like(after), where=before > 0)
        return 1.0 - ratio

    @property
    def signal(self) -> NDArray[np.float64]:
        """sqrt(alpha_bar), the amplitude of the picture at each step, shape (T + 1,)."""
        return np.sqrt(self.alpha_bar)

    @property
    def noise(self) -> NDArray[np.float64]:
        """sqrt(1 - alpha_bar), the amplitude of the noise at each step, shape (T + 1,)."""
        return np.sqrt(1.0 - self.alpha_bar)

    def at(self, t: int) -> float:
        """alpha_bar at step t in 0 … T; raises ValueError outside it."""
        return float(self.alpha_bar[checks.integer("t", t, 0, self.steps)])

    def crossing(self, level: float = 0.5) -> float | None:
        """The step, between stops too, at which alpha_bar has fallen to `level`; None if never.

        0 … T, linearly interpolated between two stops. level is in [0, 1]; raises ValueError
        outside it.
        """
        reached = np.flatnonzero(self.alpha_bar <= checks.fraction("level", level))
        if reached.size == 0:
            return None
        t = int(reached[0])
        if t == 0:
            return 0.0
        before, after = self.at(t - 1), self.at(t)
        return t - 1 + (before - level) / (before - after)


def from_betas(name: str, beta: NDArray[np.float64]) -> Schedule:
    """The schedule whose step t keeps 1 - beta_t of the signal's power (Ho et al. 2020, eq. 4)."""
    return Schedule(name, np.concatenate(([1.0], np.cumprod(1.0 - beta))))


def linear(steps: int = 20) -> Schedule:
    """The 1000-step linear schedule of Ho et al. 2020 (§4), seen at `steps` evenly spaced stops.

    beta runs from 1e-4 to 0.02 per *fine* step; stop t is fine step round(1000 t / T), the
    "trailing" spacing of Lin et al. 2023 (§3.3), so that the last stop is the last fine step.
    """
    steps = checks.integer("steps", steps, 1, MAX_STEPS)
    fine = from_betas("linear", np.linspace(BETA_FIRST, BETA_LAST, MAX_STEPS))
    stops = np.round(np.arange(steps + 1) * MAX_STEPS / steps).astype(np.intp)
    return Schedule("linear", fine.alpha_bar[stops])


def linear_literal(steps: int = 20) -> Schedule:
    """`steps` literal betas, evenly spaced from 1e-4 to 0.02 (one step: 1e-4).

    At T = 1000 this is the schedule of Ho et al. 2020; at T = 20 it leaves alpha_bar = 0.817 and
    never reaches noise, which is why the page shows it.
    """
    steps = checks.integer("steps", steps, 1, MAX_STEPS)
    return from_betas("literal", np.linspace(BETA_FIRST, BETA_LAST, steps))


def cosine(steps: int = 20, s: float = COSINE_S, beta_max: float = BETA_CAP) -> Schedule:
    """Cosine schedule of Nichol & Dhariwal 2021, eq. 17, with their cap on beta.

    alpha_bar(u) = f(u) / f(0), f(u) = cos²((u + s) / (1 + s) · π/2). Without the cap the last of
    20 steps would leave 4e-33 of the signal's power, which is nothing at all in floating point.
    """
    steps = checks.integer("steps", steps, 1, MAX_STEPS)
    s, beta_max = checks.fraction("s", s), checks.fraction("beta_max", beta_max)
    u = np.arange(steps + 1) / steps
    f = np.cos((u + s) / (1 + s) * np.pi / 2) ** 2
    return from_betas("cosine", np.minimum(1.0 - f[1:] / f[:-1], beta_max))


SCHEDULES: Mapping[str, Callable[[int], Schedule]] = MappingProxyType(
    {"linear": linear, "cosine": cosine, "literal": linear_literal}
)
"""The schedules by the name under which links and menus know them."""
