"""The address, the history, storage, and links: written, shared and pasted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from support.learner import learner
from support.wired import KEY, Figure, Page, opened

from page.figures.catalogue import NAMES
from page.figures.hero.settings import TABLE as HERO
from page.figures.hero.settings import HeroSettings
from page.link import joined

LINE = ((1, 1), (30, 2))
BASE = "https://example.org/unerase/"


def test_changes_follow_into_the_address_and_not_into_the_history(hero: Page) -> None:
    figure = Figure(hero)
    before = hero.window.history.length
    for seed in (40, 41):
        figure.number("Seed").fill(str(seed))
        figure.scrub(seed - 30)
        assert {f"seed={seed}", f"timestep={seed - 30}"} <= hero.link
    figure.stroke(*LINE, moves=4)
    assert "drawing=" in hero.hash
    figure.choice("Schedule").choose("cosine")
    assert "schedule=cosine" in hero.link
    other = Figure(hero, "Corrupt", "corrupt")
    other.wait_until_open()
    other.scrub(11)
    assert "corrupt.timestep=11" in hero.link
    assert hero.window.history.length == before


def test_in_the_middle_of_a_stroke_only_the_storage_has_it(hero: Page) -> None:
    figure = Figure(hero)
    assert "drawing=" not in hero.hash
    figure.grid.down(0.1, 0.1)
    figure.grid.point("pointermove", 0.9, 0.1)
    assert "drawing=" not in hero.hash
    assert "drawing=" in hero.window.localStorage.kept[KEY]
    figure.grid.up(0.9, 0.1)
    assert "drawing=" in hero.hash


def test_a_storage_that_keeps_nothing_is_named_and_the_address_has_it(hero: Page) -> None:
    figure = Figure(hero)
    hero.window.localStorage.refuses = True
    figure.number("Seed").fill("3")
    assert "seed=3" in hero.link
    assert "This browser keeps nothing for this page" in figure.notice
    hero.window.localStorage.refuses = False


def test_leaving_the_page_keeps_what_was_changed_last(hero: Page) -> None:
    Figure(hero).number("Seed").fill("77")
    hero.document.dispatch(hero.window, "pagehide")
    assert "seed=77" in hero.window.localStorage.kept[KEY]
    assert "seed=77" in hero.window.location.hash


def test_back_from_a_pasted_link_returns_to_the_state_before(hero: Page) -> None:
    figure = Figure(hero)
    figure.stroke(*LINE, moves=4)
    figure.number("Seed").fill("5")
    figure.scrub(4)
    assert {"seed=5", "timestep=4"} <= hero.link
    drawn, picture = figure.drawing(), figure.pixels()
    hero.follow("seed=6&corrupt.timestep=9")
    assert figure.number("Seed").value == "6"
    assert (figure.drawing() != drawn).any()
    other = Figure(hero, "Corrupt", "corrupt")
    other.wait_until_open()
    other.wait_for_step(9)
    hero.rest()
    hero.window.history.go(-1)
    other.wait_for_step(6)
    figure.come_into_view()
    assert figure.number("Seed").value == "5"
    figure.wait_for_step(4)
    np.testing.assert_array_equal(figure.drawing(), drawn)
    np.testing.assert_array_equal(figure.pixels(), picture)
    hero.window.history.go(1)
    hero.settle()
    assert figure.number("Seed").value == "6"


def test_a_jump_within_the_page_leaves_the_drawing_alone(hero: Page) -> None:
    figure = Figure(hero)
    figure.stroke(*LINE, moves=4)
    address, drawn = hero.hash, figure.drawing()
    hero.follow("walk-heading")
    assert hero.hash == address  # the state stands in the address again
    hero.window.history.go(-1)
    hero.settle()
    assert hero.hash == address
    np.testing.assert_array_equal(figure.drawing(), drawn)


def test_opening_at_a_heading_keeps_the_kept_drawing() -> None:
    cells = np.zeros((32, 32), dtype=bool)
    cells[3:9, 20:30] = True
    kept = joined(HERO.encode(HeroSettings(drawing=np.packbits(cells).tobytes(), seed=31)))
    with learner(here=False), opened("limits-heading", {KEY: kept}) as page:
        figure = Figure(page)
        np.testing.assert_array_equal(figure.drawing(), cells)
        assert figure.number("Seed").value == "31"
        assert figure.notice == ""


def test_another_visit_to_the_bare_address_finds_the_drawing_at_rest(hero: Page) -> None:
    figure = Figure(hero)
    figure.stroke(*LINE, moves=4)
    figure.scrub(15)
    hero.rest()
    drawn = figure.drawing()
    with opened(kept=hero.window.localStorage.kept) as page:
        later = Figure(page)
        np.testing.assert_array_equal(later.drawing(), drawn)
        assert later.timestep.value == "0"


def in_a_walk(page: Page) -> None:
    """The hero, stopped somewhere on its way back."""
    figure = Figure(page)
    figure.number("Steps").fill("200")
    figure.scrub(200)
    figure.button("Reverse").click()
    page.wait_until(lambda: int(figure.timestep.value) < 195)
    figure.button("Pause").click()


def walking_points(page: Page) -> None:
    """Fresh points, some steps on their way back, between others than the usual ones."""
    page.find("points-preset").choose("ring")
    page.find("points-dice").click()
    page.find("points-bandwidth").fill("4")
    page.find("points-walk").choose("ddpm")
    page.find("points-steps").fill("40")
    Figure(page, "Points", "points").scrub(40)
    for _ in range(3):
        page.find("points-back").click()


def by_controls(**values: str) -> Callable[[Page], None]:
    """Puts a value into each control: menus by their value, the rest by theirs."""

    def change(page: Page) -> None:
        for name, value in values.items():
            control = page.find(name.replace("_", "-"))
            tag = control.element.tag
            if tag.name == "select":
                control.choose(value)
            elif tag.name == "button" or tag.get("type") == "checkbox":
                control.click()
            elif tag.name == "fieldset":
                control.select(f"[value='{value}']")[0].check()
            else:
                control.fill(value)
            page.settle()

    return change


STATES: dict[str, Callable[[Page], None]] = {
    "hero": in_a_walk,
    "corrupt": by_controls(corrupt_schedule="cosine", corrupt_timestep="13", corrupt_another=""),
    "estimate": by_controls(
        estimate_denoiser="presets",
        estimate_timestep="12",
        estimate_reading="score",
        estimate_delta="20",
    ),
    "walk": by_controls(walk_denoiser="presets", walk_eta="7", walk_another="", walk_timestep="6"),
    "schedules": by_controls(
        schedules_literal="", schedules_denoiser="presets", schedules_timestep="7"
    ),
    "lab": by_controls(
        lab_show_sigmoid="", lab_zero="", lab_scale="snr", lab_another="", lab_timestep="6"
    ),
    "without": by_controls(without_window="3", without_dice="", without_timestep="17"),
    "code": by_controls(code_part="heun"),
    "cloth": by_controls(
        cloth_timestep="18", cloth_pattern="waves", cloth_schedule="linear", cloth_dice=""
    ),
    "samplers": by_controls(
        samplers_budget="10",
        samplers_schedule="karras",
        samplers_denoiser="memoriser",
        samplers_another="",
        samplers_timestep="4",
    ),
    "name": by_controls(
        name_denoiser="memoriser",
        name_label="K",
        name_weight="3",
        name_another="",
        name_dice="",
        name_timestep="4",
    ),
    "learn": by_controls(learn_sees="30", learn_hidden="64", learn_seed="8", learn_sheet="3"),
    "unseen": by_controls(
        unseen_schedule="cosine",
        unseen_locked="upper",
        unseen_window="2",
        unseen_dice="",
        unseen_another="",
        unseen_timestep="5",
    ),
    "points": walking_points,
}


SLOW = ("unseen", "cloth")
"""What they show takes seconds to compute: here their controls are enough."""


def shown(figure: Figure) -> dict[str, Any]:
    """By id, what stands in a figure's canvases, readouts and controls."""
    controls = "select, input"
    everything = f"canvas, output, {controls}"
    found: dict[str, Any] = {}
    for one in figure.itself.select(controls if figure.prefix in SLOW else everything):
        name, kind = str(one.attribute("id")), one.attribute("type")
        # The filmstrip tells which steps have been walked already.
        if name == "hero-film-canvas":
            continue
        if one.element.tag.name == "canvas":
            context = one.element.getContext("2d")
            found[name] = (context.pixels.tobytes(), tuple(context.strokes))
        elif one.element.tag.name == "output":
            found[name] = one.text
        else:
            found[name] = one.checked if kind in ("checkbox", "radio") else one.value
    return found


