"""`make dev`: save a file, and the page shows it where you were."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from support.browser import BOOT_TIMEOUT_MS, opened, wait_until_ready
from support.figure import Figure

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A copy of the repository to edit, beside the site and the packages of the real one."""
    for path in ROOT.iterdir():
        if path.name in ("article", "assets", "py", "tools"):
            leftovers = shutil.ignore_patterns("__pycache__")
            shutil.copytree(path, tmp_path / path.name, ignore=leftovers)
        elif path.name in ("dist", "node_modules"):
            (tmp_path / path.name).symlink_to(path)
        elif path.is_file():
            shutil.copy(path, tmp_path)
    return tmp_path


@contextmanager
def served(root: Path) -> Iterator[str]:
    """The address at which `make dev` serves the repository."""
    with subprocess.Popen(
        [sys.executable, root / "tools/dev/main.py", "--port", "0"],
        stdout=subprocess.PIPE,
        text=True,
        # A shell that runs this in the background has its children ignore interrupts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        assert process.stdout is not None
        try:
            found = (re.search(r"http://\S+", line) for line in process.stdout)
            yield next(address.group() for address in found if address)
        finally:
            process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 0


def edit(path: Path, before: str, after: str) -> None:
    """Save the file with other words."""
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


@pytest.mark.soak
def test_a_saved_file_is_on_the_page_without_a_press(browser: Browser, sources: Path) -> None:
    with served(sources) as site, opened(browser, site, workers=True, memory=None) as (page, guard):
        page.goto(site)
        wait_until_ready(page)
        hero, corrupt = Figure(page), Figure(page, "Corrupt", "corrupt")
        hero.stroke((3, 3), (3, 20), moves=4)
        drawn = hero.drawing()
        corrupt.wait_until_open()
        corrupt.scrub(7)
        place = corrupt.itself.bounding_box()
        count = page.locator("#corrupt-count")
        expect(count).to_have_text("7 small steps")
        page.wait_for_function("location.hash.includes('corrupt.timestep=7')")

        edit(sources / "py/page/figures/corrupt/corrupt.py", "small steps", "tiny steps")
        expect(count).to_have_text("7 tiny steps", timeout=BOOT_TIMEOUT_MS)
        assert corrupt.itself.bounding_box() == pytest.approx(place, abs=1)  # px
        assert (hero.drawing() == drawn).all()

        edit(sources / "article/corrupt.html", "Ruin is easy", "Ruin is quick")
        expect(page.locator("#corrupt-heading")).to_contain_text(
            "Ruin is quick", timeout=BOOT_TIMEOUT_MS
        )
        expect(count).to_have_text("7 tiny steps", timeout=BOOT_TIMEOUT_MS)
        assert guard.seen == []

        edit(sources / "py/page/app.py", "class App:", "class App(:")
        panel = page.get_by_role("alert")
        expect(panel).to_contain_text("SyntaxError", timeout=BOOT_TIMEOUT_MS)
        edit(sources / "py/page/app.py", "class App(:", "class App:")
        expect(count).to_have_text("7 tiny steps", timeout=BOOT_TIMEOUT_MS)
        expect(panel).to_be_hidden()
