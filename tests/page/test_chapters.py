"""A start from memory comes before the layout of the chapters, unless somebody wants those."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from support.browser import Guard, opened, wait_until_ready
from support.from_memory import HOLD, went_on
from support.served import Copy

# The five seconds do not pass.
PATIENT = """{
    const { setTimeout } = window;
    window.setTimeout = (act, ms, ...rest) => ms === 5000 ? 0 : setTimeout(act, ms, ...rest);
}"""
# A start from the beginning has all chapters laid out.
pytestmark = pytest.mark.memory
HELD = f"""if (location.protocol !== 'about:' && localStorage.getItem('hold')) {{
    {HOLD}
    {PATIENT}
}}"""
LAID_OUT = "document.querySelectorAll('.chapter').length === shown()"
SHOWN = """window.shown = () =>
    [...document.querySelectorAll('.chapter')].filter(one => one.checkVisibility()).length;"""


@pytest.fixture(scope="module")
def visitor(browser: Browser, copy: Copy) -> Iterator[tuple[Page, Guard]]:
    """Somebody whose line is fast."""
    with opened(browser, copy.address) as (page, guard):
        page.add_init_script(HELD + SHOWN)
        page.goto(copy.address)
        wait_until_ready(page)
        yield page, guard
        assert guard.seen == []


@pytest.fixture
def starting(visitor: tuple[Page, Guard], copy: Copy) -> Iterator[Page]:
    """Their next visit, held in the middle of its start."""
    page, _ = visitor
    page.evaluate("localStorage.setItem('hold', 'yes')")
    visit(page, copy.address)
    page.wait_for_function("window.held")
    assert page.evaluate("shown()") == 0
    yield page
    page.emulate_media(media="screen")
    page.evaluate("localStorage.removeItem('hold')")


def visit(page: Page, address: str) -> None:
    """Come to the page from elsewhere: to go to the same address would be a reload."""
    page.goto("about:blank")
    page.goto(address, wait_until="domcontentloaded")


def test_the_first_screens_can_be_read_meanwhile(starting: Page) -> None:
    for heading in ("Unerase", "The idea"):
        expect(starting.get_by_role("heading", name=heading).first).to_be_visible()
    first = starting.evaluate("document.documentElement.scrollHeight")
    assert first > 2 * starting.evaluate("innerHeight")


@pytest.mark.parametrize(
    "sign",
    [
        lambda page: page.mouse.wheel(0, 300),
        lambda page: page.emulate_media(media="print"),
    ],
    ids=["wheel", "print"],
)
def test_who_reads_on_sees_them(starting: Page, sign: Callable[[Page], None]) -> None:
    sign(starting)
    starting.wait_for_function(LAID_OUT)


@pytest.mark.soak
def test_an_address_leads_there(starting: Page) -> None:
    starting.evaluate("location.hash = '#walk-heading'")
    expect(starting.locator("#walk-heading")).to_be_in_viewport()


def test_a_link_leads_there(starting: Page) -> None:
    starting.locator('.contents a[href="#walk-heading"]').click()
    expect(starting.locator("#walk-heading")).to_be_in_viewport()


def test_a_start_that_fails_shows_them(starting: Page) -> None:
    starting.evaluate("unerase.fail({ what: 'It does not start.' })")
    assert starting.evaluate(LAID_OUT)


def test_they_come_when_python_has_started(visitor: tuple[Page, Guard], copy: Copy) -> None:
    page, _ = visitor
    visit(page, copy.address)
    wait_until_ready(page)
    assert went_on(page)
    page.wait_for_function("!('later' in document.documentElement.dataset)")
    assert page.evaluate(LAID_OUT)
    assert page.evaluate("scrollY") == 0


@pytest.mark.soak
@pytest.mark.parametrize(
    "way", ["a reload", "the tab's history", "#t=3", "#walk-heading", "#:~:text=Samplers"]
)
def test_who_comes_to_another_place_waits_for_nothing(starting: Page, copy: Copy, way: str) -> None:
    page = starting
    if way == "a reload":
        page.reload(wait_until="domcontentloaded")
    elif way == "the tab's history":
        page.goto("about:blank")
        page.go_back(wait_until="domcontentloaded")
    else:
        visit(page, copy.address + way)
    assert page.evaluate("document.documentElement.dataset.app") == "booting"
    assert page.evaluate(LAID_OUT)
