"""Corrupt in the browser: the keyboard on a slider, and symbols that light pictures."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from support.figure import Figure


@pytest.fixture
def figure(hero: Page) -> Figure:
    figure = Figure(hero, "Corrupt", "corrupt")
    figure.wait_until_open()
    return figure


def test_the_keyboard_moves_it(figure: Figure) -> None:
    figure.timestep.focus()
    figure.page.keyboard.press("ArrowRight")
    figure.wait_for_step(7)
    figure.page.keyboard.press("End")
    figure.wait_for_step(20)
    assert figure.readout("Weight of the drawing") == "0.006"


def test_a_symbol_lights_its_picture(figure: Figure) -> None:
    def shadow(canvas: str) -> str:
        sheet = figure.page.locator(f".sheet:has(> #corrupt-{canvas})")
        return str(sheet.evaluate("e => getComputedStyle(e).boxShadow"))

    before = {canvas: shadow(canvas) for canvas in ("signal", "noise", "jump")}
    chapter = figure.page.locator(".chapter:has(#corrupt)")
    chapter.locator(".formula [data-symbol=eps]").first.focus()
    assert shadow("signal") == before["signal"]
    figure.page.wait_for_function(
        "was => getComputedStyle(document.querySelector('#corrupt-noise').parentElement).boxShadow"
        " !== was",
        arg=before["noise"],
    )
