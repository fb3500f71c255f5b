"""Every denoiser in the first figure, and what is said of it; all menus have all of them."""

from __future__ import annotations

import numpy as np
import pytest
from support.dom.values import Promise
from support.dom.window import body
from support.learner import FILE, learner
from support.wired import Figure, Page, opened

from page.denoisers import LABELS
from page.figures.samplers.settings import OFFERED
from page.state.shelf import LETTERS
from page.state.subject import DEFAULT_SUBJECT

NEAREST = "What the answer is most like"


@pytest.fixture
def unerase(hero: Page) -> Figure:
    return Figure(hero)


@pytest.mark.parametrize(
    ("name", "prefix", "offered"),
    [
        ("Unerase", "hero", LABELS),
        ("Estimate", "estimate", LABELS),
        ("Walk back", "walk", LABELS),
        ("Two schedules", "schedules", LABELS),
        ("Samplers", "samplers", OFFERED),
    ],
)
def test_the_menu_has_them_all(hero: Page, name: str, prefix: str, offered: dict[str, str]) -> None:
    hero.clock.look_ms = 20.0
    figure = Figure(hero, name, prefix)
    figure.wait_until_open()
    assert figure.choice("Denoiser").options == list(offered.values())


def test_the_hero_walks_back_to_a_sketch_of_the_shelf_and_says_so(unerase: Figure) -> None:
    assert unerase.readout(NEAREST) == "Matches your drawing exactly."
    assert "the oracle" in unerase.readout("Who answers")
    unerase.choice("Denoiser").choose("memoriser")
    unerase.walk_back()
    assert "the memoriser" in unerase.readout("Who answers")
    found = unerase.readout(NEAREST)
    index = next(
        i for i, sketch in enumerate(LETTERS.sketches) if f"“{sketch.name}”, exact match" in found
    )
    assert found.endswith(": a copy of it.")
    assert np.array_equal(unerase.pixels().mean(axis=2) < 127, LETTERS.bits[index])
    assert found in unerase.said
    # Against the heart that was drawn: each wrong cell costs 4.
    wrong = np.mean(LETTERS.bits[index] != DEFAULT_SUBJECT.bits)
    assert unerase.value("MSE vs clean") == pytest.approx(4 * wrong, rel=0.01)
    assert "denoiser=memoriser" in unerase.page.link


def test_the_hero_walks_from_where_it_is(unerase: Figure) -> None:
    here = unerase.button("Reverse from this step")
    assert here.attribute("aria-disabled") == "true"  # nothing has been forgotten yet
    unerase.scrub(8, "forward")
    there = unerase.pixels()
    assert here.attribute("aria-disabled") == "false"
    here.click()
    unerase.wait_for_step(0, "walk back")
    assert "This walk leaves from step 8" in unerase.notice
    unerase.scrub(8, "walk back")
    assert np.array_equal(unerase.pixels(), there)
    assert "from=8" in unerase.page.link
    # From noise again, as before.
    unerase.scrub(20, "walk back")
    unerase.button("Forward").click()
    unerase.wait_for_step(20, "forward")
    unerase.button("Reverse").click()
    unerase.wait_for_step(0, "walk back")
    assert unerase.notice == ""
    assert "from=" not in unerase.page.hash


def test_the_drawing_goes_on_the_shelf(unerase: Figure) -> None:
    unerase.button("Keep on my shelf").click()
    assert "is on your shelf. Your shelf has 1 sketch" in unerase.notice
    unerase.button("Keep on my shelf").click()
    assert "already has it" in unerase.notice
    unerase.button("Clear").click()
    unerase.button("Keep on my shelf").click()
    assert "draw something first" in unerase.notice


def test_while_the_learners_weights_are_on_their_way_the_page_goes_on() -> None:
    """They are held back on the way, and then let through."""
    held: list[Promise] = []
    with learner(here=False), opened() as page:
        page.window.answer = lambda _path, promise: held.append(promise)
        unerase, walk = Figure(page), Figure(page, "Walk back", "walk")
        walk.wait_until_open()
        before = walk.pixels("picture-1")
        walk.choice("Denoiser").choose("learner")
        assert walk.notice == "The learner’s weights are loading."
        assert np.array_equal(walk.pixels("picture-1"), before)
        unerase.come_into_view()
        unerase.choice("Denoiser").choose("learner")
        assert "until they arrive, the oracle answers" in unerase.notice
        assert "the oracle" in unerase.readout("Who answers")
        unerase.walk_back()
        assert unerase.readout("MSE vs clean") == "0"
        assert len(held) == 1  # asked for once, by whoever wants them
        body(held[0], FILE.read_bytes())
        assert "the learner" in unerase.readout("Who answers")
        assert unerase.notice == ""
        walk.come_into_view()
        assert walk.notice == ""
        assert np.array_equal(walk.pixels("picture-1"), before)  # the start is nobody's answer
        assert not np.array_equal(walk.pixels("estimate-1"), before)
