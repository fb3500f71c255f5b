"""The guesses before the figures: the answer comes with a choice, and says whether it was right."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def test_every_guess_is_answered(hero: Page) -> None:
    guesses = hero.locator(".predict").all()
    assert len(guesses) == 12
    for guess in guesses:
        guess.scroll_into_view_if_needed()
        right, wrong = guess.get_by_text("As you said."), guess.get_by_text("Not so.")
        expect(right).to_be_hidden()
        expect(wrong).to_be_hidden()
        guess.locator("input:not([data-right])").first.check()
        expect(wrong).to_be_visible()
        expect(right).to_be_hidden()
        guess.locator("input[data-right]").check()
        expect(right).to_be_visible()
        expect(wrong).to_be_hidden()
