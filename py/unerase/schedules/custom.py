"""A schedule of one's own: a monotone curve of log-SNR through control points."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from unerase import checks
from unerase.arrays import Floats
from unerase.schedules.curves import from_log_snr
from unerase.schedules.schedule import MAX_STEPS, Schedule

LOG_SNR_RANGE = 20.0
"""How far log-SNR may be from 0, where signal and noise are equally strong."""

LEVEL = 1e-9
"""Slopes of log-SNR below this are none."""


def custom(points: ArrayLike, steps: int = 20) -> Schedule:
    """The schedule whose log-SNR at u = t / T runs through `points`, rows of (u, log-SNR).

    At least two points; u rises from exactly 0 to exactly 1, and log-SNR never rises, within ±20.
    Stop 0 is the picture itself, whatever the curve says there.
    """
    u, log_snr = _checked(points)
    at = np.arange(1, checks.integer("steps", steps, 1, MAX_STEPS) + 1) / steps
    alpha_bar = from_log_snr(monotone(u, log_snr, at))
    return Schedule("custom", np.concatenate(([1.0], np.minimum.accumulate(alpha_bar))))


def monotone(x: Floats, y: Floats, at: Floats) -> Floats:
    """The smooth curve through the points (x, y) that rises and falls only where they do.

    Piecewise cubic (Fritsch & Carlson 1980) with the slopes of Fritsch & Butland 1984, as modified
    by Brodlie: a weighted harmonic mean of the two sides, 0 at every turn. x rises; `at` lies
    within it.
    """
    width = np.diff(x)
    rise = np.diff(y) / width
    slope = np.zeros_like(y)
    slope[[0, -1]] = rise[[0, -1]]
    before, after = rise[:-1], rise[1:]
    # A side that is level, but for what floating point leaves of it, is level.
    along = (before * after > 0) & (np.minimum(np.abs(before), np.abs(after)) > LEVEL)
    w1, w2 = (2 * width[1:] + width[:-1])[along], (width[1:] + 2 * width[:-1])[along]
    slope[1:-1][along] = (w1 + w2) / (w1 / before[along] + w2 / after[along])
    i = np.clip(np.searchsorted(x, at, side="right") - 1, 0, len(x) - 2)
    h, s = width[i], (at - x[i]) / width[i]
    # Hermite's form: value and slope at both ends of the piece.
    return np.asarray(
        y[i] * (1 + 2 * s) * (1 - s) ** 2
        + y[i + 1] * s**2 * (3 - 2 * s)
        + h * s * (1 - s) * (slope[i] * (1 - s) - slope[i + 1] * s)
    )


def _checked(points: ArrayLike) -> tuple[Floats, Floats]:
    allowed = "at least two rows of (u, log-SNR)"
    table = checks.numbers("points", points, allowed).astype(np.float64)
    if table.ndim != 2 or table.shape[0] < 2 or table.shape[1] != 2:
        raise ValueError(f"points had shape {table.shape}; they must be {allowed}")
    if not np.isfinite(table).all():
        raise ValueError("points held NaN or infinite values; all must be finite numbers")
    u, log_snr = table.T
    if not (u[0] == 0 and u[-1] == 1 and (np.diff(u) > 0).all()):
        raise ValueError(f"u of the points was {u.tolist()}; it must rise from 0 to 1")
    if (np.diff(log_snr) > 0).any():
        n = int(np.argmax(np.diff(log_snr) > 0))
        raise ValueError(
            f"log-SNR of the points rose from {log_snr[n]} to {log_snr[n + 1]}; it must never rise"
        )
    if np.abs(log_snr).max() > LOG_SNR_RANGE:
        raise ValueError(
            f"log-SNR of the points reached {np.abs(log_snr).max()}; "
            f"it must stay within -{LOG_SNR_RANGE:.0f} and {LOG_SNR_RANGE:.0f}"
        )
    return u, log_snr
