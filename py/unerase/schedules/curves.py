"""Schedules that are told by a curve: alpha_bar, or log-SNR, over u = t / T."""

from __future__ import annotations

import numpy as np

from unerase import checks
from unerase.arrays import Floats
from unerase.schedules.schedule import MAX_STEPS, Schedule

COSINE_S, BETA_CAP = 0.008, 0.999
SIGMOID_START, SIGMOID_END, SIGMOID_TAU = -3.0, 3.0, 1.0
LEAST = 1e-9
"""What the sigmoid schedule leaves where its formula ends at nothing (Chen 2023, appendix)."""
POLYNOMIAL_POWER, POLYNOMIAL_S = 2, 1e-5
LAPLACE_B, LAPLACE_EDGE = 0.5, 1e-6


def _fractions(steps: int) -> Floats:
    """u at the stops 0 … T."""
    return np.arange(checks.integer("steps", steps, 1, MAX_STEPS) + 1) / steps


def _starting_clean(name: str, alpha_bar: Floats) -> Schedule:
    """The schedule with this curve at its stops 1 … T; stop 0 is the picture itself."""
    return Schedule(name, np.concatenate(([1.0], alpha_bar[1:])))


def cosine(steps: int = 20, s: float = COSINE_S, beta_max: float = BETA_CAP) -> Schedule:
    """Cosine schedule of Nichol & Dhariwal 2021, eq. 17, with their cap on beta.

    alpha_bar(u) = f(u) / f(0), f(u) = cos²((u + s) / (1 + s) · π/2). Without the cap the last of
    20 steps would leave 4e-33 of the signal's power, which is nothing at all in floating point.
    """
    u = _fractions(steps)
    s, beta_max = checks.fraction("s", s), checks.fraction("beta_max", beta_max)
    f = np.cos((u + s) / (1 + s) * np.pi / 2) ** 2
    return Schedule.from_betas("cosine", np.minimum(1.0 - f[1:] / f[:-1], beta_max))


def sigmoid(
    steps: int = 20,
    start: float = SIGMOID_START,
    end: float = SIGMOID_END,
    tau: float = SIGMOID_TAU,
) -> Schedule:
    """Sigmoid schedule of Jabri, Fleet & Chen 2022, in the form of Chen 2023 (algorithm 1).

    alpha_bar(u) = (σ(end/τ) - σ((u·(end - start) + start)/τ)) / (σ(end/τ) - σ(start/τ)), and 1e-9
    at u = 1. -100 <= start < end <= 100, 0.01 <= tau <= 100.
    """
    u = _fractions(steps)
    start, end = checks.number("start", start, -100, 100), checks.number("end", end, -100, 100)
    tau = checks.number("tau", tau, 0.01, 100)
    if not start < end:
        raise ValueError(f"start was {start} and end {end}; start must be the smaller one")
    # σ(a) - σ(b) = (tanh(a/2) - tanh(b/2)) / 2, which cannot overflow.
    at_end, at_start = np.tanh(end / tau / 2), np.tanh(start / tau / 2)
    if at_end == at_start:
        raise ValueError(f"tau was {tau}: far too small for a curve from {start} to {end}")
    fallen = np.tanh((u * (end - start) + start) / tau / 2)
    return _starting_clean("sigmoid", np.clip((at_end - fallen) / (at_end - at_start), LEAST, 1.0))


def polynomial(
    steps: int = 20, power: float = POLYNOMIAL_POWER, s: float = POLYNOMIAL_S
) -> Schedule:
    """Polynomial schedule of Hoogeboom et al. 2022 (equivariant diffusion, appendix B).

    alpha_bar(u) = f(u) / f(0), f(u) = (1 - 2s)·(1 - u^power)² + s: it ends at s, not at nothing.
    0.1 <= power <= 20, 1e-12 <= s <= 0.1.
    """
    u = _fractions(steps)
    power, s = checks.number("power", power, 0.1, 20), checks.number("s", s, 1e-12, 0.1)
    return _starting_clean("poly", ((1 - 2 * s) * (1 - u**power) ** 2 + s) / (1 - s))


def laplace(steps: int = 20, mu: float = 0.0, b: float = LAPLACE_B) -> Schedule:
    """Laplace schedule of Hang et al. 2024 (table 1): most steps near log-SNR = mu.

    log-SNR(u) = mu - b·sgn(½ - u)·ln(1 - 2|u - ½|), with u kept 1e-6 from its ends, where the
    logarithm has none. -20 <= mu <= 20, 0.01 <= b <= 5.
    """
    u = np.clip(_fractions(steps), LAPLACE_EDGE, 1 - LAPLACE_EDGE)
    mu, b = checks.number("mu", mu, -20, 20), checks.number("b", b, 0.01, 5)
    log_snr = mu - b * np.sign(0.5 - u) * np.log(1 - 2 * np.abs(u - 0.5))
    return _starting_clean("laplace", from_log_snr(log_snr))


def from_log_snr(log_snr: Floats) -> Floats:
    """alpha_bar = 1 / (1 + exp(-log_snr)), without overflow."""
    return 0.5 * (1.0 + np.tanh(log_snr / 2))
