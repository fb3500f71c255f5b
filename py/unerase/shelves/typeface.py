"""Typefaces: what pen draws a skeleton, how wide, how steep, and with what serifs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from unerase.arrays import Floats
from unerase.presets import SIDE

TOP, BOTTOM = 4, 28
"""The edges, in rows, between which every character stands."""

_MARGIN = 1  # serifs stay this far from the edges of the grid
_SLAB = 3  # pixels, how high the serifs of stems are
_BEAK, _BEAK_WIDTH = 7, 3  # pixels, the serifs of bars
_PAST = 3.0  # pen points, by which slanting strokes run on past the edge, where they are cut level


@dataclass(frozen=True)
class Face:
    """How skeletons become characters.

    The pen is an ellipse, `stem` pixels wide and `bar` pixels high. `width` scales the widths of
    the skeletons, `slant` is by how many pixels a row is to the right of the one below it,
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


@dataclass(frozen=True)
class Box:
    """Where a character of a face stands, before it leans: between two edges, in columns."""

    face: Face
    left: int
    right: int

    @classmethod
    def around(cls, face: Face, width: int) -> Box:
        """In the middle, so wide that a stem in its own middle fills whole pixels too."""
        wide = face.stem + 2 * max(0, round((width * face.width - face.stem) / 2))
        left = (SIDE - wide) // 2
        return cls(face, left, left + wide)

    def points(self, stroke: str) -> Floats:
        """A stroke of a skeleton on the grid, shape (n, 2); stems and bars fill whole pixels."""
        pen = np.array([self.face.stem, self.face.bar])
        size = np.array([self.right - self.left, BOTTOM - TOP]) - pen
        line: list[Floats] = []
        for word in stroke.split():
            fractions = np.array([float(number) for number in word.lstrip("hv").split(",")])
            point = np.rint(fractions * size) + pen / 2 + (self.left, TOP)
            if word[0] in "hv":
                line.extend(_quarter(line[-1], point, word[0] == "h", self.face.fullness))
            line.append(point)
        return np.array(line)

    def overrun(self, points: Floats) -> Floats:
        """By how many pen points the two ends of a stroke run on."""
        ends = ((points[0], points[1]), (points[-1], points[-2]))
        slants = [self._at_edge(end) and end[1] != before[1] for end, before in ends]
        return np.where(slants, _PAST, 1.0)

    def serifs(self, points: Floats) -> Iterator[tuple[float, float, float, float]]:
        """The serifs of a stroke as boxes: left, right, top and bottom edge.

        Slabs are where strokes end and at the corners of the outer stems, beaks at the ends of
        bars.
        """
        stem, reach = self.face.stem / 2, self.face.serif
        if not reach:
            return
        for (x, y), arms in _vertices(points):
            if not self._at_edge((x, y)):
                continue
            outer = x in (self.left + stem, self.right - stem)
            if len(arms) == 1 and arms[0][1] == 0.0:
                low = x - stem if arms[0][0] > 0.0 else x + stem - _BEAK_WIDTH
                high, tall = low + _BEAK_WIDTH, _BEAK
            elif len(arms) == 1 or (outer and sum(arm[0] == 0.0 for arm in arms) == 1):
                low, high, tall = x - stem - reach, x + stem + reach, _SLAB
            else:
                continue
            top = TOP if y < SIDE / 2 else BOTTOM - tall
            yield max(low, _MARGIN), min(high, SIDE - _MARGIN), top, top + tall

    def _at_edge(self, point: Floats | tuple[float, float]) -> bool:
        """Whether a pen at that point touches the line that characters stand on, or their top."""
        return bool(min(point[1] - TOP, BOTTOM - point[1]) == self.face.bar / 2)


def _vertices(points: Floats) -> Iterator[tuple[Floats, list[Floats]]]:
    """Every point of a stroke, once, and the one or two arms that leave it."""
    closed = np.array_equal(points[0], points[-1])
    ring = points[:-1] if closed else points
    for k, point in enumerate(ring):
        beside = [k - 1, k + 1] if not closed else [k - 1, (k + 1) % len(ring)]
        yield point, [ring[j] - point for j in beside if closed or 0 <= j < len(ring)]


def _quarter(start: Floats, stop: Floats, level: bool, fullness: float) -> Floats:
    """The points inside a quarter of a superellipse (Lamé 1818), which leaves its start `level`."""
    angle = np.linspace(0.0, np.pi / 2, 6)[1:-1]
    run, rise = np.sin(angle) ** (2 / fullness), 1.0 - np.cos(angle) ** (2 / fullness)
    share = np.column_stack((run, rise) if level else (rise, run))
    return np.asarray(start + share * (stop - start))
