"""The first seconds: the drawing dissolves and comes back by itself, and any touch ends that."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from support.wired import KEY, Figure, Page, opened

KEPT = {KEY: "drawing=" + "A" * 170 + "E"}


@pytest.fixture
def page() -> Iterator[Page]:
    """A page that has just started, where motion is welcome."""
    with opened(reduced_motion=False) as page:
        yield page


def half_way(page: Page) -> Figure:
    """The figure while the drawing dissolves by itself."""
    figure = Figure(page)
    figure.wait_for_step(10, "forward")
    return figure


def is_at_rest(figure: Figure) -> bool:
    """Whether the drawing is shown, nothing runs, and neither address nor storage know of it."""
    page = figure.page
    page.rest()
    return (
        figure.timestep.value == "0"
        and not figure.button("Pause").enabled
        and page.hash == ""
        and KEY not in page.window.localStorage.kept
    )


def test_the_drawing_dissolves_and_comes_back_without_a_trace(page: Page) -> None:
    figure = Figure(page)
    drawn, began = figure.pixels(), page.clock.time
    figure.wait_for_step(20, "forward")
    assert not np.array_equal(figure.pixels(), drawn)
    assert figure.button("Forward").attribute("class") == "primary"
    figure.wait_for_step(10, "walk back")
    page.wait_until(lambda: not figure.button("Pause").enabled)
    assert 5000 < page.clock.time - began < 7500
    assert is_at_rest(figure)
    assert np.array_equal(figure.pixels(), drawn)
    assert page.document.heard == []
    assert not page.find("hero-ask").visible


@pytest.mark.parametrize(
    "how",
    [
        {"reduced_motion": True},
        {"link": "seed=7"},
        {"link": "limits"},
        {"embed": "hero", "link": "seed=7"},
        {"kept": {KEY: "steps=200"}},
    ],
    ids=str,
)
def test_it_does_not_where_it_would_disturb(how: dict[str, Any]) -> None:
    with opened(**{"reduced_motion": False} | how) as page:
        page.rest()
        assert page.measures("step", "Unerase") == []


def test_it_does_not_once_the_page_has_been_touched() -> None:
    early = SimpleNamespace(drawing=KEPT[KEY].removeprefix("drawing="), stroke=None)
    with opened(reduced_motion=False, early=early) as page:
        page.rest()
        assert page.measures("step", "Unerase") == []


def test_a_kept_drawing_plays_too(page: Page) -> None:
    with opened(kept=KEPT, reduced_motion=False) as later:
        figure = Figure(later)
        drawn = figure.drawing()
        assert drawn.sum() == 1
        figure.wait_for_step(20, "forward")
        later.rest()
        assert later.window.localStorage.kept == KEPT
        assert np.array_equal(figure.drawing(), drawn)


@pytest.mark.parametrize("event", ["wheel", "scroll", "keydown", "pointerdown"])
def test_a_touch_brings_the_drawing_back(page: Page, event: str) -> None:
    figure = half_way(page)
    page.document.dispatch(page.window, event)
    assert is_at_rest(figure)


def test_a_press_on_forward_counts_in_full(page: Page) -> None:
    figure = half_way(page)
    figure.button("Forward").click()
    figure.settle()
    assert int(figure.timestep.value) < 3
    figure.wait_for_step(20, "forward")
    assert page.link == {"timestep=20"}


def test_a_stroke_draws_on_the_drawing(page: Page) -> None:
    figure = half_way(page)
    drawn = figure.drawing()
    figure.stroke((1, 1), (1, 8), moves=4)
    page.rest()
    assert (figure.drawing() != drawn).sum() == 8
    assert figure.timestep.value == "0"
    assert not page.find("hero-hint").visible


def test_pause_keeps_what_is_seen(page: Page) -> None:
    figure = half_way(page)
    figure.button("Pause").click()
    page.rest()
    assert int(figure.timestep.value) >= 10
    assert page.link == {f"timestep={figure.timestep.value}"}


def test_a_link_replaces_it(page: Page) -> None:
    figure = half_way(page)
    page.follow("timestep=5&seed=7")
    page.rest()
    assert figure.readout("Timestep shown") == "5 of 20"
    assert page.link == {"timestep=5", "seed=7"}
