"""Ready-made drawings for the 32 × 32 drawing grid: ink is True, paper is False.

Each is drawn on demand from a few shapes, in pixels from the top-left corner of the grid; boldly,
because it is meant to be recognised through noise.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np

from unerase import checks
from unerase.arrays import Bits
from unerase.metrics import nearest
from unerase.raster import Canvas, arc, mirrored

SIDE = 32
"""Rows, and columns, of every drawing."""

_MIDDLE = SIDE / 2
_CENTRE = (_MIDDLE, _MIDDLE)
_grid = Canvas(SIDE, span=SIDE)

_presets: dict[str, tuple[str, Callable[[], Bits]]] = {}


def _drawing(label: str) -> Callable[[Callable[[], Bits]], Callable[[], Bits]]:
    """Register a drawing with its label, under the slug made from it, in display order."""

    def register(draw: Callable[[], Bits]) -> Callable[[], Bits]:
        _presets[label.lower().replace(" ", "-")] = label, cache(draw)
        return draw

    return register


@_drawing("Heart")
def _heart() -> Bits:
    lobe = arc((9.2, 10.7), 7.4, 145.0, 360.0)
    side = arc((68.7, -31.0), 80.0, 131.2, 145.0)  # a very slight bulge, tangent to the lobe
    return mirrored(_grid.polygon([*lobe, *side]))


@_drawing("Star")
def _star() -> Bits:
    tips = arc((_MIDDLE, 17.2), 13.8, -90.0, 270.0, 6)
    notches = arc((_MIDDLE, 17.2), 5.3, -54.0, 306.0, 6)
    outline = np.stack((tips, notches), axis=1).reshape(-1, 2)[:-1]
    return mirrored(_grid.polygon(outline) | _grid.stroke(outline, 2.6))


@_drawing("House")
def _house() -> Bits:
    roof = _grid.polygon([(16, 2), (31, 16), (1, 16)])
    chimney = _grid.box((23, 4), (27, 14))
    walls = _grid.box((5, 16), (27, 29))
    door = _grid.box((8, 19), (14, 29))
    window = _grid.box((17, 19), (24, 25))
    return (mirrored(roof) | chimney | walls) & ~door & ~window


@_drawing("Moon")
def _moon() -> Bits:
    return _grid.disc((17, 16), 13.4) & ~_grid.disc((22.5, 13), 11.2)


@_drawing("Smiley")
def _smiley() -> Bits:
    face = _grid.ring(_CENTRE, 14.0, 11.2)
    eye = _grid.ellipse((11, 12.5), 2.1, 2.9)
    smile = _grid.stroke(arc((16, 15.5), 7.5, 22.0, 158.0), 3.0)
    return mirrored(face | eye | smile)


@_drawing("Spiral")
def _spiral() -> Bits:
    turn = np.linspace(0.0, 2.25, 200)
    radius = 0.6 + 5.7 * turn
    angle = 2.0 * np.pi * turn
    points = np.column_stack((15 + radius * np.cos(angle), 15 + radius * np.sin(angle)))
    return _grid.stroke(points, 2.9)


@_drawing("Ring")
def _ring() -> Bits:
    return _grid.ring(_CENTRE, 13.5, 7.5)


@_drawing("Arrow")
def _arrow() -> Bits:
    shaft = _grid.box((2, 12), (18, 20))
    head = _grid.polygon([(17, 3), (31, 16), (17, 29)])
    return shaft | head | head[::-1]


@_drawing("Cat")
def _cat() -> Bits:
    head = _grid.ellipse((16, 18.5), 13.0, 10.5)
    ear = _grid.polygon([(4.6, 2.6), (14, 9.5), (3.5, 18)])
    eye = _grid.ellipse((10.5, 16.5), 2.2, 2.8)
    nose = _grid.polygon([(13, 21), (19, 21), (16, 24.5)])
    return mirrored(head | ear) & ~mirrored(eye | nose)


@_drawing("Fish")
def _fish() -> Bits:
    body = _grid.ellipse((13, 16), 11.0, 8.5)
    tail = _grid.polygon([(19, 16), (28, 6), (30, 6), (28.1, 16), (30, 26), (28, 26)])
    eye = _grid.disc((8, 14), 1.8)
    return (body | tail) & ~eye


@_drawing("Tree")
def _tree() -> Bits:
    tiers = (
        _grid.polygon([(16, 2), (23, 11), (9, 11)])
        | _grid.polygon([(16, 6), (26, 18), (6, 18)])
        | _grid.polygon([(16, 12), (28, 25), (4, 25)])
    )
    trunk = _grid.box((14, 25), (18, 30))
    return mirrored(tiers | trunk)


@_drawing("Umbrella")
def _umbrella() -> Bits:
    canopy = _grid.disc((15.5, 17.5), 13.6) & _grid.box((0, 0), (32, 18))
    scallops = _grid.disc((6.2, 19), 4.0) | _grid.disc((15.5, 19), 4.0)
    scallops |= _grid.disc((24.8, 19), 4.0)
    tip = _grid.box((14, 2), (17, 5))
    handle = _grid.stroke([(15.5, 12), (15.5, 25), *arc((12, 25), 3.5, 0.0, 180.0)], 3.04)
    return (canopy & ~scallops) | tip | handle


@_drawing("Key")
def _key() -> Bits:
    bow = _grid.ring((10, 16), 8.0, 3.6)
    shaft = _grid.box((16, 14), (30, 18))
    bits = _grid.box((21, 18), (24, 22)) | _grid.box((27, 18), (30, 24))
    return bow | shaft | bits


@_drawing("Music note")
def _music_note() -> Bits:
    heads = _grid.ellipse((8, 25), 4.6, 3.6, -20.0) | _grid.ellipse((23, 22), 4.6, 3.6, -20.0)
    stems = _grid.box((10, 6), (13, 25)) | _grid.box((25, 3), (28, 22))
    beam = _grid.polygon([(10, 5), (28, 2), (28, 8), (10, 11)])
    return heads | stems | beam


@_drawing("Lightning bolt")
def _lightning_bolt() -> Bits:
    return _grid.polygon(
        [(14, 2), (24, 2), (18.5, 12), (26, 12), (9.5, 31), (14.4, 17.6), (7, 17.6)]
    )


@_drawing("Question mark")
def _question_mark() -> Bits:
    hook = _grid.stroke([*arc((16, 10.5), 6.4, -180.0, 55.0), (16, 18)], 4.4)
    stem = _grid.box((14, 18), (18, 23))
    dot = _grid.disc((16, 27.5), 2.7)
    return hook | stem | dot


@_drawing("Letter A")
def _letter_a() -> Bits:
    leg = _grid.polygon([(12.6, 3), (16, 3), (16, 8.6), (8.9, 29), (3.7, 29)])
    bar = _grid.box((9, 19), (16, 23))
    return mirrored(leg | bar)


@_drawing("Letter R")
def _letter_r() -> Bits:
    stem = _grid.box((5, 3), (10, 29))
    bowl = _grid.box((5, 3), (18, 19)) | _grid.disc((18, 11), 8.0)
    counter = _grid.box((10, 7), (18, 15)) | _grid.disc((18, 11), 4.0)
    leg = _grid.polygon([(13, 18), (19, 18), (26.6, 29), (20.6, 29)])
    return stem | (bowl & ~counter) | leg


def preset_names() -> tuple[str, ...]:
    """The slugs of all presets, in display order."""
    return tuple(_presets)


def preset_label(slug: str) -> str:
    """The name to show for a preset, such as "Letter R" for "letter-r"."""
    label, _ = _presets[checks.one_of("slug", slug, _presets)]
    return label


def preset(slug: str) -> Bits:
    """A preset, one of `preset_names()`: a new boolean array, (32, 32), True where there is ink."""
    _, drawn = _presets[checks.one_of("slug", slug, _presets)]
    return drawn().copy()


def nearest_preset(bits: Bits) -> tuple[str, int]:
    """The preset most like a drawing, and in how many pixels the two differ (0 … 1024).

    `bits` has shape (32, 32); among equals the first in display order.
    """
    index, off = nearest(checks.bits("bits", bits, (SIDE, SIDE)), _all())
    return preset_names()[index], off


@cache
def _all() -> Bits:
    return np.stack([preset(slug) for slug in _presets])
