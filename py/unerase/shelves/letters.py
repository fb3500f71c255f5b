"""Capitals and digits in three faces, drawn from one set of skeletons with three pens."""

from __future__ import annotations

from functools import cache

import numpy as np

from unerase.arrays import Bits
from unerase.presets import SIDE
from unerase.shelves.pen import Pen
from unerase.shelves.skeletons import SKELETONS
from unerase.shelves.sketch import Sketch
from unerase.shelves.typeface import BOTTOM, FACES, TOP, Box, Face


@cache
def letters() -> tuple[Sketch, ...]:
    """The 26 capitals and 10 digits in each face: 108 sketches, labelled with their character.

    All stand between the same rows, in the middle and bold, because a denoiser that looks at a
    neighbourhood compares them place by place.
    """
    return tuple(
        Sketch(f"{character}, {face.name}", character_in(face, character), character)
        for face in FACES
        for character in SKELETONS
    )


def character_in(face: Face, character: str) -> Bits:
    """One character of SKELETONS, drawn afresh: bits, (32, 32), 24 rows high, in the middle."""
    width, strokes = SKELETONS[character]
    box = Box.around(face, width)
    row, column = np.indices((BOTTOM - TOP, SIDE)).reshape(2, -1) + 0.5
    y = row + TOP
    x = column + face.slant * (y - SIDE / 2)
    pen = Pen(face.stem / 2, face.bar / 2, x, y)
    ink = np.zeros(y.shape, dtype=np.bool_)
    for stroke in strokes:
        points = box.points(stroke)
        ink |= pen.stroke(points, box.overrun(points))
        for left, right, top, bottom in box.serifs(points):
            ink |= (left < x) & (x < right) & (top < y) & (y < bottom)
    bits = np.zeros((SIDE, SIDE), dtype=np.bool_)
    bits[TOP:BOTTOM] = ink.reshape(-1, SIDE)
    inked = np.flatnonzero(bits.any(axis=0))
    return np.roll(bits, (SIDE - 1 - int(inked[0] + inked[-1])) // 2, axis=1)
