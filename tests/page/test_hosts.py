"""What servers and browsers do that the page did not ask for: it goes on, or says what they do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from support.browser import opened
from support.visit import SOON_MS

from serve import TYPES, Handler, serving

DIST = Path(__file__).resolve().parent.parent.parent / "dist"
PREFIX = "/unerase/"


class Page200(Handler):
    """Answers the address without its last slash with the page itself."""

    def send_head(self) -> Any:
        path, query, rest = self.path.partition("?")
        if path + "/" == self.prefix:
            self.path = self.prefix + query + rest
        return super().send_head()


class SinglePage(Page200):
    """Answers whatever it has no file for with the page."""

    def send_head(self) -> Any:
        if not Path(self.translate_path(self.path.partition("?")[0])).exists():
            self.path = self.prefix
        return super().send_head()


class Stripping(Page200):
    """Takes the last slash away."""

    def send_head(self) -> Any:
        if self.path.partition("?")[0] == self.prefix:
            self.send_response(308)
            self.send_header("Location", self.path.replace("/?", "?").removesuffix("/"))
            self.send_header("Content-Length", "0")
            self.end_headers()
            return None
        return super().send_head()


class Unknown(Handler):
    """Does not know .mjs."""

    extensions_map = TYPES | {".mjs": "application/octet-stream"}


class Plain(Handler):
    """Knows .mjs as text, and lets nobody guess."""

    extensions_map = TYPES | {".mjs": "text/plain"}

    def end_headers(self) -> None:
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()


class PlainRuntime(Handler):
    """The same for the runtime alone."""

    def guess_type(self, path: Any) -> str:
        return "text/plain" if "/pyodide/" in str(path) else super().guess_type(path)


class Strict(Handler):
    """Sends a policy of its own, which forgets WebAssembly."""

    allowed = "'self'"

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", f"script-src {self.allowed}")
        super().end_headers()


class NoEval(Strict):
    """The same for code made of text."""

    allowed = "'self' 'wasm-unsafe-eval'"


class Scriptless(Strict):
    """Forbids scripts."""

    allowed = "'none'"


FORBIDDEN = "No script may run here"


@contextmanager
def visiting(browser: Browser, host: type[Handler]) -> Iterator[tuple[Page, str]]:
    """A new page, and the address of the site there."""
    with (
        serving(DIST, PREFIX, answering=host) as address,
        opened(browser, address, memory=False) as (page, _guard),
    ):
        yield page, address


def meets(page: Page, *words: str) -> None:
    """Demand that the panel says so in the end, and that the article can still be read."""
    panel = page.get_by_role("alert")
    for each in words:
        expect(panel).to_contain_text(each, timeout=SOON_MS)
    expect(panel.get_by_role("heading", name="Unerase could not start")).to_be_visible()
    expect(page.get_by_role("heading", name="What is real here")).to_be_visible()
    expect(page.get_by_text(FORBIDDEN)).to_be_hidden()
    assert page.locator("html").get_attribute("data-app") == "failed"


@pytest.mark.parametrize("host", [Page200, SinglePage])
def test_an_address_without_its_last_slash_is_led_to_it(
    browser: Browser, host: type[Handler]
) -> None:
    with visiting(browser, host) as (page, address):
        page.goto(address[:-1] + "?hide=seed#seed=5")
        page.wait_for_url(address + "?hide=seed#seed=5")
        page.wait_for_function("'unerase' in globalThis")


def test_an_address_whose_last_slash_is_taken_away_is_named(browser: Browser) -> None:
    with visiting(browser, Stripping) as (page, address):
        page.goto(address + "#seed=5")
        meets(page, "needs a slash at its end, and the server takes it away")


@pytest.mark.parametrize(
    ("host", "path", "said"),
    [
        (Unknown, "assets/boot/boot.mjs", "application/octet-stream"),
        (Plain, "assets/boot/boot.mjs", "text/plain"),
        (PlainRuntime, "assets/runtime/pyodide/pyodide.mjs", "text/plain"),
    ],
)
def test_a_module_with_another_type_is_named(
    browser: Browser, host: type[Handler], path: str, said: str
) -> None:
    with visiting(browser, host) as (page, address):
        page.goto(address)
        meets(page, f"({path}) arrived, but the server calls it {said}.", "must send .mjs")


@pytest.mark.parametrize("host", [Strict, NoEval])
def test_a_policy_that_forbids_what_python_needs_is_named(
    browser: Browser, host: type[Handler]
) -> None:
    with visiting(browser, host) as (page, address):
        page.goto(address)
        meets(page, "A security policy forbids WebAssembly here", "'wasm-unsafe-eval'")
        assert fetched(page) == []


def test_where_no_script_may_run_the_article_reads_and_says_so(browser: Browser) -> None:
    with visiting(browser, Scriptless) as (page, address):
        page.goto(address)
        expect(page.get_by_text(FORBIDDEN)).to_be_visible()
        expect(page.get_by_text("Loading Python")).to_be_hidden()
        expect(page.get_by_role("button")).to_have_count(0)
        expect(page.get_by_role("heading", name="Limitations")).to_be_visible()


def test_without_webassembly_the_page_says_who_may_have_switched_it_off(browser: Browser) -> None:
    with visiting(browser, Handler) as (page, address):
        page.add_init_script("delete globalThis.WebAssembly")
        page.goto(address)
        meets(page, "WebAssembly is switched off", "Lockdown Mode", "Safer in Tor Browser")
        assert fetched(page) == []
        expect(page.get_by_role("heading", name="Small print")).to_be_visible()
        poster = page.locator("#hero .poster img").filter(visible=True)
        assert poster.evaluate_all("all => all.every(one => one.naturalWidth > 0)")
        assert poster.count()


def fetched(page: Page) -> list[str]:
    """The files of the runtime that the page has asked for."""
    names: list[str] = page.evaluate(
        """() => performance.getEntriesByType('resource').map(({ name }) => name)
            .filter(name => /runtime\\/(?!fonts)/.test(name))"""
    )
    return names
