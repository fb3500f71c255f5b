"""Numbers that describe points: where they lie on average, and how near they come to examples."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from unerase import checks
from unerase.arrays import Picture


@dataclass(frozen=True)
class CloudMoments:
    """Mean and variance of points in the plane, on each axis: (of x, of y)."""

    mean: tuple[float, float]
    variance: tuple[float, float]


def cloud_moments(points: Picture) -> CloudMoments:
    """The moments of points, shape (n, 2)."""
    x = checks.picture("points", points).astype(np.float64)
    if x.ndim != 2 or x.shape[1] != 2:
        raise ValueError(f"points had shape {x.shape}; it must be a row of points (n, 2)")
    (mean_x, mean_y), (variance_x, variance_y) = x.mean(axis=0).tolist(), x.var(axis=0).tolist()
    return CloudMoments((mean_x, mean_y), (variance_x, variance_y))


def nearest_distance(points: Picture, examples: Picture) -> NDArray[np.float32]:
    """How far each point is from the example nearest to it; exactly 0 where it is one of them.

    points has shape (n, d), examples (m, d), n and m >= 1; the answer is float32 of shape (n,).
    """
    points, examples = checks.picture("points", points), checks.picture("examples", examples)
    if not (points.ndim == examples.ndim == 2 and points.shape[1] == examples.shape[1]):
        raise ValueError(
            f"points had shape {points.shape} and examples {examples.shape}; "
            "they must be rows of points in one space"
        )
    squares = np.zeros((len(points), len(examples)), dtype=np.float32)
    apart = np.empty_like(squares)
    for mine, theirs in zip(points.T, examples.T, strict=True):
        # Differences, not inner products: those would not cancel to 0 on an example.
        np.subtract(mine[:, np.newaxis], theirs, out=apart)
        apart *= apart
        squares += apart
    distance: NDArray[np.float32] = np.sqrt(squares.min(axis=1))
    return distance
