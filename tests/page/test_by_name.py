"""Ask by name: one noise and one name, at several guidance weights."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, Route, expect
from support.browser import opened, wait_until_ready
from support.figure import Figure
from support.learner import learner
from support.steps import least_times
from support.themes import Palette

from page.figures.by_name.scene import Scene
from page.figures.by_name.settings import TABLE, ByNameSettings
from page.state.subject import DEFAULT_SUBJECT
from unerase import tone
from unerase.shapes import KINDS, STYLES, UNSEEN

SHEETS = range(1, 7)
STEP_MS = 50.0
WEIGHTS = "**/assets/weights/learner.npz"


@pytest.fixture
def figure(hero: Page) -> Figure:
    figure = Figure(hero, "Ask by name", "name")
    figure.wait_until_open()
    figure.wait_until_made()
    return figure


def choose(figure: Figure, **choices: str) -> None:
    for name, value in choices.items():
        figure.choice(name.capitalize()).select_option(value)
    figure.wait_until_made()


def made(s: ByNameSettings) -> Scene:
    scene = Scene(s, DEFAULT_SUBJECT)
    scene.make(s, lambda: True)
    return scene


def check_sheets(figure: Figure, s: ByNameSettings) -> None:
    """The page shows what the engine computes here."""
    ink = Palette().signal
    for number, sheet in enumerate(made(s).sheets(s), 1):
        assert sheet
        assert np.array_equal(figure.pixels(f"xt-{number}"), ink[tone(sheet.x_t)][..., :3])


def the_answer(figure: Figure, which: str) -> str:
    return figure.readout(f"Guidance {which}, answer")


def test_untouched_it_shows_its_posters_and_sends_for_nothing(browser: Browser, site: str) -> None:
    asked: list[str] = []
    with opened(browser, site) as (page, guard):
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{site}?embed=name&start")
        wait_until_ready(page)
        figure = Figure(page, "Ask by name", "name")
        figure.wait_until_open()
        figure.wait_until_made()
        for number in SHEETS:
            poster = page.locator(f".sheet:has(#name-xt-{number}) img.in-light")
            expect(poster).to_be_visible()
        assert not [each for each in asked if each.endswith(".npz")]
        figure.button("Surprise me").click()
        page.wait_for_selector('#name[data-posters="false"]', state="attached")
        figure.wait_until_made()
        expect(page.locator(".sheet:has(#name-xt-1) img.in-light")).to_be_hidden()
        assert len([each for each in asked if each.endswith("/learner.npz")]) == 1
        assert guard.seen == []


def test_the_names_on_offer_and_the_mark_on_those_never_seen(figure: Figure) -> None:
    about = figure.itself.get_by_role("status", name="About what is asked for", exact=True)
    kinds = figure.choice("Kind").locator("option").all_text_contents()
    assert kinds[0] == "Anything"
    assert len(kinds) == len(KINDS) + 1
    assert "Tree (never seen in training)" in kinds
    assert "Star" in kinds
    styles = figure.choice("Style").locator("option").all_text_contents()
    assert styles[0] == "Any style"
    assert [one.partition(" ")[0].lower() for one in styles[1:]] == list(STYLES)
    for kind, style in UNSEEN:
        figure.choice("Kind").select_option(kind)
        figure.choice("Style").select_option(style)
        expect(figure.choice("Kind").locator("option:checked")).to_have_text(
            f"{kind.capitalize()} (never seen in training)"
        )
        expect(about).to_contain_text("never both together")
    figure.choice("Kind").select_option("star")
    expect(about).to_contain_text("a pair that the network was trained on")


def test_weight_zero_is_the_same_for_two_names_and_the_others_are_not(figure: Figure) -> None:
    choose(figure, kind="star", style="filled")
    star = [figure.pixels(f"xt-{number}") for number in SHEETS]
    choose(figure, kind="moon", style="outlined")
    moon = [figure.pixels(f"xt-{number}") for number in SHEETS]
    assert np.array_equal(star[0], moon[0])
    for number in SHEETS[1:]:
        assert not np.array_equal(star[number - 1], moon[number - 1])
    choose(figure, kind="", style="")
    for number in SHEETS:
        assert np.array_equal(figure.pixels(f"xt-{number}"), star[0])
    assert "all sheets are one" in figure.readout("About what is asked for")


def test_the_learners_pictures_are_the_engines(figure: Figure) -> None:
    """But for the order of its sums: near enough that no picture is another one."""
    s = replace(TABLE.default, kind="moon", style="filled")
    choose(figure, kind="moon", style="filled")
    with learner():
        sheets = made(s).sheets(s)
    for number, sheet in enumerate(sheets, 1):
        assert sheet
        dark = figure.pixels(f"xt-{number}").mean(axis=2) < 127
        assert (dark != (sheet.x_t > 0)).sum() < 20, number
    assert the_answer(figure, "0").endswith("% ink")


def test_a_label_of_the_shelf_and_the_memoriser(figure: Figure) -> None:
    choose(figure, denoiser="memoriser")
    expect(figure.choice("Kind")).to_be_hidden()
    assert figure.choice("Label").input_value() == "A"
    choose(figure, label="K")
    s = ByNameSettings("memoriser", label="K")
    check_sheets(figure, s)
    assert the_answer(figure, "1").startswith("label K: K, ")
    assert figure.readout("About what is asked for").endswith("are labelled “K”.")
    figure.scrub(9)
    figure.wait_until_made()
    check_sheets(figure, replace(s, timestep=9))
    figure.button("Another walk").click()
    figure.button("New noise").click()
    figure.wait_until_made()
    check_sheets(figure, replace(s, timestep=9, walk=2, seed=1))
    figure.button("Surprise me").click()
    figure.wait_until_made()
    assert figure.choice("Label").input_value() != "K"


def test_the_weight_of_ones_own(figure: Figure) -> None:
    choose(figure, denoiser="memoriser", label="7")
    dial = figure.itself.get_by_role("slider", name="Guidance", exact=True)
    dial.fill("1")
    figure.wait_until_made()
    check_sheets(figure, ByNameSettings("memoriser", label="7", weight=0.5))
    assert figure.readout("Weight of your own") == "w = 0.5"
    assert figure.readout("What your own weight does") == "half the way"
    dial.press("ArrowLeft")
    figure.wait_until_made()
    assert np.array_equal(figure.pixels("xt-6"), figure.pixels("xt-1"))


def test_time_runs_as_the_walks_are_made_and_ends_in_words(figure: Figure) -> None:
    choose(figure, denoiser="memoriser", label="7")
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
    expect(figure.page.locator("#name-said")).to_contain_text("Guidance 1: label 7: 7")


def test_a_label_that_is_not_on_the_shelf_is_said(figure: Figure) -> None:
    figure.page.evaluate("location.hash = 'name.denoiser=memoriser&name.label=none'")
    expect(figure.page.locator("#name-notice")).to_contain_text("“A” is asked for instead")


def test_it_is_in_the_link(figure: Figure) -> None:
    choose(figure, denoiser="memoriser", label="K")
    figure.scrub(7)
    figure.page.wait_for_function("location.hash.includes('name.timestep=7')")
    assert {"name.denoiser=memoriser", "name.label=K"} <= set(
        figure.page.evaluate("location.hash.slice(1).split('&')")
    )


def test_every_step_of_the_learner_is_within_its_budget(
    figure: Figure, capsys: pytest.CaptureFixture[str]
) -> None:

    def walks() -> dict[str, list[float]]:
        figure.page.evaluate("performance.clearMeasures('step')")
        figure.button("New noise").click()
        figure.wait_until_made()
        measures = figure.page.evaluate(
            "performance.getEntriesByName('step').map(m => [m.duration, m.detail])"
        )
        detail = {"figure": "Ask by name", "denoiser": "learner"}
        times = [duration for duration, of in measures if of == detail]
        assert len(times) == 6 * 21
        return {"learner": times}

    times = least_times(walks, STEP_MS)["learner"]
    with capsys.disabled():
        print(f"\nlearner, {len(times)} steps: median {times[63]:.1f} ms, max {times[-1]:.1f} ms")
    assert times[-1] < STEP_MS


def test_the_page_answers_while_walks_are_made(figure: Figure) -> None:
    figure.button("New noise").click()
    figure.page.wait_for_selector('#name[data-making="true"]', state="attached")
    expect(figure.page.locator("#name-phase")).to_contain_text("steps")
    figure.choice("Denoiser").select_option("memoriser")
    figure.wait_until_made()
    assert the_answer(figure, "1").startswith("label ")


def gone(route: Route) -> None:
    route.fulfill(status=404)


def refused(route: Route) -> None:
    route.abort()


def half(route: Route) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.body()[: len(answer.body()) // 2])


def something_else(route: Route) -> None:
    route.fulfill(content_type="application/octet-stream", body=b"<!doctype html>")


@pytest.fixture(scope="module")
def alone(browser: Browser, site: str) -> Iterator[Page]:
    """The figure alone, to which no weights have come yet."""
    with opened(browser, site) as (page, _guard):
        page.goto(f"{site}?embed=name&start")
        wait_until_ready(page)
        yield page


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
def test_weights_that_do_not_come(alone: Page, answer: Callable[[Route], None], said: str) -> None:
    """It is said, time does not run on nothing, and the rest of the figure goes on."""
    figure = Figure(alone, "Ask by name", "name")
    alone.evaluate(f"location.hash = 'name.denoiser=memoriser&fresh={answer.__name__}'")
    figure.wait_until_made()
    alone.route(WEIGHTS, answer)
    figure.choice("Denoiser").select_option("learner")
    notice = alone.locator("#name-notice")
    expect(notice).to_contain_text(f"The weights of the learner {said}. Check the connection")
    figure.wait_until_made()
    assert len(np.unique(figure.pixels("xt-2").reshape(-1, 3), axis=0)) == 1
    figure.button("Reverse").click()
    expect(figure.timestep).to_have_attribute("aria-valuetext", "step 20 of 20")
    expect(notice).to_contain_text(said)
    choose(figure, denoiser="memoriser", label="K")
    expect(notice).to_have_text("")
    figure.scrub(0)
    figure.wait_until_made()
    check_sheets(figure, ByNameSettings("memoriser", label="K"))
    assert alone.locator("#trouble").is_hidden()
    alone.unroute(WEIGHTS)


def test_weights_that_come_in_the_end(alone: Page) -> None:
    figure = Figure(alone, "Ask by name", "name")
    alone.route(WEIGHTS, gone)
    choose(figure, denoiser="learner")
    alone.unroute(WEIGHTS)
    choose(figure, kind="ring", style="filled")
    expect(alone.locator("#name-notice")).to_have_text("")
    assert the_answer(figure, "1").endswith("% ink")


def test_a_guess_is_answered(figure: Figure) -> None:
    box = figure.page.get_by_role("group", name="Guess first. The weight is zero")
    box.get_by_role("radio", name="What it would have drawn without any name").check()
    assert box.get_by_text("As you said.").is_visible()
