"""The guesses before the figures: the answer comes with a choice, and says whether it was right."""

from __future__ import annotations

from playwright.sync_api import Page

# Whether "As you said." and "Not so." are seen: before any choice, after a wrong and a right one.
ANSWERS = """() => [...document.querySelectorAll('.predict')].map(guess => {
    const seen = () => ['.if-right', '.if-wrong']
        .map(words => guess.querySelector(words).checkVisibility());
    const before = seen();
    guess.querySelector('input:not([data-right])').click();
    const wrong = seen();
    guess.querySelector('input[data-right]').click();
    return [before, wrong, seen()];
})"""


def test_every_guess_is_answered(hero: Page) -> None:
    answers = hero.evaluate(ANSWERS)
    assert len(answers) == 13
    for answer in answers:
        assert answer == [[False, False], [False, True], [True, False]]
