"""Every field takes any text: it is used, or refused in words, and the page goes on."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support.wired import Control, Figure, Page

from page.figures.catalogue import FIGURES
from unerase.shelves.sketch import clean_name

LONG = "9" * 4_401  # Python reads no more than 4,300
# What people type and paste, and what some browser may let through.
ODD = (
    *("", " ", "  7 ", "7 ", "+5", "-0", "007", "1e5", "1.0", "1,000", "1_000", "0x1F", "½", "²"),
    *(
        "١٢",
        "１２",
        "seven",
        "NaN",
        "Infinity",
        "🎲",
        "\ud83c",
        "7\udfb2",
        "\0",
        "7\n8",
        "<b>7</b>",
    ),
    *("9" * 20, "9" * 4_300, LONG, "0" * 4_401, "0" * 4_401 + "7", "7" + "x" * 10_000),
)
TEXTS = st.one_of(
    st.sampled_from(ODD),
    st.integers(-(10**10), 10**10).map(str),
    st.text(st.characters(exclude_categories=())),  # lone surrogates too
)


@pytest.fixture(scope="module")
def everything(started: Page) -> Page:
    """The page with all its figures and panels open, and a shelf of one's own."""
    started.refresh(link="without.lanes=oracle")
    started.clock.look_ms = 20.0  # nothing has to be computed to its end
    for entry in FIGURES:
        title = started.find(entry.name).attribute("aria-label") or ""
        figure = Figure(started, title, entry.name)
        figure.wait_until_open()
        figure.button("Export").click()
    Figure(started).button("Export").click()
    started.find("hero-more").element.open = True
    without = Figure(started, "Without the oracle", "without")
    without.come_into_view()
    without.part("more").element.open = True
    without.settle()
    for preset in ("heart", "star", "house"):
        started.find("hero-preset").choose(preset)
        without.button("Put your drawing on your shelf").click()
    without.settle()
    started.clock.look_ms = 0.0
    return started


def number(text: str, field: Control) -> int | None:
    """What the field should read."""
    digits = text.lstrip("0") or text[:1]
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 10:
        return None
    found = int(digits)
    return found if int(field.element.min) <= found <= int(field.element.max) else None


@given(TEXTS)
@example(LONG)
def test_every_number_field_takes_any_text(everything: Page, text: str) -> None:
    fields = everything.select("input[type=number]")
    assert len(fields) == len(FIGURES) + 5
    for field in fields:
        before, found = number(field.value, field), number(text, field)
        field.focus()
        field.element._value = text
        everything.document.dispatch(field.element, "input")
        advice = f"must be a whole number from {field.element.min} to {field.element.max}."
        told = field.attribute("data-custom-validity") or ""
        assert told.endswith(advice) if found is None else told == ""
        assert field.attribute("aria-invalid") == str(found is None).lower()
        field.element.blur()
        assert number(field.value, field) == (before if found is None else found)
        assert field.attribute("aria-invalid") == "false"
    everything.settle()


@given(TEXTS)
@example("\ud83c")
def test_a_sketch_takes_any_name(everything: Page, text: str) -> None:
    (name,) = everything.select("input[type=text], textarea:not([readonly], #code-text)")
    said = everything.find("shelf-said")
    name.element.value = text
    everything.document.change(name.element)
    everything.rest()
    try:
        cleaned = clean_name("name", text)
    except ValueError as refused:
        outcome = str(refused)
    else:
        outcome = "Your shelf has 3 sketches."
        assert name.value == cleaned
    assert said.text == outcome


def test_a_wheel_leaves_the_number_and_the_field(hero: Page) -> None:
    seed = Figure(hero).number("Seed")
    seed.focus()
    hero.document.dispatch(seed.element, "wheel")
    assert seed.element.readOnly
    hero.settle()
    assert not seed.element.readOnly
    assert seed.focused
