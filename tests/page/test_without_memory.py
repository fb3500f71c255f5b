"""A site that is built with MEMORY=0 (assets/boot/memory/README.md)."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from playwright.sync_api import Browser
from support.browser import opened, wait_until_ready
from support.deployed import DIST, ROOT, write_worker
from support.figure import Figure
from support.from_memory import went_on

import build_site
import bundle
from serve import serving

MANIFEST, MEMORY = (f"{bundle.RUNTIME}/{name}" for name in ("manifest.json", bundle.MEMORY))


def test_a_site_built_without_memory_starts_from_the_beginning(
    browser: Browser, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    shutil.copytree(DIST, site)
    shutil.rmtree(site / "assets/boot")
    shutil.copytree(ROOT / "assets/boot", site / "assets/boot")
    build_site.put_together(ROOT, site, memory=False)
    (site / MEMORY).unlink(missing_ok=True)
    manifest = json.loads((site / MANIFEST).read_text("utf-8"))
    manifest.pop("memory", None)
    manifest["files"].pop(bundle.MEMORY, None)
    (site / MANIFEST).write_text(json.dumps(manifest), "utf-8")
    write_worker(site)
    with serving(site, "/unerase/") as address, opened(browser, address) as (page, guard):
        page.goto(address)
        wait_until_ready(page)
        assert not went_on(page)
        assert not any(url.endswith(bundle.MEMORY) for url in guard.requests)
        assert "restoreSnapshot" not in (site / "assets/boot/python.mjs").read_text("utf-8")
        Figure(page).button("Forward").click()
        Figure(page).wait_for_step(20, "forward")
        assert guard.seen == []
