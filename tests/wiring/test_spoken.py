"""What a screen reader hears: nothing while time runs, and what came of it at the end."""

from __future__ import annotations

import re

import pytest
from support.wired import Figure, Page

from page.figures.catalogue import ALL

ENDS = [
    ("hero", 0, "Forward", r"Step 20 of 20: 0\.64% of signal left\."),
    ("hero", 6, "Reverse", r"The walk back is over: MSE vs clean 0\. It came back exactly\. .+"),
    (
        "walk",
        20,
        "Reverse",
        r"Both walks are over, 0\.00 apart\. Walk 1 ended on: your drawing\. Walk 2 .*",
    ),
    (
        "schedules",
        0,
        "Forward",
        r"Step 20 of 20\. MSE vs clean: Linear \d\.\d+, Cosine \d\.\d+\.",
    ),
    (
        "lab",
        4,
        "Reverse",
        r"The walks from pure noise are over\. Length of the outlines: Linear \d+, .*\.",
    ),
    (
        "without",
        5,
        "Reverse",
        r"All walks are over\. Memoriser: copy, D, slab, exact match\. Averager: a blur, .*\."
        r" Improviser: new, B, slab, \d+ cells off\. Learner: \w+, .*\.",
    ),
    (
        "cloth",
        5,
        "Reverse",
        r"All seven cloths are finished\. Squares that occur in the pattern: k = 3, .*\.",
    ),
    (
        "samplers",
        5,
        "Reverse",
        r"All walks are over\. Euler: Tree, \d+ cells off, distance .*\. Heun: .*run to run\.",
    ),
    (
        "name",
        2,
        "Reverse",
        r"All walks are over\. Guidance 0: [\d.]+% ink\. .* Guidance 1\.5: [\d.]+% ink\.",
    ),
    ("points", 50, "Forward", r"270 points dissolved: mean.*, variance.*\."),
]
"""Figures, where time starts, the button that lets it run, and what is said at its end."""


def test_every_figure_that_says_its_end_is_heard(hero: Page) -> None:
    speak = {entry.name for entry in ALL if hero.select(f"#{entry.name}-said")}
    assert speak == {name for name, *_ in ENDS}


@pytest.mark.parametrize(("name", "start", "button", "said"), ENDS)
def test_the_end_is_said_and_the_way_is_not(
    hero: Page, name: str, start: int, button: str, said: str
) -> None:
    figure = Figure(hero, hero.find(name).attribute("aria-label") or "", name)
    figure.wait_until_open()
    figure.scrub(start)
    hero.rest()
    hero.document.heard.clear()
    figure.button(button).click()
    hero.wait_until(lambda: figure.part("said").text)
    hero.rest()
    (heard,) = hero.document.heard
    assert re.fullmatch(said, heard)


def test_a_pause_is_not_an_end(hero: Page) -> None:
    figure = Figure(hero)
    figure.scrub(3)
    figure.settle()
    hero.document.heard.clear()
    figure.button("Forward").click()
    figure.settle()
    figure.button("Pause").click()
    figure.settle()
    assert hero.document.heard == []
