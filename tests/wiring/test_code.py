"""The code: what is run stands in the menus, what fails is said, and what is kept is not run."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.wired import Figure, Page, opened
from support.yours import CLEAN, EVEN, STRAIGHT

from page.code import watch
from page.figures.catalogue import FIGURES
from page.figures.code import words
from page.figures.code.parts import text_of
from page.state import yours
from page.state.yours import KINDS, YOURS

CODE_KEY = "unerase-code /unerase/"
ROOT = Path(__file__).resolve().parents[2]
SURROGATES = st.text(max_size=30) | st.just("\ud83c")


USED = ("scratch", "heun", "half-power", "ddim", "oracle", "linear", "cosine")
"""The parts that tests write in."""


@pytest.fixture
def figure(hero: Page, monkeypatch: pytest.MonkeyPatch) -> Iterator[Figure]:
    """The figure with the text of cosine; afterwards all is reset."""
    monkeypatch.setattr(watch, "LIMIT_S", 0.3)
    figure = Figure(hero, "The code", "code")
    figure.wait_until_open()
    yield figure
    figure.come_into_view()
    for part in USED:
        show(figure, part)
        figure.button("Reset").click()
    hero.settle()
    assert not any(map(yours.here, KINDS))


@pytest.fixture
def everything(figure: Figure) -> Figure:
    """The same, on a page with all its figures open."""
    figure.page.clock.look_ms = 20.0  # nothing has to be computed to its end
    for entry in FIGURES:
        title = figure.page.find(entry.name).attribute("aria-label") or ""
        Figure(figure.page, title, entry.name).wait_until_open()
    figure.come_into_view()
    return figure


def show(figure: Figure, part: str) -> None:
    figure.choice("Part").choose(part)
    figure.settle()


def write(figure: Figure, text: str) -> None:
    figure.itself.role("textbox", "Code").fill(text)


def run(figure: Figure, text: str) -> str:
    """Run a text; what is said of it."""
    write(figure, text)
    figure.button("Run").click()
    figure.settle()
    return figure.itself.role("status", "Result").text


def offers_yours(page: Page, menu: str) -> bool:
    page.look_at(menu.partition("-")[0])
    page.settle()
    (option,) = page.find(menu).select("option[value=yours]")
    return not option.element.disabled


MENUS = {
    "schedule": ("hero-schedule", "corrupt-schedule", "estimate-schedule", "cloth-schedule"),
    "denoiser": ("hero-denoiser", "walk-denoiser", "samplers-denoiser", "schedules-denoiser"),
    "sampler": ("hero-walk", "without-sampler", "points-walk", "samplers-lane-1"),
}


@pytest.mark.parametrize(
    ("part", "kind", "text"),
    [("cosine", "schedule", EVEN), ("oracle", "denoiser", CLEAN), ("ddim", "sampler", STRAIGHT)],
)
def test_what_was_run_stands_in_all_menus_until_it_is_reset(
    everything: Figure, part: str, kind: str, text: str
) -> None:
    figure, menus = everything, MENUS[kind]
    show(figure, part)
    assert not any(offers_yours(figure.page, menu) for menu in menus)
    figure.come_into_view()
    assert run(figure, text).startswith(text.split("def ")[1].split("(")[0] + " runs.")
    assert all(offers_yours(figure.page, menu) for menu in menus)
    figure.come_into_view()
    assert figure.part("lane-yours").visible
    figure.button("Reset").click()
    figure.settle()
    assert not figure.part("lane-yours").visible
    assert not any(offers_yours(figure.page, menu) for menu in menus)


def test_the_hero_walks_under_the_visitors_schedule(figure: Figure) -> None:
    run(figure, EVEN)
    hero = Figure(figure.page)
    hero.come_into_view()
    hero.choice("Schedule").choose(YOURS)
    hero.scrub(10)
    assert hero.readout("Signal left") == "71%"
    assert "schedule=yours" in figure.page.link
    figure.come_into_view()
    run(
        figure,
        EVEN.replace("1 - np.arange(steps + 1) / steps", "(1 - np.arange(steps + 1) / steps) ** 2"),
    )
    hero.come_into_view()
    assert hero.readout("Signal left") == "50%"
    figure.come_into_view()
    figure.button("Reset").click()
    hero.come_into_view()
    assert hero.choice("Schedule").value == "linear"
    assert hero.notice == f"{words.AWAY} This figure goes on without your schedule."


def test_an_error_is_said_with_its_line_and_the_last_good_run_stays(figure: Figure) -> None:
    run(figure, EVEN)
    before = figure.pixels("yours-late")
    said = run(figure, "def s(steps):\n    a = 1\n    return b")
    assert said == "Line 3: NameError: name 'b' is not defined."
    assert said in figure.page.document.heard
    assert np.array_equal(figure.pixels("yours-late"), before)
    assert offers_yours(figure.page, "hero-schedule")


def test_code_that_never_ends_leaves_a_page_that_answers(figure: Figure) -> None:
    assert "It was stopped" in run(figure, "while True: pass")
    hero = Figure(figure.page)
    hero.come_into_view()
    hero.scrub(7)


def test_code_that_fails_where_it_is_used_is_taken_away(figure: Figure) -> None:
    fails = EVEN.replace("    return", "    assert steps != 33\n    return")
    assert "runs" in run(figure, fails)
    hero = Figure(figure.page)
    hero.come_into_view()
    hero.choice("Schedule").choose(YOURS)
    hero.settle()
    hero.number("Steps").enter("33")
    hero.settle()
    assert hero.choice("Schedule").value == "linear"
    assert hero.notice.startswith("Your schedule has failed. Line 7: AssertionError.")
    figure.come_into_view()
    assert figure.itself.role("status", "Result").text == "Line 7: AssertionError."
    assert not offers_yours(figure.page, "hero-schedule")


def test_what_a_walk_was_made_with_is_made_anew(figure: Figure) -> None:
    show(figure, "oracle")
    run(figure, CLEAN)
    hero = Figure(figure.page)
    hero.come_into_view()
    hero.choice("Denoiser").choose(YOURS)
    hero.scrub(3)
    before = hero.pixels("estimate")
    figure.come_into_view()
    run(figure, CLEAN.replace("0.5 * x0", "-0.5 * x0"))
    hero.come_into_view()
    assert not np.array_equal(hero.pixels("estimate"), before)


def test_an_exercise_turns_green_by_what_the_code_does(figure: Figure) -> None:
    show(figure, "half-power")
    assert figure.part("task").text.startswith("Write a schedule that keeps half")
    assert run(figure, text_of("half-power")).startswith("half_power runs.")
    assert figure.part("check").text.startswith("✗ Not yet. Signal power: 94%")
    run(figure, EVEN)
    assert figure.part("check").text.startswith("✓ Solved. Signal power: 50%")
    assert figure.part("hints").text == ""
    figure.button("Hint").click()
    figure.settle()
    assert figure.part("hints").text.startswith("alpha_bar is the share of the power.")
    figure.button("Hint").click()
    figure.settle()
    assert "Which exponent" in figure.part("hints").text
    assert not figure.part("hint").visible
    show(figure, "cosine")
    assert figure.part("check").text == ""


def test_a_scratch_cell_writes_and_paints(figure: Figure) -> None:
    show(figure, "scratch")
    assert run(figure, "print(x0.shape)\nshow(x0)\nplot([1, 2])\nprint(settings.seed)").startswith(
        "It ran"
    )
    lines = [one.text for one in figure.part("output").select("pre")]
    assert lines == ["(32, 32)", "0"]
    (canvas,) = figure.part("output").select("canvas")
    assert canvas.element.getContext("2d").pixels.shape == (32, 32, 4)
    assert len(figure.part("output").select("svg")) == 1
    assert run(figure, "print('before')\n1 / 0") == "Line 2: ZeroDivisionError: division by zero."
    assert [one.text for one in figure.part("output").select("pre")] == ["before"]
    run(figure, "x0[:] = 9\nshelf[:] = 9")  # copies
    assert Figure(figure.page).page.find("hero-seed").value == "0"


def test_the_text_is_kept_and_shown_again_but_not_run(figure: Figure) -> None:
    write(figure, EVEN)
    figure.page.rest()
    kept = figure.page.window.localStorage.kept
    assert json.loads(kept[CODE_KEY]) == {"cosine": EVEN}
    hostile = json.dumps({"cosine": "import sys\nsys.modules['was run'] = sys\n" + EVEN})
    with opened(kept={CODE_KEY: hostile, "unerase /unerase/": "v=1&schedule=yours"}) as page:
        again = Figure(page, "The code", "code")
        again.wait_until_open()
        assert "was run" not in sys.modules
        assert "was run" in again.itself.role("textbox", "Code").value
        assert again.part("result").text == words.EDITED
        assert not any(map(yours.here, KINDS))
        assert "yours" not in Figure(page).choice("Schedule").value
        again.come_into_view()
        again.button("Reset").click()
        page.rest()
        assert again.itself.role("textbox", "Code").value == text_of("cosine")
        assert json.loads(page.window.localStorage.kept[CODE_KEY]) == {}


def test_each_part_has_its_text(figure: Figure) -> None:
    write(figure, "one")
    show(figure, "heun")
    assert figure.itself.role("textbox", "Code").value == text_of("heun")
    write(figure, "two")
    show(figure, "cosine")
    assert figure.itself.role("textbox", "Code").value == "one"
    figure.page.rest()
    kept = figure.page.window.localStorage.kept
    assert json.loads(kept[CODE_KEY]) == {"cosine": "one", "heun": "two"}
    write(figure, text_of("cosine"))
    figure.page.rest()
    assert json.loads(kept[CODE_KEY]) == {"heun": "two"}


def test_where_nothing_can_be_kept_it_says_so(figure: Figure) -> None:
    figure.page.window.localStorage.refuses = True
    try:
        write(figure, "one")
        figure.page.rest()
        assert figure.part("result").text == words.KEPT_NOWHERE
        show(figure, "heun")
        show(figure, "cosine")
        assert figure.itself.role("textbox", "Code").value == "one"
    finally:
        figure.page.window.localStorage.refuses = False


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=SURROGATES)
def test_any_text_is_taken(figure: Figure, text: str) -> None:
    assert run(figure, text)
    figure.page.rest()


@pytest.mark.parametrize(
    "link",
    [
        "schedule=yours",
        "denoiser=yours",
        "sampler=yours",
        "lab.shown=linear.yours",
        "samplers.lanes=yours.heun.ddim.ddpm",
        "without.sampler=yours",
        "points.sampler=yours",
    ],
)
def test_a_link_that_names_yours_where_there_is_none_falls_back_and_says_so(
    hero: Page, link: str
) -> None:
    hero.follow(link)
    assert "which must be " in Figure(hero).notice
    assert "run in this visit first, in the figure The code" in Figure(hero).notice


@pytest.mark.parametrize("menu", ["hero-schedule", "corrupt-schedule", "samplers-lane-1"])
def test_what_has_gone_since_a_menu_was_painted_cannot_be_chosen(
    everything: Figure, menu: str
) -> None:
    page, part = everything.page, "ddim" if menu.startswith("samplers") else "cosine"
    show(everything, part)
    run(everything, STRAIGHT if part == "ddim" else EVEN)
    assert offers_yours(page, menu)
    before = page.find(menu).value
    everything.come_into_view()
    everything.button("Reset").click()
    page.find(menu).choose(YOURS)  # which has not been painted since
    page.look_at(menu.partition("-")[0])
    page.settle()
    assert page.find(menu).value == before


def test_with_yours_here_a_link_may_name_it(figure: Figure) -> None:
    run(figure, EVEN)
    figure.page.follow("schedule=yours&lab.shown=linear.yours")
    figure.page.look_at("hero")
    figure.settle()
    assert Figure(figure.page).choice("Schedule").value == YOURS


def test_code_opens_what_is_at_work(hero: Page) -> None:
    figure = Figure(hero)
    figure.button("Code").click()
    hero.rest()
    panel = figure.part("code-panel")
    assert panel.visible
    titles = [one.text for one in panel.select(".code-source")]
    assert any(one.startswith("linear unerase/schedules/betas.py, line ") for one in titles)
    assert any(one.startswith("ddpm unerase/samplers/ddpm.py") for one in titles)
    (linear, *_) = [one.element.textContent for one in panel.select("pre")]
    assert linear in (ROOT / "py/unerase/schedules/betas.py").read_text("utf-8")
    links = {str(one.text): str(one.element.href) for one in panel.select("a")}
    assert links["Ho et al. 2020"].startswith("#read-")
    arrays = [one.text for one in panel.select(".code-arrays strong")]
    assert {"x0", "alpha_bar", "walk, step 0", "walk_x0_hat, step 0"} <= set(arrays)
    panel.role("button", "As a script").click()
    hero.rest()
    (script,) = panel.select("pre")
    text = script.element.textContent
    assert text.startswith('"""A drawing on its way into noise and back')
    panel.role("button", "Copy").click()
    hero.rest()
    assert hero.window.navigator.clipboard.text == text
    hero.press("Escape")
    figure.button("Code").click()


def test_code_of_a_figure_with_nothing_to_save_says_so(hero: Page) -> None:
    figure = Figure(hero, "Learn", "learn")
    figure.wait_until_open()
    figure.button("Code").click()
    hero.rest()
    assert "press Train" in figure.part("code-said").text
    assert "Training" in [one.text for one in figure.part("code-panel").select("h3")]
