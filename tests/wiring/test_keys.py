"""The keyboard: which keys are the page's, on any layout, and which the browser's or a field's."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from support.dom.elements import Element
from support.wired import Figure, Page

from page.figures.catalogue import FIGURES

ARROWS = ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End")
TAKEN = (*ARROWS, "PageUp", "PageDown", "Space", "Enter", "Delete", "Backspace", "Escape")

# What a key writes, and where it lies on the keyboard.
UNDO = {
    "latin": ("z", "KeyZ"),
    "capitals": ("Z", "KeyZ"),
    "german": ("z", "KeyY"),
    "french": ("z", "KeyW"),
    "dvorak": ("z", "Slash"),
    "russian": ("я", "KeyZ"),
    "greek": ("ζ", "KeyZ"),
    "hebrew": ("ז", "KeyZ"),
    "arabic": ("ئ", "KeyZ"),
    "thai": ("ผ", "KeyZ"),
    "hindi": ("ॆ", "KeyZ"),
    "chinese": ("Process", "KeyZ"),
}
REDO = {
    "latin": ("y", "KeyY"),
    "german": ("y", "KeyZ"),
    "dvorak": ("y", "KeyT"),
    "russian": ("н", "KeyY"),
    "greek": ("υ", "KeyY"),
    "hebrew": ("ט", "KeyY"),
    "arabic": ("غ", "KeyY"),
}
OTHERS: dict[str, tuple[str, dict[str, Any]]] = {
    "the key beside": ("Control+x", {}),
    "Latin, elsewhere": ("Control+w", {"code": "KeyZ"}),
    "what Dvorak has there": ("Control+;", {"code": "KeyZ"}),
    "a Latin letter beyond ASCII": ("Control+à", {"code": "KeyZ"}),
    "AltGr": ("Control+Alt+z", {}),
    "all at once": ("Control+Meta+z", {}),
    "the history of a Mac's browser": ("Meta+y", {}),
    "Firefox's downloads": ("Control+Shift+y", {}),
    "composing": ("Control+z", {"isComposing": True}),
    "no chord": ("z", {}),
}


@pytest.fixture
def drawn(hero: Page) -> Figure:
    """A heart with a bar, which is one step."""
    figure = Figure(hero)
    figure.stroke((1, 1), (1, 30), moves=3)
    figure.grid.focus()
    return figure


def can(figure: Figure, name: str) -> bool:
    figure.settle()
    return figure.button(name).attribute("aria-disabled") != "true"


@pytest.mark.parametrize("chord", ["Control", "Meta"])
@pytest.mark.parametrize("layout", UNDO)
def test_undo_on_every_layout(drawn: Figure, layout: str, chord: str) -> None:
    key, code = UNDO[layout]
    assert drawn.page.press(f"{chord}+{key}", code=code)
    assert can(drawn, "Redo")
    assert drawn.page.press(f"{chord}+Shift+{key.upper()}", code=code)
    assert not can(drawn, "Redo")


@pytest.mark.parametrize("layout", REDO)
def test_redo_on_every_layout(drawn: Figure, layout: str) -> None:
    drawn.button("Undo").click()
    key, code = REDO[layout]
    assert drawn.page.press(f"Control+{key}", code=code)
    assert not can(drawn, "Redo")


@pytest.mark.parametrize("case", OTHERS)
def test_other_chords_are_left_alone(drawn: Figure, case: str) -> None:
    key, more = OTHERS[case]
    assert not drawn.page.press(key, **more)
    assert not can(drawn, "Redo")


@pytest.mark.parametrize(
    "markup",
    [
        '<input type="number">',
        '<input type="text">',
        "<input>",
        '<input type="search">',
        "<textarea></textarea>",
        '<p contenteditable="true" tabindex="0"></p>',
    ],
)
def test_a_field_has_its_own_undo(drawn: Figure, markup: str) -> None:
    place = drawn.part("notice").element
    before = place.innerHTML
    place.innerHTML = markup
    place.querySelector("*").focus()
    assert not drawn.page.press("Control+z")
    assert not can(drawn, "Redo")
    place.innerHTML = before


def test_what_is_no_field_undoes_everywhere_in_the_figure(drawn: Figure) -> None:
    drawn.timestep.focus()
    assert drawn.page.press("Control+z")
    assert can(drawn, "Redo")


@pytest.fixture
def everything(hero: Page) -> Page:
    """The page with all its figures open."""
    hero.clock.look_ms = 20.0  # nothing has to be computed to its end
    for entry in FIGURES:
        title = hero.find(entry.name).attribute("aria-label") or ""
        Figure(hero, title, entry.name).wait_until_open()
    return hero


def listeners(page: Page) -> list[Element]:
    """All elements that listen to keys."""
    found = [one.element for one in page.select("*") if one.element.hears("keydown")]
    assert len(found) > 30
    return found


@pytest.mark.parametrize("held", ["Alt", "Control", "Meta", "Alt+Shift"])
def test_with_a_modifier_the_key_is_the_browsers(everything: Page, held: str) -> None:
    """Alt+Left goes back, ⌘+Up to the top: wherever the page listens to keys at all."""
    for element in listeners(everything):
        for key in TAKEN:
            event = everything.document.send_key(element, f"{held}+{key}")
            assert not event.defaultPrevented, f"{element.getAttribute('id')}: {held}+{key}"


def test_while_a_character_is_composed_its_keys_are_not_the_pages(everything: Page) -> None:
    for element in listeners(everything):
        for key in TAKEN:
            event = everything.document.send_key(element, key, isComposing=True)
            assert not event.defaultPrevented, f"{element.getAttribute('id')}: {key}"


def test_an_event_that_is_no_keyboards_is_nothing(everything: Page) -> None:
    """Browsers and extensions that fill in forms send such ones."""
    for element in listeners(everything):
        everything.document.dispatch(element, "keydown")
        everything.document.dispatch(element, "keydown", key="ArrowLeft")


def test_a_key_that_is_held_draws_once(hero: Page) -> None:
    figure = Figure(hero)
    figure.button("Clear").click()
    figure.grid.press("Space")
    for _ in range(3):
        assert hero.press("Space", repeat=True)  # it does not scroll the page either
    assert figure.drawing().sum() == 1
    hero.press("Control+z")
    assert not figure.drawing().any()


def test_a_key_that_is_held_places_one_point(everything: Page) -> None:
    everything.refresh("points", "points.points=")
    points = Figure(everything, "Points", "points")
    points.settle()
    plane = points.part("plane")
    plane.press("Enter")
    assert everything.press("Enter", repeat=True)
    points.settle()
    assert points.part("out-count").text == "1 of 300 points"


def test_a_pattern_can_be_put_back(everything: Page) -> None:
    everything.refresh("cloth")
    cloth = Figure(everything, "More cloth", "cloth")
    cloth.settle()
    woven = cloth.pixels()
    cloth.button("Clear").click()
    cleared = cloth.pixels()
    cloth.part("grid").press("Control+z")
    assert np.array_equal(cloth.pixels(), woven)
    everything.press("Control+Shift+z")
    assert np.array_equal(cloth.pixels(), cleared)
