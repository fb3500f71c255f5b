"""axe finds nothing: the article with all its figures, light and dark, desk and phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from support.axe import violations
from support.figure import open_all


def open_everything(page: Page) -> None:
    """Wait for every figure, show every answer and every table."""
    open_all(page)
    page.evaluate(
        """() => {
            for (const one of document.querySelectorAll('main details')) one.open = true;
            for (const one of document.querySelectorAll('[data-right]')) one.click();
        }"""
    )


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.soak)])
def test_on_a_desk(hero: Page, scheme: str) -> None:
    hero.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    open_everything(hero)
    assert violations(hero) == []
    hero.emulate_media(color_scheme="light")


@pytest.mark.parametrize("scheme", [pytest.param("light", marks=pytest.mark.soak), "dark"])
def test_on_a_phone(phone: Page, scheme: str) -> None:
    phone.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    open_everything(phone)
    assert violations(phone) == []
    phone.emulate_media(color_scheme="light")
