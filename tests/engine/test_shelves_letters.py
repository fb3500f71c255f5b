"""The letters look as type does: one height, sharp, bold, in the middle, and no two alike."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from support.pictures import pieces

from unerase.raster import Canvas, arc
from unerase.shelves import Sketch, letters, typeface
from unerase.shelves.letters import character_in
from unerase.shelves.pen import Pen
from unerase.shelves.skeletons import SKELETONS
from unerase.shelves.typeface import BOTTOM, FACES, TOP, Face

CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
SHELF = letters()


def named(name: str) -> np.ndarray:
    (found,) = (sketch.bits for sketch in SHELF if sketch.name == name)
    return found


def holes(bits: np.ndarray) -> int:
    """How many pieces of paper the ink encloses; paper hangs together along sides only."""
    number = np.where(~np.pad(bits, 1), np.arange(1, 34 * 34 + 1).reshape(34, 34), 0)
    paper = number > 0
    while True:
        edged = np.pad(number, 1)
        cross = [number, edged[2:, 1:-1], edged[:-2, 1:-1], edged[1:-1, 2:], edged[1:-1, :-2]]
        spread = np.where(paper, np.max(cross, axis=0), 0)
        if np.array_equal(spread, number):
            return len(np.unique(number[paper])) - 1
        number = spread


def test_every_character_in_every_face_with_its_label() -> None:
    assert "".join(SKELETONS) == CHARACTERS
    assert [sketch.name for sketch in SHELF] == [
        f"{character}, {face}" for face in ("bold", "slab", "narrow") for character in CHARACTERS
    ]
    assert "".join(sketch.label for sketch in SHELF) == 3 * CHARACTERS
    assert letters() is SHELF


@pytest.mark.parametrize("sketch", SHELF, ids=lambda sketch: sketch.name)
def test_one_height_one_piece_bold_and_in_the_middle(sketch: Sketch) -> None:
    rows, columns = (np.flatnonzero(sketch.bits.any(axis=axis)) for axis in (1, 0))
    assert (rows[0], rows[-1]) == (TOP, BOTTOM - 1) == (4, 27)
    assert abs(int(columns[0] + columns[-1]) - 31) <= 1
    assert columns[0] >= 1
    assert columns[-1] <= 30
    assert 0.09 <= sketch.bits.mean() <= 0.42
    assert len(pieces(sketch.bits)) == 1


@pytest.mark.parametrize("sketch", SHELF, ids=lambda sketch: sketch.name)
def test_counters_are_open(sketch: Sketch) -> None:
    """As many holes as the character has: none has run full, none has come about."""
    one, two = "ADOPQR0469", "B8"
    assert holes(sketch.bits) == (sketch.label in one) + 2 * (sketch.label in two)


def test_no_two_are_near_duplicates() -> None:
    for a, b in combinations(SHELF, 2):
        assert np.count_nonzero(a.bits ^ b.bits) >= 12, (a.name, b.name)


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.name)
def test_stems_and_bars_are_as_thick_as_the_pen(face: Face) -> None:
    """Runs of ink across an H's stems, and down an E's bars where nothing else is."""
    rows = character_in(face, "H")[[TOP + 5, BOTTOM - 6]]
    for row in rows:
        edges = np.flatnonzero(np.diff(np.pad(row, 1).astype(int)))
        assert np.diff(edges)[::2].tolist() == [face.stem, face.stem]
    down = character_in(face, "E")[:, 17]
    edges = np.flatnonzero(np.diff(np.pad(down, 1).astype(int)))
    assert np.diff(edges)[::2].tolist() == [face.bar] * 3
    assert (edges[0], edges[-1]) == (TOP, BOTTOM)


def test_only_the_slab_face_has_serifs() -> None:
    widths = [int(named(f"I, {face.name}")[TOP].sum()) for face in FACES]
    assert widths == [5, 5 + 2 * 3, 4]


def test_the_narrow_face_leans_by_its_slant() -> None:
    lean = np.flatnonzero(named("I, narrow")[TOP])[0] - np.flatnonzero(named("I, narrow")[27])[0]
    assert lean == pytest.approx(0.19 * 23, abs=1.0)
    upright = np.flatnonzero(named("I, bold").any(axis=0))
    assert len(upright) == 5


@pytest.mark.parametrize("character", "AHIMOTUVXY08")
def test_symmetric_letters_are_symmetric(character: str) -> None:
    bits = named(f"{character}, bold")
    columns = np.flatnonzero(bits.any(axis=0))
    inked = bits[:, columns[0] : columns[-1] + 1]
    assert np.count_nonzero(inked ^ inked[:, ::-1]) <= 8


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.name)
def test_no_pixel_hangs_on_the_last_bit_of_a_sine(
    face: Face, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Machines differ in it: curves moved by a millionth of a pixel ink the same pixels."""
    drawn = [character_in(face, character) for character in SKELETONS]
    quarter = typeface._quarter
    for off in (1e-6, -1e-6):
        monkeypatch.setattr(typeface, "_quarter", lambda *given, off=off: quarter(*given) + off)
        for bits, character in zip(drawn, SKELETONS, strict=True):
            assert np.array_equal(character_in(face, character), bits), character


def pen_on(side: int, rx: float, ry: float) -> Pen:
    row, column = np.indices((side, side)).reshape(2, -1) + 0.5
    return Pen(rx, ry, column, row)


def test_a_line_is_a_box_with_flat_ends_that_run_on() -> None:
    drawn = pen_on(20, 2.0, 3.0).stroke(np.array([[4.0, 10.0], [14.0, 10.0]]), np.array([1.0, 0.5]))
    assert np.array_equal(drawn.reshape(20, 20), Canvas(20, span=20).box((2, 7), (15, 13)))


def test_a_corner_is_square() -> None:
    points = np.array([[4.0, 16.0], [4.0, 4.0], [16.0, 4.0]])
    grid = Canvas(20, span=20)
    expected = grid.box((2, 2), (6, 18)) | grid.box((2, 2), (18, 6))
    drawn = pen_on(20, 2.0, 2.0).stroke(points, np.ones(2))
    assert np.array_equal(drawn.reshape(20, 20), expected)


def test_a_closed_curve_is_a_ring() -> None:
    circle = arc((30.0, 30.0), 20.0, 0.0, 360.0, 73)
    circle[-1] = circle[0]
    drawn = pen_on(60, 5.0, 5.0).stroke(circle, np.ones(2)).reshape(60, 60)
    ring = Canvas(60, span=60).ring((30.0, 30.0), 25.0, 15.0)
    assert np.count_nonzero(drawn ^ ring) <= 8


def test_a_bent_line_is_a_round_stroke_where_it_is_a_curve() -> None:
    points = arc((20.0, 20.0), 12.0, 90.0, 330.0, 25)
    grid = Canvas(40, span=40)
    drawn = pen_on(40, 3.0, 3.0).stroke(points, np.zeros(2)).reshape(40, 40)
    round_ended = grid.stroke(points, 6.0)
    assert not np.any(drawn & ~round_ended)
    caps = grid.disc(tuple(points[0]), 3.0) | grid.disc(tuple(points[-1]), 3.0)
    assert not np.any(round_ended & ~drawn & ~caps)
