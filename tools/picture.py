"""Take the README's picture: the finished page in Chromium, in the middle of a walk back."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from chromium import ensure
from serve import serving

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "picture.png"
LINK = "#schedule=cosine&phase=reverse&timestep=9"


def take(out: Path) -> None:
    """Write a screenshot of the hero at step 9 of a walk back under the cosine schedule."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with serving(ROOT / "dist") as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=ensure(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1120, "height": 900})
        page.goto(address + LINK)
        page.wait_for_selector("html[data-app=ready]", timeout=90_000)
        page.mouse.move(0, 0)
        page.screenshot(path=out)
        browser.close()


if __name__ == "__main__":
    take(PICTURE)
    print(f"{PICTURE.relative_to(ROOT)} is {PICTURE.stat().st_size} bytes", file=sys.stderr)
