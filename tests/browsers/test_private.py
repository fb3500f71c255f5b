"""What is drawn is kept in a browser that hides from fingerprinting, and in a private window."""

from __future__ import annotations

from pathlib import Path

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from support.driven import Visitor, firefox
from support.served import tapped

# Rows above and below the heart that a visit begins with.
ABOVE, BELOW = 1, 30
FIRST = "document.getElementById('hero-grid').dataset.drawing"
KEPT = "new URLSearchParams(localStorage.getItem(storageKey('unerase'))).get('drawing')"
# The cells of a drawing that are ink, row by row.
INK = """(drawing => [...atob(drawing.replaceAll('-', '+').replaceAll('_', '/'))]
    .flatMap((byte, i) => [7, 6, 5, 4, 3, 2, 1, 0].map((bit, j) =>
        byte.charCodeAt(0) >> bit & 1 ? 8 * i + j : -1)).filter(cell => cell >= 0))"""
FIRST_INK, KEPT_INK = f"{INK}({FIRST})", f"{INK}({KEPT} ?? '')"


def stroke(visitor: Visitor, row: int) -> list[int]:
    """Draw from column 4 to column 27; the cells on the way."""
    grid = visitor.element("hero-grid")
    cell = grid.rect["width"] / 32
    places = [(round((x - 15.5) * cell), round((row - 15.5) * cell)) for x in (4, 27)]
    ActionChains(visitor.driver).move_to_element_with_offset(
        grid, *places[0]
    ).click_and_hold().move_to_element_with_offset(grid, *places[1]).release().perform()
    return [32 * row + x for x in range(4, 28)]


@pytest.mark.parametrize("private", [False, True], ids=["fingerprinting", "private"])
def test_strokes_before_and_after_python_are_kept(tmp_path: Path, site: str, private: bool) -> None:
    preferences = {
        "privacy_resistFingerprinting": True,
        "browser_privatebrowsing_autostart": private,
    }
    with tapped() as tap, firefox(tmp_path, **preferences) as visitor:
        tap.hold("core.js")
        # get() would wait for what is held.
        visitor.driver.execute_script("location.href = arguments[0]", site)
        visitor.wait_for("document.getElementById('boot-label')?.textContent && globalThis.unerase")
        heart = visitor.ask(FIRST_INK)
        early = stroke(visitor, ABOVE)
        visitor.wait_for(f"{KEPT} !== null")
        assert visitor.ask(KEPT_INK) == early + heart
        tap.release()
        visitor.wait_for("document.documentElement.dataset.app === 'ready'")
        late = stroke(visitor, BELOW)
        drawn = early + heart + late
        visitor.wait_for(f"{KEPT_INK}.length === arguments[0]", len(drawn))
        assert visitor.ask(KEPT_INK) == drawn
        visitor.driver.get("about:blank")
        visitor.opens(site)
        assert visitor.ask(KEPT_INK) == drawn
        assert "keeps nothing" not in visitor.element("hero-notice").text
