"""Share and Embed where the browser does not copy: refused, no clipboard, or still asking."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from support.dom.storage import Clipboard
from support.wired import Figure, Page

BASE = "https://example.org/unerase/"


@pytest.fixture
def clipboard(hero: Page) -> Iterator[Clipboard]:
    """The browser's, which takes everything again in the end."""
    yield hero.window.navigator.clipboard
    hero.window.navigator.clipboard = Clipboard(hero.clock)


@pytest.mark.parametrize("why", ["refused", "absent", "broken"])
def test_where_the_page_may_not_copy_the_link_stands_selected(
    hero: Page, clipboard: Clipboard, why: str
) -> None:
    figure = Figure(hero)
    figure.number("Seed").fill("12")
    if why == "refused":
        clipboard.refuses = True
    else:
        hero.window.navigator.clipboard = broken() if why == "broken" else None
    figure.button("Share").click()
    figure.settle()
    box = figure.part("take-text")
    assert box.visible
    assert box.focused
    assert box.value == f"{BASE}#seed=12"
    assert hero.document.selection is box.element
    assert "does not let the page copy" in figure.part("taken").text


def broken() -> Any:
    """A clipboard that throws instead of promising."""

    def write(_text: str) -> None:
        raise sys.modules["pyodide.ffi"].JsException("TypeError")

    return SimpleNamespace(writeText=write)


def test_while_the_browser_asks_the_link_stands_there(hero: Page, clipboard: Clipboard) -> None:
    figure = Figure(hero)
    figure.number("Seed").fill("12")
    clipboard.asks = True
    figure.button("Share").click()
    figure.settle()
    box, said = figure.part("take-text"), figure.part("taken")
    assert not box.visible
    hero.wait_until(lambda: box.visible)
    assert said.text == "The browser has not copied it yet. Copy it from here:"
    assert box.value == f"{BASE}#seed=12"
    assert not box.focused
    clipboard.asked.pop().keep()
    hero.rest()
    assert said.text == "Link copied."
    assert not box.visible
    figure.button("Share").click()
    hero.wait_until(lambda: box.visible)
    clipboard.asked.pop().fail("NotAllowedError")
    figure.settle()
    assert "does not let the page copy" in said.text
    assert box.focused


def test_what_becomes_of_an_earlier_press_is_not_said_of_a_later_one(
    hero: Page, clipboard: Clipboard
) -> None:
    figure = Figure(hero)
    clipboard.asks = True
    figure.button("Share").click()
    figure.button("Embed").click()
    link, snippet = clipboard.asked
    link.keep()
    figure.settle()
    assert figure.part("taken").text == ""
    snippet.fail("NotAllowedError")
    figure.settle()
    assert "does not let the page copy" in figure.part("taken").text
    assert figure.part("take-text").value.startswith("<iframe")
