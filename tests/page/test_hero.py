"""The first figure in the browser: its layout, native number fields and buttons under the keys."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from support.figure import Figure


@pytest.fixture
def figure(hero: Page) -> Figure:
    return Figure(hero)


def test_nothing_moves_when_another_denoiser_answers(figure: Figure) -> None:
    figure.scrub(20)
    boxes = set()
    for denoiser in ("oracle", "presets", "memoriser", "averager", "improviser"):
        figure.choice("Denoiser").select_option(denoiser)
        figure.settle()
        boxes.add(figure.page.locator("#hero-readouts").evaluate("e => e.offsetTop"))
    assert len(boxes) == 1


def test_what_is_typed_into_a_number_field_is_taken_or_refused_kindly(figure: Figure) -> None:
    figure.scrub(7)
    steps = figure.number("Steps")
    steps.fill("")
    steps.press_sequentially("40")  # 4 steps on the way there
    figure.wait_for_step(14, "forward")
    steps.fill("")
    steps.press_sequentially("-3e")  # no number at all
    expect(steps).to_have_attribute("aria-invalid", "true")
    figure.settle()
    assert figure.notice == "The number of steps must be a whole number from 1 to 1000."
    figure.timestep.focus()
    expect(steps).to_have_value("40")
    expect(steps).to_have_attribute("aria-invalid", "false")


def test_the_keyboard_alone_runs_it(figure: Figure) -> None:
    figure.button("Forward").focus()
    figure.page.keyboard.press("Enter")
    figure.wait_for_step(20, "forward")
    figure.timestep.focus()
    figure.page.keyboard.press("ArrowLeft")
    figure.wait_for_step(19, "forward")
    figure.page.keyboard.press("Home")
    figure.wait_for_step(0, "forward")
    figure.button("Reverse").focus()
    figure.page.keyboard.press("Space")
    figure.wait_for_step(0, "walk back")
