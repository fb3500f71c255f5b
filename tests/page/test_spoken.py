"""What a screen reader hears: nothing while time runs, and what came of it at the end."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from support.figure import Figure

# Every text that a live region of the page has been given since.
LISTEN = """() => {
    window.heard = [];
    window.ear?.disconnect();
    window.ear = new MutationObserver(changes => {
        for (const { target } of changes) {
            const region = (target.closest ?? target.parentElement.closest).call(
                target.closest ? target : target.parentElement, '[role=status], [aria-live]');
            if (region && region.ariaLive !== 'off' && region.textContent.trim())
                heard.push(region.textContent.trim());
        }
    });
    window.ear.observe(document.body, { subtree: true, childList: true, characterData: true });
}"""


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
    hero.evaluate(LISTEN)
    figure.button(button).click()
    expect(hero.locator(f"#{prefix}-said")).to_have_text(re.compile(said), timeout=20_000)
    figure.settle()
    heard = hero.evaluate("heard")
    assert len(heard) == 1, heard
    assert re.fullmatch(said, heard[0])


def test_a_pause_is_not_an_end(hero: Page) -> None:
    figure = Figure(hero)
    figure.scrub(3)
    hero.evaluate(LISTEN)
    figure.button("Forward").click()
    figure.button("Pause").click()
    figure.settle()
    assert hero.evaluate("heard") == []
