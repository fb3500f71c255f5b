"""Points are placed on the plane and taken away: by mouse, keyboard and finger."""

from __future__ import annotations

import numpy as np
import pytest
from playwright.sync_api import Page, expect
from support.figure import Figure
from support.points import data, opened_points, plane, spot, wait_for_count, walk_to

from page.figures.points.brush import GAP
from page.figures.points.packing import HALF


@pytest.fixture
def figure(hero: Page) -> Figure:
    return opened_points(hero)


@pytest.fixture
def empty(figure: Figure) -> Figure:
    figure.button("Clear").click()
    wait_for_count(figure, 0)
    return figure


def test_a_click_places_a_point(empty: Figure) -> None:
    empty.page.mouse.click(*spot(empty, 1, 0.5))
    wait_for_count(empty, 1)
    empty.page.mouse.click(*spot(empty, -2, -1.5))
    wait_for_count(empty, 2)
    assert np.allclose(data(empty), [[1, 0.5], [-2, -1.5]], atol=0.02)
    expect(empty.choice("Preset")).to_have_value("")


def test_the_other_buttons_place_none(empty: Figure) -> None:
    for button in ("middle", "right"):
        empty.page.mouse.click(*spot(empty, 1, 1), button=button)
    wait_for_count(empty, 0)


def test_a_drag_leaves_a_row_of_points(empty: Figure) -> None:
    mouse = empty.page.mouse
    mouse.move(*spot(empty, -2, 1))
    mouse.down()
    mouse.move(*spot(empty, 2, 1), steps=7)
    mouse.move(*spot(empty, 2, HALF + 1), steps=3)  # out over the edge: nothing is left there
    mouse.up()
    expect(empty.itself.get_by_text("0 of 300 points", exact=True)).to_have_count(0)
    points = data(empty)
    apart = np.hypot(*np.diff(points, axis=0).T)
    assert 45 < len(points) < 53
    assert np.allclose(apart, GAP, atol=0.01)
    assert np.abs(points).max() < HALF
    empty.button("Undo").click()
    wait_for_count(empty, 0)


def test_keyboard_alone_places_and_removes(empty: Figure) -> None:
    page, keys = empty.page, empty.page.keyboard
    where, cursor = page.locator("#points-where"), page.locator("#points-cursor")
    page.mouse.click(*spot(empty, 0, 0))  # the keyboard goes on from where the mouse was last
    wait_for_count(empty, 1)
    empty.button("Clear").click()
    wait_for_count(empty, 0)
    expect(cursor).to_be_hidden()
    plane(empty).focus()
    keys.press("Shift+ArrowRight")
    expect(cursor).to_be_visible()
    keys.press("ArrowUp")
    keys.press("Space")
    expect(where).to_have_text("x 0.5, y 0.1. 1 of 300 points")
    keys.press("Shift+ArrowLeft")
    keys.press("ArrowLeft")
    keys.press("Enter")
    expect(where).to_have_text("x −0.1, y 0.1. 2 of 300 points")
    assert np.allclose(data(empty), [[0.5, 0.1], [-0.1, 0.1]], atol=0.001)
    keys.press("Delete")
    wait_for_count(empty, 1)
    assert np.allclose(data(empty), [[0.5, 0.1]], atol=0.001)
    keys.press("Backspace")
    keys.press("Backspace")
    wait_for_count(empty, 0)
    keys.press("Control+z")
    wait_for_count(empty, 1)
    keys.press("Escape")
    expect(cursor).to_be_hidden()
    expect(plane(empty)).not_to_be_focused()


def test_no_more_than_300_and_it_says_so(figure: Figure) -> None:
    mouse = figure.page.mouse
    mouse.move(*spot(figure, -3, 3))
    mouse.down()
    mouse.move(*spot(figure, -0.5, 3), steps=3)
    wait_for_count(figure, 291)
    assert figure.notice == ""
    mouse.move(*spot(figure, 3, 3), steps=3)
    mouse.up()
    wait_for_count(figure, 300)
    assert figure.notice.startswith("300 points are as many as fit")
    figure.button("Undo").click()
    wait_for_count(figure, 270)
    expect(figure.choice("Preset")).to_have_value("two-moons")
    assert figure.notice == ""


def test_points_are_placed_among_the_points(figure: Figure) -> None:
    """A press at another time shows the data first: nothing is placed out of sight."""
    walk_to(figure, 30)
    figure.page.mouse.click(*spot(figure, 2.5, 2.5))
    figure.wait_for_step(0, "forward")
    wait_for_count(figure, 271)


def test_every_preset_is_a_cloud_of_its_own(figure: Figure) -> None:
    menu = figure.choice("Preset")
    names = menu.locator("option").all_inner_texts()
    assert names == [
        "Your own",
        "Two moons",
        "Spiral",
        "Ring",
        "Letters",
        "Checkerboard",
        "Smiley",
    ]
    seen = set()
    for name in names[1:]:
        menu.select_option(label=name)
        seen.add(figure.pixels("marks").tobytes())
    assert len(seen) == 6


def test_with_no_points_there_is_nothing_to_dissolve(empty: Figure) -> None:
    for button in ("Forward", "Reverse", "Step forward"):
        empty.button(button).click()
        empty.settle()
        assert empty.notice.startswith("There are no points yet")
        empty.wait_for_step(0, "forward")
    empty.page.mouse.click(*spot(empty, 0, 0))
    wait_for_count(empty, 1)
    assert empty.notice == ""


def test_a_finger_draws_and_does_not_scroll(phone: Page) -> None:
    figure = Figure(phone, "Points", "points")
    figure.wait_until_open()
    figure.button("Clear").tap()
    wait_for_count(figure, 0)
    plane(figure).scroll_into_view_if_needed()
    before = phone.evaluate("scrollY")
    touch = phone.context.new_cdp_session(phone)
    path = [spot(figure, x, x / 2) for x in (-1.0, -0.4, 0.2, 1.0)]
    for kind, points in [
        ("touchStart", path[:1]),
        *(("touchMove", [point]) for point in path[1:]),
        ("touchEnd", []),
    ]:
        touch.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]},
        )
    expect(figure.itself.get_by_text("0 of 300 points", exact=True)).to_have_count(0)
    drawn = data(figure)
    assert len(drawn) == int(np.hypot(2, 1) / GAP) + 1
    assert np.allclose(drawn[:, 1], drawn[:, 0] / 2, atol=0.03)
    assert phone.evaluate("scrollY") == before
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
    marks = phone.locator("#points-marks")
    assert marks.evaluate("c => c.width") == round(3 * marks.evaluate("c => c.clientWidth"))
