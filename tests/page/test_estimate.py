"""Estimate in the browser: native radio buttons, and what style sheets show."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from support.figure import Figure


@pytest.fixture
def figure(hero: Page) -> Figure:
    figure = Figure(hero, "Estimate", "estimate")
    figure.wait_until_open()
    return figure


def read_as(figure: Figure, name: str) -> None:
    """Choose a reading of the answer and wait until it is painted."""
    figure.itself.get_by_role("radio", name=name, exact=True).check()
    figure.settle()


def test_the_keyboard_reaches_every_reading(figure: Figure) -> None:
    figure.itself.get_by_role("radio", name="noise", exact=True).focus()
    figure.page.keyboard.press("ArrowRight")
    expect(figure.itself.get_by_role("radio", name="clean picture", exact=True)).to_be_checked()
    figure.page.keyboard.press("ArrowRight")
    expect(figure.itself.get_by_role("radio", name="score", exact=True)).to_be_checked()
    expect(figure.itself.get_by_role("img", name="The answer, read as the score")).to_be_visible()
    figure.page.keyboard.press("ArrowRight")
    expect(figure.itself.get_by_role("radio", name="velocity", exact=True)).to_be_checked()


def test_choosing_a_reading_moves_nothing(figure: Figure) -> None:
    heights = set()
    for name in ("noise", "clean picture", "score", "velocity"):
        read_as(figure, name)
        for t in (0, 8):
            figure.scrub(t)
            heights.add(figure.itself.evaluate("e => e.offsetHeight"))
    assert len(heights) == 1


def test_putting_the_mistake_elsewhere_moves_nothing_and_changes_the_formula(
    figure: Figure,
) -> None:
    heights, formulas = set(), []
    for value in ("noise", "clean", "score", "v"):
        figure.choice("Mistake in the").select_option(value)
        figure.settle()
        heights.add(figure.itself.evaluate("e => e.offsetHeight"))
        formulas.append(figure.itself.locator("dt", has_text="by formula").inner_text())
    assert len(heights) == 1
    assert len(set(formulas)) == 4


def test_formulas_are_those_of_the_reading_and_the_step(figure: Figure) -> None:
    for name in ("noise", "clean picture", "score", "velocity"):
        read_as(figure, name)
        formulas = figure.itself.locator(".estimate-formulas:visible")
        assert formulas.count() == 1
        assert formulas.get_attribute("data-when") == {"velocity": "v"}.get(name, name.split()[0])
    sentence = figure.itself.get_by_text("There is no score either")
    expect(sentence).to_be_hidden()
    figure.scrub(0)
    expect(sentence).to_be_visible()
