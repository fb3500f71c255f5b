"""Learn in the browser: it trains while one looks on, and the page answers. The rest is in
tests/wiring."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from support.figure import Figure

HIDE = """hide => {
    for (const part of document.querySelectorAll('main > *'))
        if (part.id !== 'hero' && !part.querySelector('#learn'))
            part.style.display = hide ? 'none' : '';
}"""


@pytest.fixture
def figure(hero: Page) -> Figure:
    figure = Figure(hero, "Learn", "learn")
    figure.wait_until_open()
    return figure


def test_it_trains_by_keyboard_and_what_it_learned_walks(figure: Figure) -> None:
    page = figure.page
    figure.choice("How many it may see").select_option("10")
    figure.choice("Hidden units").select_option("32")
    figure.button("Train").focus()
    page.keyboard.press("Enter")
    made = figure.itself.get_by_role("status", name="Verdicts after 50 steps")
    expect(made).to_have_text("12 blur", timeout=20_000)
    figure.button("Pause").focus()
    page.keyboard.press("Enter")
    expect(figure.button("Pause")).to_be_disabled()
    trained = figure.readout("Training steps")
    expect(
        figure.itself.get_by_role("status", name="Error on the shelf", exact=True)
    ).to_contain_text("±")
    first = Figure(page)
    first.choice("Denoiser").select_option("trained")
    first.walk_back()
    assert figure.readout("Training steps") == trained


@pytest.fixture
def beside(figure: Figure) -> Iterator[Figure]:
    """On one screen with the first figure: out of sight it would not train."""
    page = figure.page
    size = page.viewport_size
    page.set_viewport_size({"width": 1280, "height": 3000})
    page.evaluate(HIDE, True)
    yield figure
    figure.button("Pause").click()
    page.evaluate(HIDE, False)
    page.set_viewport_size(size or {"width": 1280, "height": 900})


def test_a_stroke_is_drawn_while_it_trains(beside: Figure) -> None:
    page = beside.page
    beside.button("Train").click()
    steps = beside.itself.get_by_role("status", name="Training steps")
    expect(steps).not_to_have_text("0", timeout=20_000)
    first = Figure(page)
    page.evaluate("scrollTo(0, 0)")
    first.stroke((30, 4), (30, 20), moves=6)
    assert first.drawing()[30, 4:21].all()
    expect(steps).not_to_have_text(steps.inner_text(), timeout=20_000)
