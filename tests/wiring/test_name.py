"""Ask by name: one noise and one name, at several guidance weights."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from support.dom.values import Promise
from support.dom.window import Answer, body
from support.learner import FILE, learner
from support.themes import Palette
from support.wired import Figure, Page, opened

from page.denoisers.weights import PATH
from page.figures.name.scene import Scene
from page.figures.name.settings import TABLE, NameSettings
from page.state.subject import DEFAULT_SUBJECT
from unerase.pixels import tone
from unerase.shapes import KINDS, STYLES, UNSEEN

SHEETS = range(1, 7)
WEIGHTS = FILE.read_bytes()


@pytest.fixture
def figure(hero: Page) -> Figure:
    """Of the memoriser, whose walks take no time."""
    return opened_at(hero, "name.denoiser=memoriser&name.label=7")


@pytest.fixture
def learners(hero: Page) -> Figure:
    """Of the learner, at the beginning of its walks: it is slow."""
    return opened_at(hero, "name.timestep=19")


def opened_at(page: Page, link: str) -> Figure:
    page.follow(link)
    figure = Figure(page, "Ask by name", "name")
    figure.wait_until_open()
    figure.wait_until_made()
    return figure


def choose(figure: Figure, **choices: str) -> None:
    for name, value in choices.items():
        figure.choice(name.capitalize()).choose(value)
    figure.wait_until_made()


def made(s: NameSettings) -> Scene:
    scene = Scene(s, DEFAULT_SUBJECT)
    scene.make(s, lambda: True)
    return scene


def check_sheets(figure: Figure, s: NameSettings) -> None:
    """The page shows what the engine computes."""
    ink = Palette().signal
    for number, sheet in enumerate(made(s).sheets(s), 1):
        assert sheet
        assert np.array_equal(figure.pixels(f"xt-{number}"), ink[tone(sheet.x_t)][..., :3])


def the_answer(figure: Figure, which: str) -> str:
    return figure.readout(f"Guidance {which}, answer")


def about(figure: Figure) -> str:
    return figure.readout("About what is asked for")


def test_untouched_it_shows_its_posters_and_sends_for_nothing() -> None:
    asked: list[str] = []

    def answer(path: str, promise: Promise) -> None:
        asked.append(path)
        body(promise, WEIGHTS)

    with learner(here=False), opened(embed="name") as page:
        page.window.answer = answer
        figure = Figure(page, "Ask by name", "name")
        figure.wait_until_made()
        page.rest()
        assert asked == []
        assert figure.itself.attribute("data-posters") == "true"
        page.clock.look_ms = 20.0  # the walks have only to begin
        figure.button("Surprise me").click()
        figure.settle()
        assert figure.itself.attribute("data-posters") == "false"
        assert asked == [PATH]


def test_the_names_on_offer_and_the_mark_on_those_never_seen(learners: Figure) -> None:
    kinds = learners.choice("Kind").options
    assert kinds[0] == "Anything"
    assert len(kinds) == len(KINDS) + 1
    assert "Tree (never seen in training)" in kinds
    assert "Star" in kinds
    styles = learners.choice("Style").options
    assert styles[0] == "Any style"
    assert [one.partition(" ")[0].lower() for one in styles[1:]] == list(STYLES)
    learners.page.clock.look_ms = 20.0  # no walk has to be made to its end
    for kind, style in UNSEEN:
        learners.choice("Kind").choose(kind)
        learners.choice("Style").choose(style)
        learners.settle()
        chosen = learners.choice("Kind").element.chosen
        assert chosen
        assert chosen.textContent == f"{kind.capitalize()} (never seen in training)"
        assert "never the two together" in about(learners)
    learners.choice("Kind").choose("star")
    assert "a pair that the network was trained on" in about(learners)


def test_weight_zero_is_the_same_for_two_names_and_the_others_are_not(learners: Figure) -> None:
    choose(learners, kind="star", style="filled")
    star = [learners.pixels(f"xt-{number}") for number in SHEETS]
    choose(learners, kind="moon", style="outlined")
    moon = [learners.pixels(f"xt-{number}") for number in SHEETS]
    assert np.array_equal(star[0], moon[0])
    for number in SHEETS[1:]:
        assert not np.array_equal(star[number - 1], moon[number - 1])
    choose(learners, kind="", style="")
    for number in SHEETS:
        assert np.array_equal(learners.pixels(f"xt-{number}"), star[0])
    assert "all sheets are alike" in about(learners)


def test_the_learners_pictures_are_the_engines(learners: Figure) -> None:
    choose(learners, kind="moon", style="filled")
    check_sheets(learners, replace(TABLE.default, kind="moon", style="filled", timestep=19))
    assert the_answer(learners, "0").endswith("% ink")


def test_a_label_of_the_shelf_and_the_memoriser(figure: Figure) -> None:
    assert figure.itself.roles("combobox", "Kind") == []
    assert figure.choice("Label").value == "7"
    choose(figure, label="K")
    s = NameSettings("memoriser", label="K")
    check_sheets(figure, s)
    assert the_answer(figure, "1").startswith("label K: K, ")
    assert about(figure).endswith("are labelled “K”.")
    figure.scrub(9)
    figure.wait_until_made()
    check_sheets(figure, replace(s, timestep=9))
    figure.button("New dice").click()
    figure.button("New noise").click()
    figure.wait_until_made()
    check_sheets(figure, replace(s, timestep=9, walk=2, seed=1))
    figure.button("Surprise me").click()
    figure.wait_until_made()
    assert figure.choice("Label").value != "K"


def test_the_weight_of_ones_own(figure: Figure) -> None:
    dial = figure.slider("Guidance")
    dial.fill("1")
    figure.wait_until_made()
    check_sheets(figure, NameSettings("memoriser", label="7", weight=0.5))
    assert figure.readout("Weight of your own") == "w = 0.5"
    assert figure.readout("What your own weight does") == "partly"
    dial.fill("0")
    figure.wait_until_made()
    assert np.array_equal(figure.pixels("xt-6"), figure.pixels("xt-1"))


def test_time_runs_as_the_walks_are_made_and_ends_in_words(figure: Figure) -> None:
    figure.button("Reverse").click()
    figure.wait_for_step(20)
    figure.wait_for_step(17)
    figure.button("Pause").click()
    figure.scrub(20)
    figure.wait_until_made()
    noise = [figure.pixels(f"xt-{number}") for number in SHEETS]
    assert all(np.array_equal(one, noise[0]) for one in noise)
    figure.button("Step back").click()
    figure.wait_for_step(19)
    figure.button("Reverse").click()
    figure.wait_for_step(0)
    assert "Guidance 1: label 7: 7" in figure.said


def test_a_label_that_is_not_on_the_shelf_is_said(figure: Figure) -> None:
    figure.page.follow("name.denoiser=memoriser&name.label=none")
    assert "“A” is asked for instead" in figure.notice


def test_it_is_in_the_link(figure: Figure) -> None:
    choose(figure, label="K")
    figure.scrub(7)
    wanted = {"name.denoiser=memoriser", "name.label=K", "name.timestep=7"}
    assert wanted <= figure.page.link


def test_steps_are_measured(learners: Figure) -> None:
    learners.page.clear_measures()
    learners.button("New noise").click()
    learners.wait_until_made()
    steps = learners.page.measures("step", "Ask by name")
    assert {one.denoiser for one in steps} == {"learner"}
    assert len(steps) == 6 * 2


def test_the_page_answers_while_walks_are_made(figure: Figure) -> None:
    figure.page.clock.look_ms = 10.0
    figure.button("New noise").click()
    figure.settle()
    assert figure.itself.attribute("data-making") == "true"
    assert "steps" in figure.part("phase").text
    choose(figure, label="K")
    assert the_answer(figure, "1").startswith("label K")


@pytest.fixture(scope="module")
def without_weights() -> Iterator[Page]:
    """The figure alone, to which no weights have come yet."""
    with learner(here=False), opened(embed="name") as page:
        yield page


def refused(_path: str, promise: Promise) -> None:
    promise.fail("Failed to fetch")


def gone(_path: str, promise: Promise) -> None:
    promise.keep(SimpleNamespace(ok=False))


def half(_path: str, promise: Promise) -> None:
    body(promise, WEIGHTS[: len(WEIGHTS) // 2])


def something_else(_path: str, promise: Promise) -> None:
    body(promise, b"<!doctype html>")


@pytest.fixture
def alone(without_weights: Page) -> Figure:
    figure = Figure(without_weights, "Ask by name", "name")
    without_weights.refresh("name", "name.denoiser=memoriser")
    figure.wait_until_made()
    return figure


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (gone, "did not arrive"),
        (refused, "did not arrive"),
        (half, "arrived damaged"),
        (something_else, "arrived damaged"),
    ],
    ids=["missing", "refused", "cut off", "another file"],
)
def test_weights_that_do_not_come(alone: Figure, answer: Answer, said: str) -> None:
    """It is said, time does not run on nothing, and the rest of the figure goes on."""
    alone.page.window.answer = answer
    alone.choice("Denoiser").choose("learner")
    alone.wait_until_made()
    assert alone.notice.startswith(f"The weights of the learner {said}. Check the connection")
    assert len(np.unique(alone.pixels("xt-2").reshape(-1, 3), axis=0)) == 1
    alone.button("Reverse").click()
    alone.page.rest()
    assert alone.timestep.attribute("aria-valuetext") == "step 20 of 20"
    assert said in alone.notice
    choose(alone, denoiser="memoriser", label="K")
    assert alone.notice == ""
    alone.scrub(0)
    alone.wait_until_made()
    check_sheets(alone, NameSettings("memoriser", label="K"))


def test_weights_that_come_in_the_end(alone: Figure) -> None:
    alone.page.window.answer = gone
    choose(alone, denoiser="learner")
    assert "did not arrive" in alone.notice
    alone.scrub(20)
    alone.page.window.answer = lambda _path, promise: body(promise, WEIGHTS)
    choose(alone, kind="ring", style="filled")
    assert alone.notice == ""
    assert the_answer(alone, "1").endswith("% ink")
