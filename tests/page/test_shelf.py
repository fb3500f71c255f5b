"""The shelf: put on, named, moved, taken off, undone, kept, saved, opened, shared."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from support.browser import opened, wait_until_ready
from support.figure import Figure

from unerase import letters
from unerase.shelves import from_json, to_json

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


def test_the_ready_shelves_are_there(figure: Figure) -> None:
    assert figure.choice("Shelf").locator("option").all_text_contents() == [
        "Letters and digits",
        "Shapes",
        "Patterns",
        "Presets",
    ]
    for label, count in (("Shapes", 132), ("Patterns", 12), ("Letters and digits", 108)):
        figure.choice("Shelf").select_option(label=label)
        expect(figure.page.locator("#shelf-out-count")).to_have_text(f"{count} sketches")


def test_ones_own_shelf_from_the_first_sketch_to_the_last(figure: Figure) -> None:
    put(figure, "heart")
    expect(said(figure)).to_contain_text("can be used from 3 on")
    put(figure, "heart")
    expect(said(figure)).to_have_text("It stands there already, as “Sketch 1”.")
    for preset in PRESETS[1:]:
        put(figure, preset)
    expect(figure.choice("Shelf")).to_have_value("own")
    assert names(figure) == ["Sketch 1", "Sketch 2", "Sketch 3", "Sketch 4"]
    expect(figure.page.locator("#shelf-out-count")).to_have_text("4 sketches")

    figure.choice("Sketch").select_option(index=2)
    name = figure.itself.get_by_role("textbox", name="Name", exact=True)
    name.fill("My house")
    name.press("Enter")
    figure.settle()
    assert names(figure)[2] == "My house"
    figure.button("Earlier").click()
    figure.settle()
    assert names(figure) == ["Sketch 1", "My house", "Sketch 2", "Sketch 4"]
    figure.button("Remove").click()
    figure.settle()
    assert names(figure) == ["Sketch 1", "Sketch 2", "Sketch 4"]
    figure.button("Undo").click()
    figure.settle()
    assert "My house" in names(figure)
    figure.button("Empty yours").click()
    expect(figure.choice("Shelf")).to_have_value("letters")


def test_a_name_that_is_none_is_refused_kindly(figure: Figure) -> None:
    put_all(figure)
    name = figure.itself.get_by_role("textbox", name="Name", exact=True)
    name.fill("   ")
    name.press("Enter")
    figure.settle()
    expect(said(figure)).to_contain_text("name")
    assert names(figure)[0] == "Sketch 1"


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
    expect(said(figure)).to_contain_text("4 stood there already.")


HEAD = {"format": "unerase-shelf", "version": 1, "side": 32}
HOSTILE = {
    "no JSON": ("{", "no JSON"),
    "another kind": ('{"format": "gif"}', "another kind of file"),
    "too few": (
        json.dumps({"format": "unerase-shelf", "version": 1, "side": 32, "sketches": []}),
        "3",
    ),
    "a newer one": (to_json(letters()[:3]).replace('"version": 1', '"version": 9'), "version"),
    "cut in half": (to_json(letters())[:5000], "no JSON"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_file_that_is_no_shelf_changes_nothing(figure: Figure, kind: str, tmp_path: Path) -> None:
    put_all(figure)
    text, reason = HOSTILE[kind]
    path = tmp_path / "shelf.json"
    path.write_text(text, encoding="utf-8")
    figure.page.locator("#shelf-file").set_input_files(path)
    expect(said(figure)).to_contain_text("Nothing was added")
    expect(said(figure)).to_contain_text(reason)
    assert len(names(figure)) == 4


def test_a_shelf_is_kept_across_visits_and_travels_in_a_link(browser: Browser, site: str) -> None:
    with opened(browser, site) as (page, guard):
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto(site)
        wait_until_ready(page)
        figure = opened_figure(page)
        put_all(figure)
        figure.button("Share").click()
        expect(page.locator("#without-taken")).to_have_text("Link copied.")
        link = page.evaluate("navigator.clipboard.readText()")
        assert "shelf=." in link
        page.goto("about:blank")
        page.goto(site)  # the bare address: what was kept comes back
        wait_until_ready(page)
        figure = opened_figure(page)
        expect(figure.choice("Shelf")).to_have_value("own")
        assert len(names(figure)) == 4
        assert guard.seen == []
    with opened(browser, site) as (page, guard):
        page.goto(link)
        wait_until_ready(page)
        figure = opened_figure(page)
        expect(figure.choice("Shelf")).to_have_value("link")
        assert len(names(figure)) == 4
        figure.button("Copy all to your shelf").click()
        expect(figure.choice("Shelf")).to_have_value("own")
        assert guard.seen == []
