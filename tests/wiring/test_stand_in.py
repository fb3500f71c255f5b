"""The stand-in refuses what it does not know, and is gone when nobody needs it."""

from __future__ import annotations

import sys

import pytest
from support.dom.unerase import Trouble
from support.learner import learner
from support.wired import Figure, Page, opened

from page.figures.catalogue import FIGURES


def test_what_the_page_asks_for_has_to_be_there(hero: Page) -> None:
    from page.browser.dom import by_id

    with pytest.raises(LookupError, match="#hero-pictures, which its markup does not have"):
        by_id("hero-pictures")
    element = by_id("hero-picture")
    with pytest.raises(AttributeError, match="innerText"):
        element.innerText  # noqa: B018
    with pytest.raises(AttributeError, match="valeu"):
        element.valeu = "1"
    with pytest.raises(AttributeError, match="no data-nothing"):
        element.dataset.nothing  # noqa: B018
    with pytest.raises(AttributeError, match=r"no js\.alert"):
        sys.modules["js"].alert("!")


def test_an_error_of_the_page_fails_the_test_that_met_it(hero: Page) -> None:
    slider = Figure(hero).timestep
    slider.element.tag["type"] = "text"
    with pytest.raises(Trouble) as trouble:
        slider.fill("nine")
    assert isinstance(trouble.value.__context__, ValueError)
    slider.element.tag["type"] = "range"


def test_what_a_visitor_cannot_use_cannot_be_used(hero: Page) -> None:
    figure = Figure(hero)
    with pytest.raises(AssertionError, match="disabled"):
        figure.button("Undo").click()
    with pytest.raises(AssertionError, match="hidden"):
        figure.part("import-use").click()
    with pytest.raises(AssertionError, match="0 elements are button 'Forwards'"):
        figure.button("Forwards")


def test_every_id_that_any_figure_asks_for_is_there() -> None:
    """Figures, panels and the shelf ask for all of theirs when they are made."""
    with learner(here=False), opened() as page:
        page.clock.look_ms = 20.0  # nothing has to be computed to its end
        for entry in FIGURES:
            title = page.find(entry.name).attribute("aria-label") or ""
            figure = Figure(page, title, entry.name)
            figure.wait_until_open()
            figure.button("Export").click()
            figure.itself.role("group", "Export as a file").role("button", "Cancel").click()
            figure.button("Share").click()
            figure.settle()
            assert figure.part("taken").text == "Link copied."
        assert page.window.unerase.losses == []


@pytest.mark.parametrize("name", ["hero", "walk"])
def test_a_figure_opens_alone(name: str) -> None:
    with learner(here=False), opened(embed=name) as page:
        assert page.find(name).attribute("data-open") == "true"
        page.rest()
        assert page.window.localStorage.kept == {}


def test_nothing_of_it_is_left_when_it_is_over() -> None:
    before = set(sys.modules)
    with learner(here=False), opened():
        assert "js" in sys.modules
        assert "page.browser.dom" in sys.modules
    left = set(sys.modules) - before
    assert not [name for name in left if name.split(".")[0] in ("js", "pyodide", "pyodide_js")]
    assert not [name for name in left if name.startswith("page.")]
