"""The visitor's drawing: a stroke is undone as one, and nothing is recorded for nothing."""

from __future__ import annotations

import random
from collections.abc import Callable

import numpy as np
import pytest

from page.widgets.drawing import UndoableDrawing
from page.widgets.strokes import Cell
from unerase import preset
from unerase.presets import preset_names

EMPTY = bytes(128)
FULL = b"\xff" * 128


def sheet(packed: bytes = EMPTY) -> tuple[UndoableDrawing, list[bytes]]:
    """A drawing, and the list of what it has told to have become."""
    told: list[bytes] = []
    return UndoableDrawing(packed, told.append, lambda: None), told


def stroke(drawing: UndoableDrawing, *parts: list[Cell], ink: bool = True) -> bytes:
    drawing.begin()
    for cells in parts:
        drawing.paint(cells, ink)
    drawing.end()
    return drawing.packed


@pytest.mark.parametrize("packed", [EMPTY, FULL, bytes(range(128))])
def test_it_begins_as_given(packed: bytes) -> None:
    drawing, told = sheet(packed)
    assert drawing.packed == packed
    assert told == []
    assert (drawing.history.can_undo, drawing.history.can_redo) == (False, False)


def test_presets_come_out_as_they_went_in() -> None:
    for slug in preset_names():
        bits = preset(slug)
        drawing, _ = sheet(np.packbits(bits).tobytes())
        assert np.array_equal(drawing.bits, bits)


def test_bits_worked_by_hand() -> None:
    drawing, _ = sheet()
    # Four bytes a row, the first cell in the highest bit.
    assert stroke(drawing, [(0, 0)]) == b"\x80" + bytes(127)
    assert stroke(drawing, [(1, 15)]) == b"\x80" + bytes(4) + b"\x01" + bytes(122)
    assert stroke(drawing, [(31, 31)])[-1] == 1
    assert stroke(drawing, [(0, 0)], ink=False)[0] == 0


def test_ink_is_where_it_was_painted() -> None:
    drawing, told = sheet()
    cells = [(2, 3), (2, 4), (2, 4), (30, 0)]
    drawing.begin()
    drawing.paint(cells, True)
    for row in range(32):
        for column in range(32):
            assert drawing.is_ink((row, column)) == ((row, column) in cells)
    assert isinstance(drawing.is_ink((2, 3)), bool)
    drawing.paint([(2, 3)], False)
    assert not drawing.is_ink((2, 3))
    assert told[-1] == drawing.packed, "shown while the stroke goes on"


def test_a_stroke_is_undone_as_one() -> None:
    drawing, told = sheet()
    after = stroke(drawing, [(1, 1)], [(1, 2), (1, 3)], [(2, 3)])
    assert told[-1] == after != EMPTY
    drawing.undo()
    assert drawing.packed == told[-1] == EMPTY
    assert not drawing.history.can_undo
    drawing.redo()
    assert drawing.packed == told[-1] == after
    assert not drawing.history.can_redo


def test_each_stroke_is_undone_by_itself() -> None:
    drawing, _ = sheet()
    states = [EMPTY] + [stroke(drawing, [(i, i)], [(i, i + 1)]) for i in range(10)]
    for state in states[-2::-1]:
        drawing.undo()
        assert drawing.packed == state
    for state in states[1:]:
        drawing.redo()
        assert drawing.packed == state


def test_a_new_stroke_makes_redo_void() -> None:
    drawing, told = sheet()
    stroke(drawing, [(0, 0)])
    drawing.undo()
    after = stroke(drawing, [(5, 5)])
    assert not drawing.history.can_redo
    drawing.redo()
    assert drawing.packed == told[-1] == after


def test_replacing_can_be_undone() -> None:
    drawing, told = sheet()
    drawn = stroke(drawing, [(4, 4)])
    drawing.replace(FULL)
    assert drawing.packed == told[-1] == FULL
    assert drawing.bits.all()
    drawing.undo()
    assert drawing.packed == drawn
    drawing.undo()
    assert drawing.packed == EMPTY
    drawing.redo()
    drawing.redo()
    assert drawing.packed == told[-1] == FULL


def test_nothing_changed_nothing_recorded() -> None:
    drawing, told = sheet(FULL)
    stroke(drawing, [(1, 1), (2, 2)], ink=True)
    assert not drawing.history.can_undo
    drawing.begin()
    drawing.end()
    assert not drawing.history.can_undo
    drawing.replace(FULL)
    assert not drawing.history.can_undo
    assert told[-1] == FULL


def test_a_stroke_that_takes_itself_back_is_not_recorded() -> None:
    drawing, told = sheet()
    drawing.begin()
    drawing.paint([(1, 1)], True)
    drawing.paint([(1, 1)], False)
    drawing.end()
    assert not drawing.history.can_undo
    assert told[-1] == EMPTY


