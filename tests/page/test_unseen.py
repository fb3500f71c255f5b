"""The unseen drawing in the browser: what style sheets show. The rest is in tests/wiring."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from support.figure import Figure


@pytest.fixture
def figure(hero: Page) -> Figure:
    figure = Figure(hero, "The unseen drawing", "unseen")
    figure.wait_until_open()
    return figure


def test_locked_cells_are_hatched(figure: Figure) -> None:
    hatched = figure.page.locator("#unseen-end-memoriser + .lock")
    expect(hatched).to_be_hidden()
    for locked in ("left", "upper", "middle", "around"):
        figure.choice("Keep unchanged").select_option(locked)
        expect(hatched).to_be_visible()
    figure.choice("Keep unchanged").select_option("nothing")
    expect(hatched).to_be_hidden()
