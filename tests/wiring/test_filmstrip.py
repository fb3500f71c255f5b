"""The filmstrip: every step of both directions, clickable, for any number of steps."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from support.dom.elements import HEIGHT, WIDTH
from support.wired import Figure, Page

PITCH = 34  # a frame of 32 pixels and a gap of 2
FORWARD, REVERSE = 0, 1
SCALE = 1.5


@pytest.fixture
def figure(hero: Page) -> Figure:
    return Figure(hero)


def click(figure: Figure, row: int, t: int) -> None:
    """Click frame t of a row."""
    x, y = (t * PITCH + 16) * SCALE, (16 + 36 * row) * SCALE
    figure.part("film-canvas").point("click", x / WIDTH, y / HEIGHT)


def frame(figure: Figure, row: int, t: int) -> NDArray[np.uint8]:
    """Frame t of a row, which has to be in view."""
    film = figure.pixels("film-canvas")
    left = float(figure.part("film-canvas").element.style.left.removesuffix("px")) / SCALE
    column = t * PITCH - round(left)
    return film[36 * row : 36 * row + 32, column : column + 32]


def test_every_forward_step_is_in_it(figure: Figure) -> None:
    assert figure.pixels("film-canvas").shape[0] == 68
    for t in (0, 7, 20):
        figure.scrub(t)
        assert np.array_equal(frame(figure, FORWARD, t), figure.pixels())


def test_every_step_of_the_walk_appears_in_it(figure: Figure) -> None:
    figure.scrub(20)
    for t in range(19, 14, -1):
        figure.button("Step back").click()
        figure.wait_for_step(t, "walk back")
        assert np.array_equal(frame(figure, REVERSE, t), figure.pixels())
    assert not frame(figure, REVERSE, 14).any()  # transparent: the sheet's empty frame shows


def test_a_click_shows_that_frame(figure: Figure) -> None:
    click(figure, FORWARD, 13)
    figure.wait_for_step(13, "forward")
    click(figure, REVERSE, 4)
    figure.wait_for_step(4, "walk back")
    assert np.array_equal(frame(figure, REVERSE, 4), figure.pixels())
    click(figure, FORWARD, 0)
    figure.wait_for_step(0, "forward")


def test_the_marker_stands_on_the_frame_that_is_shown(figure: Figure) -> None:
    style = figure.part("film-marker").element.style
    for row, t in ((FORWARD, 2), (REVERSE, 11)):
        click(figure, row, t)
        figure.wait_for_step(t)
        figure.settle()
        assert style.transform == f"translate({t * PITCH * SCALE - 2}px, {row * 36 * SCALE}px)"
    assert figure.part("film-marker").attribute("data-phase") == "reverse"


def test_a_thousand_steps_are_all_there(figure: Figure) -> None:
    figure.number("Steps").fill("1000")
    figure.settle()
    assert figure.timestep.element.max == "1000"
    click(figure, FORWARD, 1000)
    figure.wait_for_step(1000, "forward")
    click(figure, FORWARD, 503)
    figure.wait_for_step(503, "forward")
    click(figure, REVERSE, 998)
    figure.wait_for_step(998, "walk back")
    # What is in view is painted, and the canvas stays far below any browser's limit.
    assert figure.pixels("film-canvas").shape[1] < 4000


def test_the_frame_that_plays_stays_in_view(figure: Figure) -> None:
    figure.number("Steps").fill("200")
    figure.button("Forward").click()
    figure.wait_for_step(200, "forward")
    figure.settle()
    scrolled = figure.part("film").element.scrollLeft
    assert scrolled <= 200 * PITCH * SCALE <= scrolled + WIDTH


def test_other_frames_are_painted_when_the_strip_is_scrolled(figure: Figure) -> None:
    figure.number("Steps").fill("200")
    before = figure.pixels("film-canvas")
    film = figure.part("film")
    film.element.scrollLeft = 100 * PITCH * SCALE
    film.point("scroll", 0, 0)
    after = figure.pixels("film-canvas")
    assert before.shape == after.shape
    assert not np.array_equal(before, after)


def test_one_step_makes_a_strip_of_two(figure: Figure) -> None:
    figure.number("Steps").fill("1")
    figure.settle()
    assert figure.pixels("film-canvas").shape[1] == 2 * PITCH


def test_the_strip_is_walked_by_keyboard(figure: Figure) -> None:
    figure.itself.role("group", "Filmstrip").press("ArrowRight")
    figure.wait_for_step(1, "forward")
    figure.page.press("ArrowDown")
    figure.wait_for_step(1, "walk back")
    figure.page.press("ArrowLeft")
    figure.wait_for_step(0, "walk back")
    figure.page.press("ArrowLeft")
    figure.page.press("ArrowUp")
    figure.wait_for_step(0, "forward")
