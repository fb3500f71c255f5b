"""Charts: what keys and fingers mean to the cursor."""

from __future__ import annotations

import pytest

from page.widgets.charts.chart import Axis
from page.widgets.charts.cursor import Drag, moved_by_key, nearest_whole, whole_ends

AXIS = Axis("t", -0.5, 20.5, [])


def test_whole_numbers_of_an_axis() -> None:
    assert whole_ends(AXIS) == (0, 20)
    assert whole_ends(Axis("t", 0, 1000, [])) == (0, 1000)
    found = [nearest_whole(x, AXIS) for x in (-0.5, 0.49, 0.5, 7.2, 20.5, 99)]
    assert found == [0, 0, 1, 7, 20, 20]


@pytest.mark.parametrize(
    ("key", "x", "to"),
    [
        ("ArrowRight", 7, 8),
        ("ArrowUp", 7, 8),
        ("ArrowLeft", 7, 6),
        ("ArrowDown", 7, 6),
        ("PageUp", 7, 12),
        ("PageDown", 7, 2),
        ("Home", 7, 0),
        ("End", 7, 20),
        ("ArrowRight", 20, 20),
        ("PageDown", 3, 0),
        ("Tab", 7, None),
        ("a", 7, None),
    ],
)
def test_keys(key: str, x: float, to: int | None) -> None:
    assert moved_by_key(key, x, AXIS) == to


CALLS = Axis("calls", 1, 100, [], log=True, stops=(1, 2, 5, 10, 20, 50, 100))


def test_a_cursor_rests_at_the_stops_of_an_axis() -> None:
    assert whole_ends(CALLS) == (1, 100)
    # Near is what looks near: 3 is nearer to 2 in numbers, and 3.2 lies past the middle to 5.
    found = [nearest_whole(x, CALLS) for x in (1, 1.4, 1.5, 3, 3.2, 7, 7.1, 99)]
    assert found == [1, 1, 2, 2, 5, 5, 10, 100]
    assert CALLS.value(CALLS.share(37)) == pytest.approx(37)


@pytest.mark.parametrize(
    ("key", "x", "to"),
    [
        ("ArrowRight", 5, 10),
        ("ArrowLeft", 5, 2),
        ("ArrowLeft", 1, 1),
        ("ArrowRight", 100, 100),
        ("PageUp", 5, 100),
        ("Home", 5, 1),
        ("End", 5, 100),
        ("Tab", 5, None),
    ],
)
def test_keys_go_from_stop_to_stop(key: str, x: float, to: int | None) -> None:
    assert moved_by_key(key, x, CALLS) == to


def test_a_mouse_takes_the_cursor_along_at_once() -> None:
    drag = Drag()
    assert not drag.move(1, 5, 5)  # not pressed
    assert drag.press(1, "mouse", 10, 10)
    assert drag.move(1, 10, 60)
    assert drag.lift(1)
    assert not drag.move(1, 11, 60)
    assert not drag.lift(1)


def test_a_finger_drags_only_sideways() -> None:
    drag = Drag()
    assert not drag.press(1, "touch", 10, 10)
    assert not drag.move(1, 13, 11)  # not yet far enough
    assert not drag.move(1, 16, 30)  # the page will scroll
    assert drag.move(1, 40, 30)
    assert drag.move(1, 40, 90)  # once it drags, it drags
    assert drag.lift(1)


def test_a_tap_counts_and_a_scroll_does_not() -> None:
    drag = Drag()
    drag.press(1, "touch", 10, 10)
    assert drag.lift(1)
    drag.press(2, "touch", 10, 10)
    drag.end(2)  # the browser took it to scroll the page
    assert not drag.lift(2)


def test_a_second_finger_changes_nothing() -> None:
    drag = Drag()
    assert drag.press(1, "mouse", 10, 10)
    assert not drag.press(2, "mouse", 90, 10)
    assert not drag.move(2, 95, 10)
    assert not drag.lift(2)
    assert drag.move(1, 20, 10)
