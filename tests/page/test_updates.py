"""A newer version reaches a returning visitor whole, and only when they let it in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from support.browser import Guard, opened, wait_until_ready
from support.deployed import (
    KEPT_MS,
    Deployment,
    mark,
    offer,
    update,
    versions,
    wait_until_kept,
)
from support.figure import Figure
from support.served import tapped

# The start hangs, once for each tab, where it checks what it has downloaded.
HANG_ONCE = """if (!sessionStorage.hung) {
    sessionStorage.hung = 'yes';
    crypto.subtle.digest = () => { window.hanging = true; return new Promise(() => {}); };
}"""


@dataclass(frozen=True)
class Returning:
    """A visitor whose browser keeps version one."""

    page: Page
    guard: Guard
    deployment: Deployment

    def opens_a_tab(self, script: str = "") -> Page:
        tab = self.page.context.new_page()
        if script:
            tab.add_init_script(script)
        tab.goto(self.deployment.address)
        return tab

    def presses_reload(self, page: Page) -> None:
        with page.expect_event("load"):
            offer(page).get_by_role("button", name="Reload", exact=True).click()
        wait_until_ready(page)


@pytest.fixture
def visitor(browser: Browser, tmp_path: Path) -> Iterator[Returning]:
    deployment = Deployment(tmp_path / "dist")
    deployment.deploy("one")
    with opened(browser, deployment.address, workers=True) as (page, guard):
        page.goto(deployment.address)
        wait_until_ready(page)
        wait_until_kept(page)
        yield Returning(page, guard, deployment)
    deployment.stop()


@pytest.mark.soak
def test_a_newer_version_is_offered_and_comes_whole(visitor: Returning) -> None:
    visitor.deployment.deploy("two")
    visitor.page.goto("about:blank")
    page = visitor.opens_a_tab()
    wait_until_ready(page)
    assert versions(page) == {"one"}
    expect(offer(page)).to_be_visible(timeout=KEPT_MS)

    page.reload()
    wait_until_ready(page)
    assert versions(page) == {"one"}, "nobody has pressed anything"

    running, starting = visitor.opens_a_tab(), visitor.opens_a_tab(HANG_ONCE)
    wait_until_ready(running)
    running.evaluate("window.same = true")
    starting.wait_for_function("window.hanging")

    visitor.presses_reload(page)
    assert versions(page) == {"two"}
    wait_until_kept(page)
    expect(offer(page)).to_be_hidden()

    # A start that was under way begins anew, or it would mix the two.
    starting.wait_for_function("!window.hanging")
    wait_until_ready(starting)
    assert versions(starting) == {"two"}
    # A page that runs is not reloaded, but is made the same offer.
    assert running.evaluate("window.same")
    assert versions(running) == {"one"}
    visitor.presses_reload(running)
    assert versions(running) == {"two"}
    assert visitor.guard.seen == []


@pytest.mark.soak
def test_the_offer_can_be_put_off(visitor: Returning) -> None:
    page = visitor.page
    visitor.deployment.deploy("two")
    assert update(page) == "installed"
    offer(page).get_by_role("button", name="Later", exact=True).click()
    expect(offer(page)).to_be_hidden()
    expect(mark(page)).to_have_text("Ready offline")
    # With nobody left who needs the old version, the newer one needs no leave.
    page.goto("about:blank")
    page.goto(visitor.deployment.address)
    wait_until_ready(page)
    assert versions(page) == {"two"}


@pytest.mark.soak
def test_an_update_that_breaks_off_leaves_the_old_version_whole(visitor: Returning) -> None:
    page, deployment = visitor.page, visitor.deployment
    deployment.deploy("two")
    with tapped() as tap:
        tap.cut("index.html")
        assert update(page) == "redundant", "the connection breaks off"
    page_two = (deployment.folder / "index.html").read_bytes()
    (deployment.folder / "index.html").unlink()
    assert update(page) == "redundant", "a file is missing"
    (deployment.folder / "index.html").write_bytes(b"of neither version")
    assert update(page) == "redundant", "a file is of another version"
    Figure(page).settle()
    expect(offer(page)).to_be_hidden()
    expect(mark(page)).to_have_text("Ready offline")

    deployment.stop()
    page.reload()
    wait_until_ready(page)
    assert versions(page) == {"one"}
    Figure(page).walk_back()

    (deployment.folder / "index.html").write_bytes(page_two)
    deployment.start()
    page.reload()
    wait_until_ready(page)
    expect(offer(page)).to_be_visible(timeout=KEPT_MS)
    visitor.presses_reload(page)
    assert versions(page) == {"two"}


@pytest.mark.soak
def test_a_version_that_cannot_start_does_not_keep_the_next_one_out(visitor: Returning) -> None:
    page = visitor.page
    page.add_init_script("indexedDB.open = () => { throw new DOMException('no') }")
    visitor.deployment.deploy("two")
    page.reload()
    page.wait_for_function("document.documentElement.dataset.app === 'failed'")
    expect(offer(page)).to_be_visible(timeout=KEPT_MS)
    expect(mark(page)).to_be_empty()
