"""The shelf: put on, named, moved, taken off, undone, kept, saved, opened, shared."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest
from support.wired import Figure, Page, opened

from unerase.shelves import from_json, letters, to_json
from unerase.shelves.archive import MAX_TEXT

PRESETS = ("heart", "star", "house", "moon")
ONE_PICTURE = "without.lanes=oracle"
"""Nothing has to be computed for it."""


def opened_figure(page: Page) -> Figure:
    figure = Figure(page, "Without the oracle", "without")
    figure.wait_until_open()
    figure.part("more").element.open = True
    figure.settle()
    return figure


@pytest.fixture
def figure(hero: Page) -> Figure:
    """With an empty shelf of one's own."""
    hero.follow(ONE_PICTURE)
    figure = opened_figure(hero)
    if figure.button("Empty yours").enabled:
        figure.button("Empty yours").click()
    figure.settle()
    return figure


def said(figure: Figure) -> str:
    figure.settle()
    return figure.page.find("shelf-said").text


def count(figure: Figure) -> str:
    figure.settle()
    return figure.page.find("shelf-out-count").text


def which(figure: Figure) -> str:
    figure.settle()
    return figure.choice("Shelf").value


def put(figure: Figure, preset: str) -> None:
    """Choose a preset in the hero, and put it on the shelf."""
    figure.page.find("hero-preset").choose(preset)
    figure.button("Put your drawing on your shelf").click()
    figure.settle()


def put_all(figure: Figure) -> None:
    for preset in PRESETS:
        put(figure, preset)


def names(figure: Figure) -> list[str]:
    figure.settle()
    return [name.partition(". ")[2] for name in figure.choice("Sketch").options]


def test_two_presses_before_the_next_frame_take_two_off(figure: Figure) -> None:
    put_all(figure)
    figure.choice("Sketch").choose(str(len(PRESETS) - 1))
    figure.settle()
    for _ in range(2):
        figure.button("Remove").element.click()
    assert said(figure).startswith("Your shelf has 2 sketches")


def test_the_ready_shelves_are_there(figure: Figure) -> None:
    ready = ["Letters and digits", "Shapes", "Patterns", "Presets"]
    assert figure.choice("Shelf").options == ready
    for label, number in (("Shapes", 132), ("Patterns", 12), ("Letters and digits", 108)):
        figure.choice("Shelf").choose(label=label)
        assert count(figure) == f"{number} sketches"


def test_ones_own_shelf_from_the_first_sketch_to_the_last(figure: Figure) -> None:
    put(figure, "heart")
    assert "can use it once it has 3" in said(figure)
    put(figure, "heart")
    assert said(figure) == "Your shelf already has it, as “Sketch 1”."
    for preset in PRESETS[1:]:
        put(figure, preset)
    assert which(figure) == "own"
    assert names(figure) == ["Sketch 1", "Sketch 2", "Sketch 3", "Sketch 4"]
    assert count(figure) == "4 sketches"

    figure.choice("Sketch").choose("2")
    figure.settle()
    figure.itself.role("textbox", "Name").enter("My house")
    assert names(figure)[2] == "My house"
    figure.button("Earlier").click()
    assert names(figure) == ["Sketch 1", "My house", "Sketch 2", "Sketch 4"]
    figure.button("Later").click()
    assert names(figure) == ["Sketch 1", "Sketch 2", "My house", "Sketch 4"]
    figure.button("Remove").click()
    assert names(figure) == ["Sketch 1", "Sketch 2", "Sketch 4"]
    figure.button("Undo").click()
    assert "My house" in names(figure)
    figure.button("Empty yours").click()
    assert which(figure) == "letters"


def test_a_name_that_is_none_is_refused_kindly(figure: Figure) -> None:
    put_all(figure)
    figure.itself.role("textbox", "Name").enter("   ")
    assert "name" in said(figure)
    assert names(figure)[0] == "Sketch 1"


def test_a_sketch_can_be_picked_from_the_sheet_and_drawn_on(figure: Figure) -> None:
    figure.choice("Shelf").choose("letters")
    figure.settle()
    sheet = figure.itself.role("img", "All sketches of the shelf")
    columns = sheet.element.width // 36
    sheet.down(2.5 / columns, 0.01)
    figure.settle()
    assert figure.choice("Sketch").value == "2"
    figure.button("Draw on it").click()
    hero = Figure(figure.page)
    hero.come_into_view()
    assert (hero.drawing() == letters()[2].bits).all()


def test_saved_and_opened_again(figure: Figure) -> None:
    put_all(figure)
    figure.button("Save this shelf").click()
    name, content = figure.page.saved()
    assert name == "unerase-shelf-own.json"
    assert said(figure).startswith(f"Saved {name}, ")
    kept = from_json(content.decode())
    assert len(kept) == 4
    figure.button("Empty yours").click()
    figure.settle()
    figure.page.find("shelf-file").give(content)
    assert "4 sketches added." in said(figure)
    assert names(figure) == [sketch.name for sketch in kept]
    figure.page.find("shelf-file").give(content)
    assert "4 were there already." in said(figure)


def test_where_nothing_can_be_saved_it_is_said(figure: Figure) -> None:
    window, before = figure.page.window, len(figure.page.document.downloads)
    sandbox = SimpleNamespace(contains=lambda _token: False)
    window.frameElement = SimpleNamespace(hasAttribute=lambda _name: True, sandbox=sandbox)
    window.parent = SimpleNamespace(frameElement=None)
    figure.button("Save this shelf").click()
    figure.settle()
    window.parent, window.frameElement = window, None
    assert said(figure).startswith("Nothing was saved: the page around this figure does not")
    assert len(figure.page.document.downloads) == before
    (link,) = figure.page.select("#shelf a")
    assert link.visible
    assert link.element.href == window.location.href
    figure.choice("Shelf").choose(label="Shapes")
    assert said(figure) == ""
    assert not link.visible


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
def test_a_file_that_is_no_shelf_changes_nothing(figure: Figure, kind: str) -> None:
    put_all(figure)
    text, reason = HOSTILE[kind]
    figure.page.find("shelf-file").give(text.encode())
    assert "Nothing was added" in said(figure)
    assert reason in said(figure)
    assert len(names(figure)) == 4


def test_a_file_that_is_too_large_is_not_even_read(figure: Figure) -> None:
    figure.page.find("shelf-file").give(bytes(4 * MAX_TEXT + 1))
    assert said(figure).startswith("This file is too large to be a shelf.")


def test_a_shelf_is_kept_across_visits_and_travels_in_a_link(figure: Figure) -> None:
    put_all(figure)
    figure.button("Share").click()
    figure.page.rest()
    assert figure.part("taken").text == "Link copied."
    link = figure.page.window.navigator.clipboard.text.partition("#")[2]
    assert "shelf=." in link
    with opened(kept=figure.page.window.localStorage.kept) as page:  # the bare address
        again = opened_figure(page)
        assert which(again) == "own"
        assert len(names(again)) == 4
    with opened(link) as page:
        elsewhere = opened_figure(page)
        assert which(elsewhere) == "link"
        assert len(names(elsewhere)) == 4
        elsewhere.button("Copy all to your shelf").click()
        assert which(elsewhere) == "own"
