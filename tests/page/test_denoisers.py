"""Another denoiser in the first figure: the layout stays as it is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from support.figure import Figure


@pytest.fixture
def unerase(hero: Page) -> Figure:
    return Figure(hero)


def test_nothing_moves_when_another_denoiser_answers(unerase: Figure) -> None:
    unerase.scrub(20)
    boxes = set()
    for denoiser in ("oracle", "presets", "memoriser", "averager", "improviser"):
        unerase.choice("Denoiser").select_option(denoiser)
        unerase.settle()
        boxes.add(unerase.page.locator("#hero-readouts").evaluate("e => e.offsetTop"))
    assert len(boxes) == 1