@pytest.mark.parametrize("name", NAMES)
def test_share_copies_what_is_on_the_screen(hero: Page, name: str) -> None:
    hero.find("hero-seed").fill("9")
    hero.find("hero-preset").choose(label="Umbrella")
    label = hero.find(name).attribute("aria-label") or ""
    figure = Figure(hero, label, name)
    look_ms = 20.0 if name in SLOW else 0.0
    hero.clock.look_ms = 20.0  # what it opens with need not be computed
    figure.wait_until_open()
    untouched = shown(figure)
    hero.clock.look_ms = look_ms
    STATES[name](hero)
    figure.settle()
    seen = shown(figure)
    figure.button("Share").click()
    figure.settle()
    assert figure.part("taken").text == "Link copied."
    assert not figure.part("take").visible
    link = hero.window.navigator.clipboard.text
    assert link.startswith(f"{BASE}#")
    assert seen != untouched
    with opened(link.removeprefix(f"{BASE}#")) as page:
        other = Figure(page, label, name)
        page.clock.look_ms = look_ms
        other.wait_until_open()
        found = shown(other)
        assert {key for key in seen if found[key] != seen[key]} == set()
        assert Figure(page).notice == ""


def test_embed_copies_a_frame_with_the_state_in_it(hero: Page) -> None:
    figure = Figure(hero)
    figure.number("Seed").fill("12")
    figure.button("Embed").click()
    figure.settle()
    assert figure.part("taken").text == "HTML copied."
    copied = hero.window.navigator.clipboard.text
    assert f'src="{BASE}?embed=hero#seed=12"' in copied


def test_a_link_to_a_figure_goes_there(hero: Page) -> None:
    hero.follow("figure=walk&walk.timestep=4")
    assert hero.document.scrolled_to is hero.find("walk").element
    figure = Figure(hero, "Walk back", "walk")
    figure.wait_until_open()
    assert figure.timestep.value == "4"


def test_a_newer_link_says_so_and_the_rest_of_it_is_taken(hero: Page) -> None:
    hero.follow("v=2&seed=8&tomorrow=1")
    figure = Figure(hero)
    assert figure.number("Seed").value == "8"
    assert "v=2, which is newer than this page" in figure.notice
