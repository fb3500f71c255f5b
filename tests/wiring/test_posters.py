"""Nothing changes when Python takes over: a figure first shows what the build has written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from support.dom.document import Document
from support.dom.window import Window
from support.learner import learner
from support.wired import Figure, Page, opened

import article
from page.figures.catalogue import ALL, Entry
from posters import colours

ROOT = Path(__file__).resolve().parents[2]
ELSEWHERE = {"hero-sheet": "picture", "hero-film": ""}
"""Posters with another canvas than that of their name, or with one of another size."""
UNKNOWN = "–"


@pytest.fixture(scope="module")
def started() -> Iterator[Page]:
    with learner(), opened() as page:
        yield page


@pytest.fixture(scope="module")
def built() -> Document:
    with learner():
        return Window(article.render(ROOT), colours(dark=False), "").document


def shows_its_poster(figure: Figure, entry: Entry, dark: bool) -> None:
    for name, painted in entry.poster.pictures().items():
        place = ELSEWHERE.get(f"{entry.name}-{name}", name)
        if place and figure.part(place).visible:
            wanted = painted(colours(dark))[..., :3]
            assert np.array_equal(figure.pixels(place), wanted), name


@pytest.mark.parametrize("entry", ALL, ids=lambda entry: entry.name)
def test_a_figure_begins_with_its_poster(hero: Page, built: Document, entry: Entry) -> None:
    figure = Figure(hero, entry.title, entry.name)
    figure.wait_until_open()
    if figure.itself.attribute("data-posters") == "true":  # they stay until somebody asks
        figure.scrub(1)
        figure.scrub(0)
    hero.rest()
    if figure.itself.attribute("data-posters") != "true":
        shows_its_poster(figure, entry, dark=False)
    for output in hero.select(f"#{entry.name} output[id]"):
        name, said = str(output.attribute("id")), output.element.textContent
        if output.visible and said:
            assert built.getElementById(name).textContent in ("", UNKNOWN, said), name


def test_the_same_pictures_take_the_colours_of_another_theme(hero: Page) -> None:
    figures = {entry: Figure(hero, entry.title, entry.name) for entry in ALL}
    for figure in figures.values():
        figure.wait_until_open()
        hero.rest()
    for dark in (True, False):
        hero.window._colours = colours(dark)
        hero.document.dispatch(hero.window, "unerase-theme")
        hero.rest()
        for entry, figure in figures.items():
            if figure.itself.attribute("data-posters") != "true":
                shows_its_poster(figure, entry, dark)
