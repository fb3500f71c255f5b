"""What a noise schedule is: one array, alpha_bar[0 … T], from which all else follows."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from unerase import checks
from unerase.arrays import Floats

MAX_STEPS = 1000
"""The largest T on offer, and the length of the fine schedules that are seen at fewer stops."""


class Schedule:
    """How much of the picture's power is left at each step: alpha_bar[0 … T].

    Float64, from exactly 1 (the clean picture) and never rising, within [0, 1]; it is copied, and
    cannot be written to. x_t = signal·x0 + noise·eps, or scaled to a picture that does not shrink,
    x_t / signal = x0 + sigma·eps.
    """

    def __init__(self, name: str, alpha_bar: ArrayLike) -> None:
        allowed = "one row of at least 2 numbers"
        table = checks.numbers("alpha_bar", alpha_bar, allowed).astype(np.float64)
        if table.ndim != 1 or table.size < 2:
            raise ValueError(f"alpha_bar had shape {table.shape}; it must be {allowed}")
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
        self.name, self.alpha_bar = name, table

    def __repr__(self) -> str:
        return f"<Schedule {self.name}: T = {self.steps}, alpha_bar_T = {self.at(self.steps):.3g}>"

    @classmethod
    def from_betas(cls, name: str, beta: ArrayLike) -> Schedule:
        """The schedule whose step t keeps 1 - beta_t of the power (Ho et al. 2020, eq. 4)."""
        return cls(name, np.concatenate(([1.0], np.cumprod(1.0 - np.asarray(beta)))))

    @classmethod
    def from_sigmas(cls, name: str, sigmas: ArrayLike) -> Schedule:
        """The schedule with noise levels sigma_0 … sigma_T: alpha_bar = 1 / (1 + sigma²).

        From exactly 0 (the clean picture) and never falling; infinity is nothing but noise. Papers
        on samplers often list them from T to 0: turn such a list round.
        """
        sigma = checks.numbers("sigmas", sigmas, "one row of numbers").astype(np.float64)
        row = sigma.ndim == 1 and sigma.size > 1
        if not (row and sigma[0] == 0 and (sigma[1:] >= sigma[:-1]).all()):
            raise ValueError(
                f"sigmas was {np.array2string(sigma, precision=3, threshold=9)}; "
                "it must be one row of at least 2 numbers that begins at exactly 0 and never falls"
            )
        with np.errstate(over="ignore"):
            return cls(name, 1.0 / (1.0 + sigma**2))

    @property
    def steps(self) -> int:
        """T, the number of steps between the picture and the noise."""
        return self.alpha_bar.size - 1

    @property
    def beta(self) -> Floats:
        """Variance that each step adds, 1 - alpha_bar_t / alpha_bar_{t-1} for t = 1 … T.

        Shape (T,). Where no signal was left before the step, beta is 0: nothing is replaced.
        """
        before, after = self.alpha_bar[:-1], self.alpha_bar[1:]
        ratio = np.divide(after, before, out=np.ones_like(after), where=before > 0)
        return 1.0 - ratio

    @property
    def signal(self) -> Floats:
        """sqrt(alpha_bar), the amplitude of the picture at each step, shape (T + 1,)."""
        return np.sqrt(self.alpha_bar)

    @property
    def noise(self) -> Floats:
        """sqrt(1 - alpha_bar), the amplitude of the noise at each step, shape (T + 1,)."""
        return np.sqrt(1.0 - self.alpha_bar)

    @property
    def sigma(self) -> Floats:
        """sqrt((1 - alpha_bar) / alpha_bar), noise / signal at each step, shape (T + 1,).

        The noise level of Karras et al. 2022: 0 in the clean picture, inf where alpha_bar is 0.
        """
        with np.errstate(divide="ignore", over="ignore"):
            return np.sqrt((1.0 - self.alpha_bar) / self.alpha_bar)

    @property
    def log_snr(self) -> Floats:
        """ln(alpha_bar / (1 - alpha_bar)) = -2·ln(sigma) at each step, shape (T + 1,).

        inf in the clean picture, -inf where alpha_bar is 0 (Kingma et al. 2021).
        """
        with np.errstate(divide="ignore"):
            return np.log(self.alpha_bar / (1.0 - self.alpha_bar))

    def at(self, t: int) -> float:
        """alpha_bar at step t in 0 … T."""
        return float(self.alpha_bar[checks.integer("t", t, 0, self.steps)])

    def crossing(self, level: float = 0.5) -> float | None:
        """The step, between stops too, at which alpha_bar has fallen to `level`; None if never.

        0 … T, linearly interpolated between two stops. level is in [0, 1].
        """
        reached = np.flatnonzero(self.alpha_bar <= checks.fraction("level", level))
        if reached.size == 0:
            return None
        t = int(reached[0])
        if t == 0:
            return 0.0
        before, after = self.at(t - 1), self.at(t)
        return t - 1 + (before - level) / (before - after)
