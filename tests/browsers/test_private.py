"""What is drawn is kept in a browser that hides from fingerprinting, and in a private window."""

from __future__ import annotations

from pathlib import Path

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from support.driven import Visitor, firefox
from support.served import tapped

BLANK = "drawing=" + "A" * 171
KEPT = "new URLSearchParams(localStorage.getItem(storageKey('unerase'))).get('drawing')"
# The cells of a drawing that are ink, row by row.
INK = f"""(drawing => [...atob(drawing.replaceAll('-', '+').replaceAll('_', '/'))]
    .flatMap((byte, i) => [7, 6, 5, 4, 3, 2, 1, 0].map((bit, j) =>
        byte.charCodeAt(0) >> bit & 1 ? 8 * i + j : -1)).filter(cell => cell >= 0))({KEPT} ?? '')"""


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
        visitor.driver.execute_script("location.href = arguments[0]", f"{site}#{BLANK}")
        visitor.wait_for("document.getElementById('boot-label')?.textContent && globalThis.unerase")
        early = stroke(visitor, 5)
        visitor.wait_for(f"{KEPT} !== null")
        assert visitor.ask(INK) == early
        tap.release()
        visitor.wait_for("document.documentElement.dataset.app === 'ready'")
        late = stroke(visitor, 20)
        visitor.wait_for(f"{INK}.length === arguments[0]", len(early + late))
        assert visitor.ask(INK) == early + late
        visitor.driver.get("about:blank")
        visitor.opens(site)
        assert visitor.ask(INK) == early + late
        assert "keeps nothing" not in visitor.element("hero-notice").text
