"""Dots, arrows and trails as SVG path data, which a canvas takes as well.

One formatting of whole numbers makes each: units are the steps of the plane (`page.state.points`),
x to the right and, as on every screen, y downwards.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from page.state.points import CENTRE, HALF, SIDE, STEPS_PER_UNIT

Points = NDArray[np.float32]
_FAR = 4 * SIDE  # far outside, so that what lies there is not seen and its numbers stay short

CELL = 2 * HALF / 16
LONGEST = 0.9 * CELL
"""The length that the arrows of the strongest scores come near to."""


_SCALE = np.array([STEPS_PER_UNIT, -STEPS_PER_UNIT], dtype=np.float32)
_TURN = np.array([-1, 1], dtype=np.float32)


def grid() -> Points:
    """Where the arrows stand: the middles of 16 × 16 cells of the plane, shape (256, 2)."""
    side = (np.arange(16) + 0.5) * CELL - HALF
    x, y = np.meshgrid(side, side)
    return np.column_stack((x.reshape(-1), y.reshape(-1))).astype(np.float32)


def units(points: Points) -> NDArray[np.int32]:
    steps = np.rint(points * _SCALE) + CENTRE
    units: NDArray[np.int32] = np.clip(steps, -_FAR, _FAR).astype(np.int32)
    return units


def dots(points: Points) -> str:
    """A line of no length at each point: with round ends its stroke is a dot."""
    return "M%d %dh0" * len(points) % tuple(units(points).reshape(-1).tolist())


def segments(before: Points, after: Points) -> str:
    """A straight line from each point to where it is next."""
    ends = np.concatenate((units(before), units(after)), axis=1)
    return "M%d %dL%d %d" * len(ends) % tuple(ends.reshape(-1).tolist())


def arrows(places: Points, score: Points) -> str:
    """An arrow for the score at each place, shape (n, 2)."""
    found = arrow_corners(places, score)
    return "M%d %dL%d %dM%d %dL%d %dL%d %d" * len(found) % tuple(found.reshape(-1).tolist())


def arrow_corners(places: Points, score: Points) -> NDArray[np.int32]:
    """Where each arrow has its tail and tip, and its head: one side, tip, other; shape (n, 10).

    Its length grows with the score s, |s| / (1 + |s|) of the longest, so that weak and strong ones
    can be told apart in one picture.
    """
    strength = np.hypot(score[:, :1], score[:, 1:])
    shaft: Points = (score * (LONGEST / (1 + strength))).astype(np.float32)
    tip = places + 0.5 * shaft
    across = shaft[:, ::-1] * _TURN
    neck = tip - 0.34 * shaft
    corners = (tip - shaft, tip, neck + 0.2 * across, tip, neck - 0.2 * across)
    return np.concatenate([units(corner) for corner in corners], axis=1)
