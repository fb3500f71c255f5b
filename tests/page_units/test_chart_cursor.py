"""Charts: what keys and fingers mean to the cursor."""

from __future__ import annotations

import pytest

from page.widgets.charts.chart import Axis
from page.widgets.charts.cursor import Swipe, moved_by_key, nearest

AXIS = Axis("t", -0.5, 20.5, [])


def test_whole_numbers_of_an_axis() -> None:
    assert list(AXIS.places) == list(range(21))
    found = [nearest(x, AXIS) for x in (-0.5, 0.49, 0.51, 7.2, 20.5, 99)]
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
def test_keys(key: str, x: int, to: int | None) -> None:
    assert moved_by_key(key, x, AXIS) == to


CALLS = Axis("calls", 1, 100, [], log=True, stops=(1, 2, 5, 10, 20, 50, 100))


def test_a_cursor_rests_at_the_stops_of_an_axis() -> None:
    # Near is what looks near: 3 is nearer to 2 in numbers, and 3.2 lies past the middle to 5.
    found = [nearest(x, CALLS) for x in (1, 1.4, 1.5, 3, 3.2, 7, 7.1, 99)]
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
def test_keys_go_from_stop_to_stop(key: str, x: int, to: int | None) -> None:
    assert moved_by_key(key, x, CALLS) == to


def test_a_mouse_takes_the_cursor_along_at_once() -> None:
    swipe = Swipe("mouse", 10, 10)
    assert swipe.drags
    assert swipe.move(10, 60)


def test_a_finger_drags_only_sideways() -> None:
    swipe = Swipe("touch", 10, 10)
    assert not swipe.drags
    assert not swipe.move(13, 11)  # not yet far enough
    assert not swipe.move(16, 30)  # the page will scroll
    assert swipe.move(40, 30)
    assert swipe.move(40, 90)  # once it drags, it drags
