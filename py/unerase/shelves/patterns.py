"""Patterns that fill the grid from edge to edge: cloth of which there could be more.

None has a place of its own, so that a denoiser that knows what is next to what, and not where, can
go on with them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType

import numpy as np

from unerase.arrays import Bits, Floats, Picture
from unerase.noise import NoiseSource
from unerase.presets import SIDE
from unerase.raster import Canvas
from unerase.shelves.sketch import Sketch

_SEED = 7
"""The seed of what is drawn by chance, so that the drawings are the same everywhere."""

_grid = Canvas(SIDE, span=SIDE)
_row, _column = np.indices((SIDE, SIDE))


def _repeated(tile: str) -> Bits:
    """A tile, written as rows with `#` for ink, repeated from the top-left corner on."""
    rows = np.array([[cell == "#" for cell in line] for line in tile.split()])
    return np.asarray(rows[_row % rows.shape[0], _column % rows.shape[1]])


def _chance(side: int, stream: int) -> Picture:
    """Normal draws, shape (side, side); each pattern has a stream of its own."""
    return NoiseSource(_SEED, stream).normal((side, side))


def _weave() -> Bits:
    """Bands three pixels wide, over and under each other in turn."""
    lies_across = (_row // 5 + _column // 5) % 2 == 0
    along = np.where(lies_across, _row, _column) % 5
    return (along >= 1) & (along <= 3)


def _labyrinth() -> Bits:
    """In each square one diagonal or the other, after 10 PRINT CHR$(205.5+RND(1)); : GOTO 10."""
    side = 4
    falls = np.kron(_chance(SIDE // side, 1) > 0.0, np.ones((side, side), dtype=np.bool_))
    return np.where(falls, _row - _column, _row + _column + 1) % side < 2


def _maze() -> Bits:
    """From each pillar one wall, to the right or down: walls that never close a loop."""
    right = _chance(SIDE // 2, 2) > 0.0
    bits = np.zeros((SIDE, SIDE), dtype=np.bool_)
    bits[::2, ::2] = True
    bits[::2, 1::2] = right
    bits[1::2, ::2] = ~right
    return bits


def _waves() -> Bits:
    crest = 2.0 * np.sin(2.0 * np.pi * (_column + 0.5) / 16.0)
    return np.asarray((_row + crest + 0.6) % 6.4 < 3.2)


def _bricks() -> Bits:
    course = _row // 6
    return np.asarray((_row % 6 == 0) | ((_column + 5 * (course % 2)) % 10 == 0))


def _herringbone() -> Bits:
    """Stripes that change their direction every eight columns, and there meet what they are not."""
    slope = np.where(_column // 8 % 2 == 0, _column, 3 - _column)
    return np.asarray((_row + slope) % 8 < 4, dtype=np.bool_)


def _houndstooth() -> Bits:
    """A 2/2 twill of four dark and four light threads each way."""
    warp_on_top = (_row + _column) % 4 < 2
    return np.where(warp_on_top, _column, _row) % 8 < 4


def _scales() -> Bits:
    """Each row of discs lies over the one below it."""
    bits = np.zeros((SIDE, SIDE), dtype=np.bool_)
    for k in range(SIDE // 5 + 1, -2, -1):
        for x in range(5 * (k % 2) - 2, SIDE + 6, 10):
            bits &= ~_grid.disc((x, 5 * k), 5.6)
            bits |= _grid.ring((x, 5 * k), 5.6, 4.2)
    return bits


def _honeycomb() -> Bits:
    return _repeated(
        """
        #.......
        #.......
        #.......
        ##.....#
        .##...##
        ..##.##.
        ...###..
        ....#...
        ....#...
        ....#...
        ...###..
        ..##.##.
        .##...##
        ##.....#
        """
    )


def _dots() -> Bits:
    bits = np.zeros((SIDE, SIDE), dtype=np.bool_)
    for y in range(1, SIDE + 3, 5):
        for x in range(y % 10, SIDE + 3, 10):
            bits |= _grid.disc((x, y), 2.7)
    return bits


def _camouflage() -> Bits:
    """Noise that is alike near by and unlike farther off, cut at its median."""
    fine = _blurred(_chance(SIDE, 3).astype(np.float64), 2)
    coarse = _blurred(_blurred(fine, 3), 3)
    spots = _blurred(fine - coarse, 1)
    # Not np.median, which imports all of numpy.ma.
    return np.asarray(spots >= np.sort(spots, axis=None)[spots.size // 2])


def _blurred(values: Floats, reach: int) -> Floats:
    """Each value with those up to `reach` pixels away summed, across the edges of the grid."""
    for axis in (0, 1):
        values = sum(
            (np.roll(values, shift, axis) for shift in range(-reach, reach + 1)),
            start=np.zeros_like(values),
        ) / (2 * reach + 1)
    return values


def _circuit() -> Bits:
    """Wires between the points of a lattice, with a pad where a wire ends."""
    side, gap = SIDE // 4, 4
    right, down = _chance(side, 4) > -0.2, _chance(side, 5) > -0.2
    wires = right.astype(int) + down + np.roll(right, 1, axis=1) + np.roll(down, 1, axis=0)
    bits = np.zeros((SIDE, SIDE), dtype=np.bool_)
    for i, j in np.ndindex(side, side):
        y, x = gap * i + 1, gap * j + 1
        bits[y, x] = True
        bits[y, np.arange(x, x + gap) % SIDE] |= right[i, j]
        bits[np.arange(y, y + gap) % SIDE, x] |= down[i, j]
        if wires[i, j] <= 1:
            bits[y - 1 : y + 2, x - 1 : x + 2] = True
    return bits


_PATTERNS: Mapping[str, Callable[[], Bits]] = MappingProxyType(
    {
        "Weave": _weave,
        "Labyrinth": _labyrinth,
        "Maze": _maze,
        "Waves": _waves,
        "Camouflage": _camouflage,
        "Circuit": _circuit,
        "Herringbone": _herringbone,
        "Houndstooth": _houndstooth,
        "Bricks": _bricks,
        "Scales": _scales,
        "Honeycomb": _honeycomb,
        "Dots": _dots,
    }
)


@cache
def patterns() -> tuple[Sketch, ...]:
    """The patterns in display order, each in a class of its own."""
    return tuple(Sketch(name, draw(), name) for name, draw in _PATTERNS.items())
