"""The filmstrip in the browser: under a mouse, and laid out."""

from __future__ import annotations

import numpy as np
import pytest
from playwright.sync_api import Page
from support.figure import Figure

PITCH = 34  # a frame of 32 pixels and a gap of 2
FORWARD, REVERSE = 0, 1


@pytest.fixture
def figure(hero: Page) -> Figure:
    return Figure(hero)


def click(figure: Figure, row: int, t: int) -> None:
    """Click frame t of a row, scrolling the strip to it as a person would."""
    page = figure.page
    page.locator("#hero-film").scroll_into_view_if_needed()
    scale = float(page.evaluate(
        "() => getComputedStyle(document.querySelector('#hero-film'))"
        ".getPropertyValue('--strip-scale')"
    ))  # fmt: skip
    page.evaluate(
        "x => { document.querySelector('#hero-film').scrollLeft = x }", t * PITCH * scale - 100
    )
    figure.settle()
    track = page.locator("#hero-film-track").bounding_box()
    assert track is not None
    page.mouse.click(track["x"] + (t * PITCH + 16) * scale, track["y"] + (16 + 36 * row) * scale)


def test_a_click_shows_that_frame(figure: Figure) -> None:
    click(figure, FORWARD, 13)
    figure.wait_for_step(13, "forward")
    click(figure, REVERSE, 4)
    figure.wait_for_step(4, "walk back")
    film = figure.pixels("film-canvas")
    assert np.array_equal(film[36:, 4 * PITCH : 4 * PITCH + 32], figure.pixels())
    click(figure, FORWARD, 0)
    figure.wait_for_step(0, "forward")


def test_the_marker_stands_on_the_frame_that_is_shown(figure: Figure) -> None:
    marker = figure.page.locator("#hero-film-marker")
    for row, t in ((FORWARD, 2), (REVERSE, 11)):
        click(figure, row, t)
        figure.wait_for_step(t)
        figure.settle()
        box, track = marker.bounding_box(), figure.page.locator("#hero-film-track").bounding_box()
        assert box is not None
        assert track is not None
        scale = track["height"] / 68
        middle = (box["x"] + box["width"] / 2 - track["x"]) / scale
        assert middle == pytest.approx(t * PITCH + 16, abs=2)
        height = (box["y"] + box["height"] / 2 - track["y"]) / scale
        assert height == pytest.approx(16 + 36 * row, abs=2)
