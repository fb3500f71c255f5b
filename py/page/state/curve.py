"""The visitor's own schedule in bytes: control points of its log-SNR, two bytes each."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from page.state.table import packed
from unerase import Schedule, custom

ACROSS = 240
"""Steps of u from 0 to 1: every stop of twenty lies on one."""
PER_UNIT, TOP = 10, 120
"""Steps of log-SNR per unit, and how many there are above and below 0."""
MOST_POINTS = 12

Points = NDArray[np.int64]
"""Control points in steps, shape (n, 2): of u from 0 to ACROSS, of log-SNR from TOP to -TOP."""


def pack(points: Points) -> bytes:
    """Control points as bytes; raises ValueError when they are no curve."""
    packed = np.column_stack((points[:, 0], points[:, 1] + TOP))
    if packed.min() < 0 or packed.max() > 2 * TOP:
        raise ValueError("a control point lies outside the chart")
    data = packed.astype(np.uint8).tobytes()
    if not fits(data):
        raise ValueError(
            f"a curve has 2 … {MOST_POINTS} points, from left to right and never rising"
        )
    return data


def unpack(data: bytes) -> Points:
    """The control points that `pack` made bytes of."""
    shifted = np.frombuffer(data, dtype=np.uint8).reshape(-1, 2).astype(np.int64)
    points: Points = shifted - np.array([0, TOP])
    return points


def fits(data: bytes) -> bool:
    """Whether these bytes are a curve: from edge to edge, and never rising."""
    if len(data) % 2 or not 2 <= len(data) // 2 <= MOST_POINTS or max(data) > 2 * TOP:
        return False
    u, log_snr = unpack(data).T
    across = u[0] == 0 and u[-1] == ACROSS and (np.diff(u) > 0).all()
    return bool(across and (np.diff(log_snr) <= 0).all())


def control_points(data: bytes) -> list[tuple[float, float]]:
    """The points as numbers: (u, log-SNR)."""
    return [(u / ACROSS, log_snr / PER_UNIT) for u, log_snr in unpack(data).tolist()]


def schedule_of(data: bytes, steps: int) -> Schedule:
    """The schedule of this curve at that many steps."""
    return custom(control_points(data), steps)


DEFAULT_CURVE = pack(np.array([[0, 90], [80, 30], [160, -30], [240, -100]]))
"""Something to begin with: noise arrives evenly on the scale of log-SNR."""

read_curve = packed(
    f"2 … {MOST_POINTS} points of a falling curve in base64url, two bytes each", fits
)
"""Reads the curve that `pack` made bytes of."""
