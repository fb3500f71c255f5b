"""A real extension that fails, and the back/forward cache: each in a browser of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from support.browser import wait_until_ready
from support.served import Tap

import chromium

WASM = ".wasm.xz"
MANIFEST = {
    "manifest_version": 3,
    "name": "Stray",
    "version": "1",
    "content_scripts": [
        {"matches": ["<all_urls>"], "js": ["isolated.js"], "run_at": "document_start"},
        {"matches": ["<all_urls>"], "js": ["main.js"], "run_at": "document_start", "world": "MAIN"},
    ],
}
# All along the start: from a world of its own, as most do, and from the page's.
SCRIPT = """
    const stray = () => {
        Promise.reject(new Error('Receiving end does not exist.'));
        Promise.reject('a text');
        setTimeout(() => { throw new Error('of the extension'); });
    };
    stray();
    let left = 100;
    const again = setInterval(() => { stray(); if (!--left) clearInterval(again); }, 10);
"""
SHOWN = """
    window.shown = [];
    new MutationObserver(() => {
        const panel = document.getElementById('trouble');
        if (panel && !panel.hidden) shown.push(panel.innerText);
    }).observe(document, { subtree: true, attributeFilter: ['hidden'] });
    window.heard = 0;
    for (const type of ['error', 'unhandledrejection']) addEventListener(type, () => heard++);
"""
# The browser drops a page from its cache if much more comes for it there.
HALF_HERE = """() => {
    const [here, all] = document.getElementById('boot-label').textContent.match(/[\\d.]+/g) ?? [];
    return here / all > 0.49;
}"""


HOW = "performance.getEntriesByType('navigation')[0].type"


def came_back_from_the_cache(page: Page, site: str) -> bool:
    """Leave in the middle of a start and come back; a browser may keep no page that is busy."""
    page.goto(site)
    page.wait_for_function(HALF_HERE)
    page.goto(site + "assets/icon.svg")
    page.go_back(wait_until="commit")
    page.wait_for_function(f"{HOW} !== 'navigate'")
    return bool(page.evaluate(HOW) == "reload")


@pytest.mark.soak
def test_an_extension_that_fails_all_along_is_no_failure(
    browser: Browser, site: str, tmp_path: Path
) -> None:
    folder = tmp_path / "extension"
    folder.mkdir()
    (folder / "manifest.json").write_text(json.dumps(MANIFEST))
    for name in ("isolated.js", "main.js"):
        (folder / name).write_text(SCRIPT)
    context = browser.browser_type.launch_persistent_context(
        tmp_path / "profile",
        executable_path=chromium.find(),
        args=[
            "--no-sandbox",
            f"--load-extension={folder}",
            f"--disable-extensions-except={folder}",
        ],
        ignore_default_args=["--disable-extensions"],
    )
    try:
        page = context.new_page()
        page.add_init_script(SHOWN)
        for _visit in range(3):
            page.goto(site)
            wait_until_ready(page)
            assert page.evaluate("heard") > 0
            assert page.evaluate("shown") == []
    finally:
        context.close()


@pytest.mark.soak
def test_a_start_from_the_back_forward_cache_begins_anew(
    browser: Browser, site: str, tap: Tap
) -> None:
    own = browser.browser_type.launch(
        executable_path=chromium.find(),
        args=["--no-sandbox"],
        ignore_default_args=["--disable-back-forward-cache"],
    )
    try:
        page = own.new_page()
        page.add_init_script(SHOWN)
        tap.hold(WASM, 0.5)
        tap.hold("memory.bin.xz", 0.5)
        assert any(came_back_from_the_cache(page, site) for _try in range(5))
        tap.release()
        wait_until_ready(page)
        assert page.evaluate("shown") == []
    finally:
        own.close()
