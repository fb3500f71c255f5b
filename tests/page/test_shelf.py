"""The shelf in the browser: its sheet under a mouse, and real files."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from support.figure import Figure

from unerase.shelves import from_json, letters

PRESETS = ("heart", "star", "house", "moon")


def opened_figure(page: Page) -> Figure:
    figure = Figure(page, "Without the oracle", "without")
    figure.wait_until_open()
    if page.locator("#without-more").get_attribute("open") is None:
        figure.itself.locator("summary", has_text="Choose the denoisers").click()
    figure.settle()
    return figure


@pytest.fixture
def figure(hero: Page) -> Figure:
    """With an empty shelf of one's own."""
    figure = opened_figure(hero)
    if figure.button("Empty yours").is_enabled():
        figure.button("Empty yours").click()
    figure.settle()
    return figure


def said(figure: Figure) -> Locator:
    return figure.page.locator("#shelf-said")


def put(figure: Figure, preset: str) -> None:
    """Choose a preset in the hero, and put it on the shelf."""
    figure.page.locator("#hero-preset").select_option(preset)
    figure.settle()
    figure.button("Put your drawing on your shelf").click()
    figure.settle()


def put_all(figure: Figure) -> None:
    for preset in PRESETS:
        put(figure, preset)


def names(figure: Figure) -> list[str]:
    found = figure.choice("Sketch").locator("option").all_text_contents()
    return [name.partition(". ")[2] for name in found]


def test_a_sketch_can_be_picked_from_the_sheet_and_drawn_on(figure: Figure) -> None:
    figure.choice("Shelf").select_option("letters")
    sheet = figure.itself.get_by_role("img", name="All sketches of the shelf", exact=True)
    sheet.click(position={"x": 36 * 2 + 18, "y": 18})
    expect(figure.choice("Sketch")).to_have_value("2")
    figure.button("Draw on it").click()
    hero = Figure(figure.page)
    hero.come_into_view()
    assert (hero.drawing() == letters()[2].bits).all()


def test_saved_and_opened_again(figure: Figure, tmp_path: Path) -> None:
    put_all(figure)
    with figure.page.expect_download() as saved:
        figure.button("Save this shelf").click()
    path = tmp_path / saved.value.suggested_filename
    saved.value.save_as(path)
    assert path.name == "unerase-shelf-own.json"
    kept = from_json(path.read_text(encoding="utf-8"))
    assert len(kept) == 4
    figure.button("Empty yours").click()
    figure.settle()
    figure.page.locator("#shelf-file").set_input_files(path)
    expect(said(figure)).to_contain_text("4 sketches added.")
    assert names(figure) == [sketch.name for sketch in kept]
    figure.page.locator("#shelf-file").set_input_files(path)
    expect(said(figure)).to_contain_text("4 were there already.")
