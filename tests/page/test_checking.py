"""*Check this page* in the browser: what is broken is named.

That all of it holds is tested in test_offline.py, and what it says of the engine in
tests/page_units.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from support.browser import opened, wait_until_ready
from support.checks import checked
from support.deployed import DIST
from support.served import Copy

from serve import serving

FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }"


def crosses(page: Page) -> list[str]:
    return [text for text in checked(page).all_text_contents() if text.startswith("✗")]


def test_the_report_can_be_copied_and_tells_nothing_of_the_visitor(browser: Browser) -> None:
    permissions = ["clipboard-read", "clipboard-write"]
    with (
        serving(DIST, "/unerase/") as site,
        opened(browser, site, permissions=permissions) as (page, guard),
    ):
        page.goto(f"{site}#preset=star")
        wait_until_ready(page)
        findings = checked(page).all_text_contents()
        page.get_by_role("button", name="Copy the report", exact=True).click()
        expect(page.locator("#check-copied")).to_have_text("Copied.")
        report = page.evaluate("navigator.clipboard.readText()")
        assert report == page.get_by_role("textbox", name="Report", exact=True).input_value()
        assert [line for line in report.splitlines() if line[0] in "✓✗"] == findings
        assert site not in report
        assert guard.seen == []


def gone(_content: bytes) -> None:
    return None


def longer(content: bytes) -> bytes:
    return content + b"\n// Something else.\n"


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> tuple[Copy, Path]:
    """A copy of the site, and where it lies."""
    folder = tmp_path_factory.mktemp("checked") / "site"
    Copy.make(DIST, folder)
    return Copy(DIST, folder, ""), folder


@pytest.mark.parametrize(
    ("path", "change", "claims"),
    [
        ("assets/boot/boot.mjs", longer, ["The files of this visit"]),
        pytest.param(
            *("assets/checks/files.json", gone, ["The files of this visit"]),
            marks=pytest.mark.soak,
        ),
        pytest.param(
            *("assets/weights/learner.npz", gone, ["The learner’s weights", "The files of"]),
            marks=pytest.mark.soak,
        ),
        ("", gone, ["The browser keeps your drawing"]),
    ],
)
def test_one_thing_that_is_broken_is_red(
    browser: Browser,
    copied: tuple[Copy, Path],
    path: str,
    change: Callable[[bytes], bytes | None],
    claims: list[str],
) -> None:
    copy, folder = copied
    if path:
        copy.damage(path, change)
    with serving(folder, "/unerase/") as site, opened(browser, site) as (page, _):
        if not path:
            page.add_init_script(FULL)
        page.goto(site)
        wait_until_ready(page)
        found = crosses(page)
    if path:
        copy.repair(path)
    named = [claim for claim in found if "offline" not in claim]  # tests have no worker
    assert len(named) == len(claims)
    for sentence, claim in zip(named, claims, strict=True):
        assert claim in sentence
