"""Learn: trained, paused and begun anew; and what it has learned, in the other figures."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import count

import numpy as np
import pytest
from support.trained import small
from support.wired import Control, Figure, Page, opened

from page.denoisers import DENOISERS, TRAINED
from page.denoisers import trained as here
from page.figures.learn import words

SLICES_MS = 1.0
"""By so much time goes on with each look at it: about ten slices fit into a frame."""
SEEDS = count(100)
"""Runs are kept, so each test begins another one."""
SMALL = "learn.sees=10&learn.hidden=32"


@pytest.fixture(autouse=True)
def nothing_trained(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(here, "_held", None)
    yield
    DENOISERS[TRAINED].forget()


@pytest.fixture
def figure(hero: Page) -> Figure:
    hero.follow(f"{SMALL}&learn.seed={next(SEEDS)}")
    figure = Figure(hero, "Learn", "learn")
    figure.wait_until_open()
    hero.clock.look_ms = SLICES_MS
    return figure


def steps(figure: Figure) -> float:
    return figure.value("Training steps")


def trained(figure: Figure, at_least: int) -> None:
    """Train up to there, and a little further."""
    figure.button("Train").click()
    figure.page.wait_until(lambda: steps(figure) >= at_least, "trained")
    figure.button("Pause").click()
    figure.settle()


def menu(page: Page) -> Control:
    return Figure(page).choice("Denoiser")


def offered(page: Page) -> bool:
    (option,) = menu(page).select("option[value=trained]")
    return not option.element.disabled


def test_it_trains_pauses_and_makes_single_steps(figure: Figure) -> None:
    assert steps(figure) == 0
    assert figure.readout("Error on the shelf") == "–"
    trained(figure, 20)
    at = steps(figure)
    figure.settle()
    assert steps(figure) == at
    assert "±" in figure.readout("Error on the shelf")
    assert "±" in figure.readout("Error on unseen drawings")
    figure.button("Step").click()
    figure.page.wait_until(lambda: steps(figure) == at + 1)
    figure.settle()
    assert steps(figure) == at + 1
    figure.button("Start over").click()
    figure.settle()
    assert steps(figure) == 0
    assert figure.readout("Error on the shelf") == "–"
    assert figure.notice == words.READY


def test_changing_a_setting_back_finds_the_run_where_it_was_left(figure: Figure) -> None:
    trained(figure, 3)
    at, seed = steps(figure), figure.number("Seed").value
    figure.number("Seed").fill("8")
    figure.settle()
    assert steps(figure) == 0
    figure.number("Seed").fill(seed)
    figure.page.wait_until(lambda: steps(figure) == at)


def test_the_slider_goes_back_through_the_sheets(figure: Figure) -> None:
    trained(figure, 100)
    newest = figure.pixels("made-0")
    assert figure.readout("The sheet is from") == "after 100 training steps"
    figure.slider("Sheet").fill("0")
    figure.settle()
    assert figure.readout("The sheet is from") == "after 50 training steps"
    assert not np.array_equal(figure.pixels("made-0"), newest)
    assert figure.readout("Drawing 1, verdict").split(":")[0] in ("blur", "new", "close", "copy")
    assert "blur" in figure.readout("Verdicts after 50 steps")


def test_out_of_sight_it_rests_and_says_so(figure: Figure) -> None:
    figure.button("Train").click()
    figure.page.wait_until(lambda: steps(figure) >= 2)
    figure.page.look_at("hero")
    figure.settle()
    at = steps(figure)
    assert figure.notice == words.RESTING
    figure.page.settle()
    assert steps(figure) == at
    figure.page.look_at("learn")
    figure.page.wait_until(lambda: steps(figure) > at)
    assert figure.notice != words.RESTING
    figure.button("Pause").click()


def test_in_a_hidden_tab_it_says_that_it_rests(figure: Figure) -> None:
    page = figure.page
    figure.button("Train").click()
    page.wait_until(lambda: steps(figure) >= 2)
    page.document.visibilityState = "hidden"
    page.document.dispatch(page.window, "visibilitychange")
    assert figure.notice == words.RESTING
    page.document.visibilityState = "visible"
    page.document.dispatch(page.window, "visibilitychange")
    assert figure.notice != words.RESTING
    figure.button("Pause").click()


def test_a_link_that_arrives_lets_it_rest(figure: Figure) -> None:
    figure.button("Train").click()
    figure.page.wait_until(lambda: steps(figure) >= 2)
    figure.page.window.history.visit(f"{SMALL}&seed=5")
    figure.settle()
    at = steps(figure)
    figure.settle()
    assert steps(figure) == at


def test_what_was_trained_is_in_the_menus_and_walks(figure: Figure) -> None:
    page = figure.page
    assert not offered(page)
    trained(figure, 3)
    page.look_at("hero")
    page.settle()
    assert offered(page)
    page.clock.look_ms = 0.0
    first = Figure(page)
    menu(page).choose("trained")
    first.walk_back()
    walked = first.pixels()
    assert "denoiser=trained" in page.link
    page.look_at("learn")
    page.clock.look_ms = SLICES_MS
    trained(figure, int(steps(figure)) + 20)
    page.look_at("hero")
    page.clock.look_ms = 0.0
    page.rest()
    assert not np.array_equal(first.pixels(), walked)  # it has learned more


def test_a_link_to_what_was_trained_elsewhere_falls_back(hero: Page) -> None:
    with opened("denoiser=trained") as page:
        first = Figure(page)
        assert menu(page).value == "oracle"
        assert "denoiser=trained, which must be trained in this visit first" in first.notice


def test_a_network_is_opened_from_a_file(figure: Figure) -> None:
    page = figure.page
    chooser = page.find("learn-file")
    file = BytesIO()
    np.savez_compressed(file, allow_pickle=False, **small(4).arrays())
    chooser.give(file.getvalue()[:500], "half.npz")
    page.rest()
    assert figure.notice.startswith("Nothing was opened: data had 500 bytes")
    assert not offered(page)
    chooser.give(file.getvalue(), "unerase-learn-seed4.npz")
    page.rest()
    assert figure.notice == words.OPENED
    page.look_at("hero")
    page.rest()
    assert offered(page)


def test_points_are_learned_and_samples_flow(figure: Figure) -> None:
    figure.radio("Points").check()
    figure.settle()
    before = figure.strokes("plane-learned")
    figure.button("Train").click()
    figure.page.wait_until(lambda: steps(figure) >= 20)
    figure.button("Pause").click()
    figure.page.clock.look_ms = 0.0
    figure.page.rest()
    assert float(figure.readout("Mean distance to the nearest point")) > 0
    assert figure.strokes("plane-learned") != before
    assert [stroke.colour for stroke in figure.strokes("plane-exact")] != []


def test_without_points_it_says_what_to_do(figure: Figure) -> None:
    figure.page.follow("learn.what=points&points.points=")
    figure.settle()
    figure.button("Train").click()
    figure.settle()
    assert figure.notice == words.NO_POINTS


def test_the_points_are_those_of_the_figure_points(figure: Figure) -> None:
    figure.radio("Points").check()
    figure.settle()
    before = figure.strokes("plane-exact")
    figure.page.follow("learn.what=points&points.points=gACA")
    figure.settle()
    assert figure.strokes("plane-exact") != before
    figure.button("Share").click()
    figure.settle()
    assert "points.points=gACA" in figure.page.window.navigator.clipboard.text


def test_a_shelf_of_ones_own_is_learned(figure: Figure) -> None:
    page = figure.page
    without = Figure(page, "Without the oracle", "without")
    without.wait_until_open()
    page.clock.look_ms = 20.0
    without.part("more").element.open = True
    for preset in ("heart", "star", "house"):
        page.find("hero-preset").choose(preset)
        without.button("Put your drawing on your shelf").click()
    page.settle()
    page.look_at("learn")
    page.clock.look_ms = SLICES_MS
    trained(figure, 2)
    assert figure.readout("What it sees").startswith("sees 3 sketches; none is kept aside")