def test_a_stroke_that_is_withdrawn_never_was() -> None:
    drawing, told = sheet()
    after = stroke(drawing, [(1, 1)])
    drawing.undo()
    drawing.begin()
    drawing.paint([(9, 9)], True)
    drawing.withdraw()
    assert drawing.packed == told[-1] == EMPTY
    assert not drawing.open
    assert not drawing.history.can_undo
    drawing.redo()
    assert drawing.packed == after
    drawing.withdraw()
    assert drawing.packed == after, "there is none to withdraw"


def test_a_stroke_that_was_begun_elsewhere_is_undone_or_withdrawn_as_one() -> None:
    for end in (UndoableDrawing.undo, UndoableDrawing.withdraw):
        drawing, told = sheet()
        drawing.resume(FULL)
        assert drawing.open
        assert drawing.packed == told[-1] == FULL
        drawing.paint([(9, 9)], False)
        end(drawing)
        assert drawing.packed == EMPTY
        assert not drawing.history.can_undo


def test_nothing_changed_keeps_redo() -> None:
    drawing, _ = sheet()
    after = stroke(drawing, [(1, 1)])
    drawing.undo()
    stroke(drawing, [(9, 9)], ink=False)
    drawing.replace(EMPTY)
    drawing.redo()
    assert drawing.packed == after


def test_undo_and_redo_with_nothing_to_do_keep_the_picture() -> None:
    drawing, _ = sheet(FULL)
    drawing.undo()
    drawing.redo()
    assert drawing.packed == FULL
    assert (drawing.history.can_undo, drawing.history.can_redo) == (False, False)


def test_only_128_bytes_are_a_picture() -> None:
    drawing, told = sheet(FULL)
    with pytest.raises(ValueError, match="128 bytes"):
        drawing.replace(bytes(127))
    assert drawing.packed == FULL
    assert (drawing.history.can_undo, told) == (False, [])


def test_two_drawings_share_nothing() -> None:
    one, _ = sheet()
    other, told = sheet()
    stroke(one, [(3, 3)])
    assert (other.packed, told, other.history.can_undo) == (EMPTY, [], False)


def test_what_it_told_last_is_what_it_is() -> None:
    dice = random.Random(10)
    drawing, told = sheet()
    line, finger = [EMPTY], 0
    for _ in range(1000):
        action = dice.choice(["stroke", "stroke", "replace", "undo", "undo", "redo"])
        if action == "undo":
            drawing.undo()
            finger = max(0, finger - 1)
        elif action == "redo":
            drawing.redo()
            finger = min(len(line) - 1, finger + 1)
        else:
            if action == "stroke":
                cells = [(dice.randrange(32), dice.randrange(3)) for _ in range(dice.randint(1, 9))]
                stroke(drawing, cells, ink=dice.random() < 0.6)
            else:
                drawing.replace(dice.choice([EMPTY, FULL, dice.randbytes(128)]))
            if drawing.packed != line[finger]:
                line, finger = [*line[: finger + 1], drawing.packed], finger + 1
        assert drawing.packed == line[finger]
        assert not told or told[-1] == drawing.packed
        assert drawing.history.can_redo == (finger < len(line) - 1)
        assert drawing.history.can_undo == (finger > 0) or finger > 200


def test_it_says_when_a_stroke_is_drawn_and_not_before() -> None:
    said: list[str] = []
    drawing = UndoableDrawing(
        EMPTY, lambda packed: said.append("changed"), lambda: said.append("!")
    )
    drawing.begin()
    drawing.paint([(1, 1)], True)
    drawing.paint([(1, 2)], True)
    assert said == ["changed"] * 2
    drawing.end()
    assert said[2:] == ["!"]
    drawing.end()
    drawing.begin()
    drawing.end()
    stroke(drawing, [(1, 1)], ink=True)
    assert said.count("!") == 1, "nothing was drawn"
    drawing.replace(FULL)
    assert said.count("!") == 2
    assert said[-1] == "!"


def test_painting_no_cells_changes_nothing() -> None:
    drawing, _ = sheet()
    stroke(drawing, [])
    assert drawing.packed == EMPTY


@pytest.mark.parametrize(
    "interrupt",
    [
        lambda drawing: drawing.replace(FULL),  # another finger picks a preset
        lambda drawing: stroke(drawing, [(9, 9)]),  # Space, with the pointer still down
        lambda drawing: drawing.undo(),  # Ctrl+Z, with the pointer still down
    ],
    ids=["replace", "stroke", "undo"],
)
def test_after_an_interrupted_stroke_undo_still_leads_back_all_the_way(
    interrupt: Callable[[UndoableDrawing], object],
) -> None:
    drawing, _ = sheet()
    drawn = stroke(drawing, [(0, 0)])
    drawing.begin()
    drawing.paint([(1, 1)], True)
    interrupt(drawing)
    drawing.paint([(1, 2)], True)
    drawing.end()
    seen = [drawing.packed]
    while drawing.history.can_undo:
        drawing.undo()
        seen.append(drawing.packed)
    assert seen[-1] == EMPTY
    assert drawn in seen
    assert len(seen) == len(set(seen)), "each undo shows something else"
