"""Capitals and digits in three faces, drawn from one set of skeletons with three pens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from unerase import checks
from unerase.presets import SIDE
from unerase.raster import Bits, Floats
from unerase.shelves.pen import Pen
from unerase.shelves.skeletons import SKELETONS
from unerase.shelves.sketch import Sketch

TOP, BOTTOM = 4, 28
"""The edges, in rows, between which every character stands."""

_MARGIN = 1  # serifs stay this far from the edges of the grid
_SLAB = 3  # pixels, how high the serifs of stems are
_BEAK, _BEAK_WIDTH = 7, 3  # pixels, the serifs of bars


@dataclass(frozen=True)
class Face:
    """How skeletons become characters.

    The pen is an ellipse, `stem` pixels wide and `bar` pixels high. `width` scales the widths of
    the skeletons, `slant` is how many pixels a row leans to the right of the one below it,
    `fullness` is the exponent of the curves (2 for ellipses, more for squarer ones), and `serif`
    how many pixels a serif reaches out of a stem, 0 for none.
    """

    name: str
    stem: int
    bar: int
    width: float = 1.0
    slant: float = 0.0
    fullness: float = 2.0
    serif: int = 0


FACES = (
    Face("bold", stem=5, bar=4, fullness=2.3),
    Face("slab", stem=5, bar=3, width=0.92, fullness=2.1, serif=3),
    Face("narrow", stem=4, bar=4, width=0.76, slant=0.19, fullness=2.3),
)
"""The three faces in display order."""


@cache
def letters() -> tuple[Sketch, ...]:
    """The 26 capitals and 10 digits in each face: 108 sketches, labelled with their character."""
    return tuple(
        Sketch(f"{character}, {face.name}", character_in(face, character), character)
        for face in FACES
        for character in SKELETONS
    )


def character_in(face: Face, character: str) -> Bits:
    """One character, drawn afresh: bits of shape (32, 32), 24 rows high, in the middle.

    Raises ValueError for a character that is not of SKELETONS.
    """
    width, strokes = SKELETONS[checks.one_of("character", character, SKELETONS)]
    # So wide that a stem in its middle fills whole pixels too.
    wide = face.stem + 2 * max(0, round((width * face.width - face.stem) / 2))
    left = (SIDE - wide) // 2
    frame = _Frame(face, left, left + wide)
    row, column = np.indices((BOTTOM - TOP, SIDE)).reshape(2, -1) + 0.5
    row += TOP
    pen = Pen(face.stem / 2, face.bar / 2, column + face.slant * (row - SIDE / 2), row)
    ink = np.zeros(row.shape, dtype=np.bool_)
    for stroke in strokes:
        points = frame.points(stroke)
        ink |= pen.stroke(points, frame.overrun(points))
        for low, high, first, last in frame.serifs(points):
            ink |= (low < pen.x) & (pen.x < high) & (first < row) & (row < last)
    bits = np.zeros((SIDE, SIDE), dtype=np.bool_)
    bits[TOP:BOTTOM] = ink.reshape(-1, SIDE)
    inked = np.flatnonzero(bits.any(axis=0))
    return np.roll(bits, (SIDE - 1 - int(inked[0] + inked[-1])) // 2, axis=1)


@dataclass(frozen=True)
class _Frame:
    """Where a character of a face stands: from column edge `left` to `right`."""

    face: Face
    left: int
    right: int

    def points(self, stroke: str) -> Floats:
        """A stroke of a skeleton on the grid, shape (n, 2); stems and bars fill whole pixels."""
        point_size = np.array([self.face.stem, self.face.bar])
        size = np.array([self.right - self.left, BOTTOM - TOP]) - point_size
        line: list[Floats] = []
        for word in stroke.split():
            fractions = np.array([float(number) for number in word.lstrip("hv").split(",")])
            point = np.rint(fractions * size) + point_size / 2 + (self.left, TOP)
            if word[0] in "hv":
                line.extend(_quarter(line[-1], point, word[0] == "h", self.face.fullness))
            line.append(point)
        return np.array(line)

    def overrun(self, points: Floats) -> Floats:
        """By how much the ends run on: slanting ones past the edge, where they are cut level."""
        return np.array(
            [
                3.0 if self._at_edge(end) and end[1] != before[1] else 1.0
                for end, before in ((points[0], points[1]), (points[-1], points[-2]))
            ]
        )

    def serifs(self, points: Floats) -> Iterator[tuple[float, float, float, float]]:
        """The serifs of a stroke as boxes: left, right, top and bottom edge.

        Slabs are at the ends of stems and at the corners of the outer ones, beaks at the ends of
        bars.
        """
        stem, reach = self.face.stem / 2, self.face.serif
        if not reach:
            return
        closed = np.array_equal(points[0], points[-1])
        steps = np.diff(points, axis=0)
        for k in range(closed, len(points)):
            (x, y), touching = points[k], steps[max(k - 1, 0) : k + 1]
            if k == len(steps) and closed:
                touching = steps[[-1, 0]]
            if not self._at_edge(points[k]):
                continue
            low, high, tall = x - stem - reach, x + stem + reach, _SLAB
            if len(touching) == 1 and touching[0, 1] == 0.0:
                inwards = touching[0, 0] > 0.0 if k == 0 else touching[0, 0] < 0.0
                low = x - stem if inwards else x + stem - _BEAK_WIDTH
                high, tall = low + _BEAK_WIDTH, _BEAK
            elif len(touching) == 2:
                upright = np.count_nonzero(touching[:, 0] == 0.0)
                if upright != 1 or x not in (self.left + stem, self.right - stem):
                    continue
            first = TOP if y < SIDE / 2 else BOTTOM - tall
            yield max(low, _MARGIN), min(high, SIDE - _MARGIN), first, first + tall

    def _at_edge(self, point: Floats) -> bool:
        """Whether a pen at that point touches the line that characters stand on, or their top."""
        return bool(min(point[1] - TOP, BOTTOM - point[1]) == self.face.bar / 2)


def _quarter(start: Floats, stop: Floats, level: bool, fullness: float) -> Floats:
    """The points inside a quarter of a superellipse (Lamé 1818), which leaves its start `level`."""
    angle = np.linspace(0.0, np.pi / 2, 6)[1:-1]
    run, rise = np.sin(angle) ** (2 / fullness), 1.0 - np.cos(angle) ** (2 / fullness)
    share = np.column_stack((run, rise) if level else (rise, run))
    return np.asarray(start + share * (stop - start))
