"""The built site, served under a sub-path, in a real browser; every test stands guard over it.

One page is booted for all tests of a process (`hero`); each starts it from the default settings.
"""

from __future__ import annotations

import itertools
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from support import failed
from support.browser import DESK, PHONE, Guard, opened, wait_until_ready
from support.served import Copy, Tap, tapped
from support.visit import Visit

import chromium
from serve import serving

ROOT = Path(__file__).resolve().parent.parent.parent

ARGUMENTS = [
    "--no-sandbox",  # root has no sandbox to run in
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A host that is not this machine's own, as far as the browser knows: see test_offline.py.
    "--host-resolver-rules=MAP plain.test 127.0.0.1",
]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Function,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Keep what the pages of a failed test show, which its fixtures have open."""
    report = yield
    browser = item.funcargs.get("browser")
    for context in browser.contexts if isinstance(browser, Browser) else []:
        if report.failed:
            failed.keep(item.nodeid, context)
        elif report.when == "teardown":
            failed.forget(context)
    return report


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of the built site, which lies under a sub-path as on GitHub Pages."""
    dist = ROOT / "dist"
    assert (dist / "index.html").exists(), "dist/ is missing: run `make site` first"
    with serving(dist, prefix="/unerase/") as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, without a window."""
    path = chromium.find()
    assert path is not None, "no Chromium was found: run `make test`, which installs one"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(path), args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def booted(browser: Browser, site: str) -> Iterator[tuple[Page, Guard]]:
    """A page that has started, one for each process."""
    with opened(browser, site) as (page, guard):
        page.goto(site)
        wait_until_ready(page)
        yield page, guard


@pytest.fixture(scope="session")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    """A copy of the site to break; each test repairs what it broke."""
    folder = tmp_path_factory.mktemp("copy") / "dist"
    Copy.make(ROOT / "dist", folder)
    with serving(folder, prefix="/unerase/") as address:
        yield Copy(ROOT / "dist", folder, address)


@pytest.fixture
def visit(browser: Browser, copy: Copy) -> Iterator[Visit]:
    with opened(browser, copy.address, memory=False) as (page, guard):
        yield Visit(page, guard, copy)


@pytest.fixture
def tap() -> Iterator[Tap]:
    with tapped() as the_tap:
        yield the_tap


_FRESH = itertools.count()
# What no link says: where the reader is and has the keyboard, and what has been guessed. A figure
# out of sight shows nothing new.
REST = """() => {
    scrollTo(0, 0);
    document.activeElement.blur();
    getSelection().setPosition(document.body, 0);
    for (const guess of document.querySelectorAll('.predict :checked')) guess.checked = false;
    for (const unfolded of document.querySelectorAll('details[open]')) unfolded.open = false;
}"""


@pytest.fixture
def hero(booted: tuple[Page, Guard]) -> Iterator[Page]:
    """The started page at the default settings; the test fails if the page complained."""
    page, guard = booted
    guard.seen.clear()
    page.set_viewport_size(DESK)
    page.emulate_media(color_scheme="light", reduced_motion="no-preference", media="screen")
    page.evaluate(REST)
    # A link that sets nothing means the defaults; with a new key each time it is a new link.
    page.evaluate("link => { location.hash = link }", f"v=1&fresh={next(_FRESH)}")
    page.wait_for_function(
        """() => document.querySelector('[aria-label=Timestep]').getAttribute('aria-valuetext')
               === 'step 0 of 20, forward' && document.querySelector('#hero-preset').value
               === 'heart' && document.querySelector('#hero-seed').value === '0'"""
    )
    page.evaluate("localStorage.removeItem(storageKey('unerase'))")
    yield page
    assert guard.seen == []
    assert page.locator("#trouble").is_hidden()


@pytest.fixture(scope="session")
def booted_phone(browser: Browser, site: str) -> Iterator[tuple[Page, Guard]]:
    """The page on a phone, started once for each process."""
    with opened(browser, site, **PHONE) as (page, guard):
        page.goto(site)
        wait_until_ready(page)
        yield page, guard


@pytest.fixture
def phone(booted_phone: tuple[Page, Guard]) -> Iterator[Page]:
    """The started page on a phone; the test fails if it complained."""
    page, guard = booted_phone
    guard.seen.clear()
    yield page
    assert guard.seen == []
