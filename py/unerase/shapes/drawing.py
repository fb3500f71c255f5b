"""Drawing a shape by name: its kind, its style and its pose."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from unerase import checks
from unerase.arrays import Bits, Floats
from unerase.presets import SIDE
from unerase.shapes.kinds import BODIES, KINDS, MARKS
from unerase.shapes.poses import random_poses
from unerase.shapes.styles import STYLES

PAIRS: tuple[tuple[str, str], ...] = tuple((kind, style) for kind in KINDS for style in STYLES)
"""Every kind in every style."""

UNSEEN: tuple[tuple[str, str], ...] = (
    ("diamond", "outlined"),
    ("arrow", "outlined"),
    ("heart", "striped"),
    ("tree", "striped"),
    ("crown", "filled"),
)
"""The pairs that the learner has never been shown: it knows the kind and the style apart."""

_centres = np.arange(SIDE) + 0.5


def shape_label(kind: str, style: str) -> str:
    """The name to show for a shape, such as "Outlined star"."""
    words = checks.one_of("style", style, STYLES), checks.one_of("kind", kind, KINDS)
    return " ".join(words).capitalize()


def draw_all(kind: str, style: str, poses: ArrayLike) -> Bits:
    """One shape in many poses: bits of shape (count, 32, 32), True where there is ink.

    A pose is a row (x, y, width, height) in pixels, with the centre (x, y) measured from the
    top-left corner of the grid; width and height are above 0.
    """
    body = BODIES[checks.one_of("kind", kind, KINDS)]
    styled = STYLES[checks.one_of("style", style, STYLES)]
    u, v = _coordinates(poses)
    inside = body(u, v)
    marks = MARKS[kind](u, v) if kind in MARKS else np.zeros_like(inside)
    return styled(inside, marks)


def random_shape(kind: str, style: str, seed: int) -> Bits:
    """The shape in a pose that the seed (0 … 2**32 - 1) picks at random: bits, (32, 32)."""
    drawn: Bits = draw_all(kind, style, random_poses(1, seed))[0]
    return drawn


def _coordinates(poses: ArrayLike) -> tuple[Floats, Floats]:
    """The pixel centres in each shape's own square -1 … 1: (count, 1, 32) and (count, 32, 1)."""
    rows = checks.numbers("poses", poses, "rows of x, y, width and height").astype(np.float64)
    if rows.ndim != 2 or rows.shape[1] != 4:
        raise ValueError(f"poses had shape {rows.shape}; it must have shape (count, 4)")
    if not (np.isfinite(rows).all() and (rows[:, 2:] > 0).all()):
        raise ValueError("poses held a row that is not finite, or of no width or height")
    x, y, width, height = rows.T[:, :, np.newaxis]
    u, v = (_centres - x) / (width / 2), (_centres - y) / (height / 2)
    return u[:, np.newaxis, :], v[:, :, np.newaxis]
