"""What a screen reader hears: nothing while time runs, and what came of it at the end."""

from __future__ import annotations

import re

import pytest
from support.wired import Figure, Page


@pytest.mark.parametrize(
    ("name", "prefix", "start", "button", "said"),
    [
        ("Unerase", "hero", 0, "Forward", r"Step 20 of 20: 0\.64 % of signal left\."),
        ("Unerase", "hero", 6, "Reverse", r"The walk back is over: MSE vs clean 0\."),
        (
            "Walk back",
            "walk",
            20,
            "Reverse",
            r"Both walks are over, 0\.00 apart\. Walk 1 ended on: your drawing\. Walk 2 .*",
        ),
        (
            "Two schedules",
            "schedules",
            0,
            "Forward",
            r"Step 20 of 20\. MSE vs clean: Linear \d\.\d+, Cosine \d\.\d+\.",
        ),
        (
            "Schedule lab",
            "lab",
            4,
            "Reverse",
            r"The walks from pure noise are over\. Length of the outlines: Linear \d+, .*\.",
        ),
        (
            "Without the oracle",
            "without",
            5,
            "Reverse",
            r"All walks are over\. Memoriser: copy, D, slab, cell for cell\. Averager: a blur, .*\."
            r" Improviser: new, B, slab, \d+ cells off\. Learner: \w+, .*\.",
        ),
        (
            "More cloth",
            "cloth",
            5,
            "Reverse",
            r"All seven cloths are finished\. Squares that occur in the pattern: k = 3, .*\.",
        ),
        (
            "Samplers",
            "samplers",
            5,
            "Reverse",
            r"All walks are over\. Euler: Tree, \d+ cells off, distance .*\. Heun: .*run to run\.",
        ),
        (
            "Ask by name",
            "name",
            2,
            "Reverse",
            r"All walks are over\. Guidance 0: [\d.]+ % ink\. .* Guidance 1\.5: [\d.]+ % ink\.",
        ),
        ("Points", "points", 50, "Forward", r"270 points dissolved: mean.*, variance.*\."),
    ],
)
def test_the_end_is_said_and_the_way_is_not(
    hero: Page, name: str, prefix: str, start: int, button: str, said: str
) -> None:
    figure = Figure(hero, name, prefix)
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
