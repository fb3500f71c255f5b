"""Undo and redo obey their laws, checked against a list with a finger in it."""

from __future__ import annotations

import random

from page.widgets.history import DEPTH, History


def test_nothing_to_undo_or_redo_at_first() -> None:
    history: History[str] = History()
    assert (history.can_undo, history.can_redo) == (False, False)
    assert history.undo("now") == "now"
    assert history.redo("now") == "now"
    assert (history.can_undo, history.can_redo) == (False, False)


def test_undo_then_redo_is_where_we_were() -> None:
    history: History[str] = History()
    history.record("a")
    history.record("b")
    assert history.undo("c") == "b"
    assert history.undo("b") == "a"
    assert (history.can_undo, history.can_redo) == (False, True)
    assert history.redo("a") == "b"
    assert history.redo("b") == "c"
    assert (history.can_undo, history.can_redo) == (True, False)


def test_something_new_makes_redo_void() -> None:
    history: History[str] = History()
    history.record("a")
    history.undo("b")
    history.record("a")
    assert not history.can_redo
    assert history.redo("c") == "c"
    assert history.undo("c") == "a"


def test_it_holds_values_that_are_false() -> None:
    history: History[int] = History()
    history.record(0)
    assert history.can_undo
    assert history.undo(1) == 0
    assert history.redo(0) == 1


def test_only_the_newest_are_kept() -> None:
    history: History[int] = History()
    for value in range(DEPTH + 50):
        history.record(value)
    present, undone = DEPTH + 50, 0
    while history.can_undo:
        before = history.undo(present)
        assert before == present - 1
        present, undone = before, undone + 1
    assert (undone, present) == (DEPTH, 50)
    while history.can_redo:
        present = history.redo(present)
    assert present == DEPTH + 50


def test_it_agrees_with_a_list_and_a_finger() -> None:
    dice = random.Random(6)
    history: History[int] = History()
    line, finger, fresh = [0], 0, 0
    for _ in range(5000):
        present = line[finger]
        action = dice.choice(["record", "undo", "undo", "redo", "redo"])
        if action == "record":
            fresh += 1
            history.record(present)
            line, finger = [*line[: finger + 1], fresh], finger + 1
        elif action == "undo":
            finger = max(0, finger - 1)
            assert history.undo(present) == line[finger]
        else:
            finger = min(len(line) - 1, finger + 1)
            assert history.redo(present) == line[finger]
        assert history.can_undo == (finger > 0)
        assert history.can_redo == (finger < len(line) - 1)
    assert fresh > 500


def test_what_is_slipped_in_comes_after_the_last_change() -> None:
    history: History[str] = History()
    for before in ("a", "b"):
        history.record(before)
    history.slip_in("former")
    history.slip_in("a")  # undo comes by it already
    assert history.undo("c") == "b"
    assert history.undo("b") == "former"
    assert history.undo("former") == "a"
    assert not history.can_undo


def test_what_is_slipped_in_where_nothing_has_changed_is_undone_to_at_once() -> None:
    history: History[str] = History()
    history.slip_in("former")
    assert history.undo("now") == "former"
    assert history.redo("former") == "now"


def test_all_values_can_be_rewritten() -> None:
    history: History[str] = History()
    for before in ("a", "b"):
        history.record(before)
    history.undo("c")
    history.rewrite(str.upper)
    assert history.redo("b") == "C"
    assert history.undo("C") == "b"
    assert history.undo("b") == "A"
