"""A repeat visit goes on from the memory of a started Python, or starts without it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page
from support.browser import SAVE_DATA, Guard, opened, wait_until_ready
from support.figure import Figure
from support.served import Copy

import bundle

MANIFEST = f"{bundle.RUNTIME}/manifest.json"
TIMEOUT_MS = 60_000
CHANCE = """async () => {
    const { python } = await import(new URL('assets/boot/python.mjs', document.baseURI));
    return (await python).runPython('import random; random.random()');
}"""
# The kept archive, changed by a function of its bytes.
CHANGE = """async change => {
    const [name] = (await caches.keys()).filter(name => name.startsWith('unerase-again-'));
    const cache = await caches.open(name), [request] = await cache.keys();
    const bytes = new Uint8Array(await (await cache.match(request)).arrayBuffer());
    await cache.put(request, new Response(eval(change)(bytes)));
}"""
KEPT = "async () => (await caches.keys()).filter(name => name.startsWith('unerase-again-'))"


@pytest.fixture
def visitor(browser: Browser, copy: Copy) -> Iterator[tuple[Page, Guard]]:
    """Somebody whose first visit has kept Python's memory."""
    with opened(browser, copy.address, memory=True) as (page, guard):
        page.goto(copy.address)
        wait_until_ready(page)
        assert not went_on(page)
        wait_for_note(page, "kept")
        yield page, guard
        assert guard.seen == []


def went_on(page: Page) -> bool:
    """Whether this start went on from memory."""
    return bool(page.evaluate("performance.getEntriesByName('went on from memory').length"))


def wait_for_note(page: Page, state: str) -> None:
    """Wait until the page has written down that state of the memory."""
    page.wait_for_function(
        "state => localStorage.getItem('unerase-again')?.startsWith(state)",
        arg=state,
        timeout=TIMEOUT_MS,
    )


def visit_again(page: Page) -> bool:
    """Reload; return whether that start went on from memory."""
    page.reload()
    wait_until_ready(page)
    return went_on(page)


def saying(**facts: object) -> Callable[[bytes], bytes]:
    """The list of files with something else about the memory in it."""

    def change(content: bytes) -> bytes:
        manifest = json.loads(content)
        manifest["again"] |= facts
        return json.dumps(manifest).encode()

    return change


def test_a_repeat_visit_goes_on_and_is_the_same_page(visitor: tuple[Page, Guard]) -> None:
    page, guard = visitor
    hero = Figure(page)
    before = hero.pixels()
    guard.requests.clear()
    assert visit_again(page)
    fetched = [url for url in guard.requests if "assets/runtime/" in url and "figures" not in url]
    assert not [url for url in fetched if url.endswith((".zip.gz", ".zip.zst"))]
    hero.scrub(0)
    assert (hero.pixels() == before).all()
    hero.button("Forward").click()
    hero.wait_for_step(20, "forward")
    drawn = hero.drawing()
    hero.walk_back()
    assert (hero.drawing() == drawn).all()
    assert "Python, from its kept memory, and the first figure" in str(
        page.locator("#spec-start").text_content()
    )
    corrupt = Figure(page, "Corrupt", "corrupt")
    corrupt.wait_until_open()
    hero.button("Export").click()
    with page.expect_download() as saved:  # links one more library, Pillow
        hero.button("Save").click()
    assert saved.value.suggested_filename.endswith(".png")


def test_chance_is_not_kept(visitor: tuple[Page, Guard]) -> None:
    page, _ = visitor
    seen = set()
    for _ in range(2):
        assert visit_again(page)
        seen.add(page.evaluate(CHANCE))
    assert len(seen) == 2


@pytest.mark.parametrize(
    "change",
    [
        "bytes => (bytes[20_000_000] ^= 1, bytes)",
        "bytes => bytes.subarray(0, bytes.length / 2)",
        "bytes => new Blob([bytes, 'more'])",
        "bytes => ''",
    ],
    ids=["one bit", "half", "too long", "nothing"],
)
def test_a_damaged_memory_is_not_used_and_kept_anew(
    visitor: tuple[Page, Guard], change: str
) -> None:
    page, _ = visitor
    page.evaluate(CHANGE, change)
    assert not visit_again(page)
    wait_for_note(page, "kept")
    assert visit_again(page)


def test_a_memory_that_has_gone_is_kept_anew(visitor: tuple[Page, Guard]) -> None:
    page, _ = visitor
    page.evaluate(f"async () => caches.delete((await ({KEPT})())[0])")
    assert not visit_again(page)
    wait_for_note(page, "kept")
    assert visit_again(page)


def test_the_memory_of_another_version_is_dropped(visitor: tuple[Page, Guard], copy: Copy) -> None:
    page, _ = visitor
    old = page.evaluate(KEPT)
    with copy.damaged(MANIFEST, saying(sha256="0" * 64)):
        assert not visit_again(page)
    page.wait_for_function(f"async old => !(await ({KEPT})()).includes(old)", arg=old[0])


def test_where_libraries_link_differently_it_is_tried_once(
    visitor: tuple[Page, Guard], copy: Copy
) -> None:
    page, guard = visitor
    with copy.damaged(MANIFEST, saying(functions=1)):
        assert not visit_again(page)
    wait_for_note(page, "failed")
    guard.requests.clear()
    assert not visit_again(page)
    assert page.evaluate("localStorage.getItem('unerase-again')").startswith("failed")
    assert not [url for url in guard.requests if url.endswith(bundle.AGAIN)]


def test_a_start_that_hung_is_not_repeated(visitor: tuple[Page, Guard]) -> None:
    page, _ = visitor
    version = page.evaluate("localStorage.getItem('unerase-again')").split()[1]
    long_ago = int(time.time() * 1000) - 3_600_000
    page.evaluate(
        "text => localStorage.setItem('unerase-again', text)", f"trying {version} {long_ago}"
    )
    assert not visit_again(page)
    wait_for_note(page, "failed")


def test_two_tabs_at_once(visitor: tuple[Page, Guard]) -> None:
    page, _ = visitor
    version = page.evaluate("localStorage.getItem('unerase-again')").split()[1]
    page.evaluate(
        "text => localStorage.setItem('unerase-again', text)",
        f"trying {version} {int(time.time() * 1000)}",
    )
    assert not visit_again(page)
    assert page.evaluate("localStorage.getItem('unerase-again')").startswith("trying")


def test_who_reloads_in_the_middle_goes_on_next_time(visitor: tuple[Page, Guard]) -> None:
    page, _ = visitor
    page.reload(wait_until="commit")
    page.wait_for_function("localStorage.getItem('unerase-again').startsWith('trying')")
    assert visit_again(page)


FULL = "Cache.prototype.put = () => Promise.reject(new DOMException('full', 'QuotaExceededError'))"


def test_full_storage(browser: Browser, copy: Copy) -> None:
    with opened(browser, copy.address, memory=True) as (page, guard):
        page.add_init_script(FULL)
        page.goto(copy.address)
        wait_until_ready(page)
        wait_for_note(page, "failed")
        assert page.evaluate(KEPT) == []
        assert not visit_again(page)
        assert guard.seen == []


@pytest.mark.parametrize(("query", "script"), [("?embed=hero&start", ""), ("", SAVE_DATA)])
def test_who_is_not_made_to_fetch_it(browser: Browser, copy: Copy, query: str, script: str) -> None:
    with opened(browser, copy.address, memory=True) as (page, guard):
        page.add_init_script(script)
        page.goto(copy.address + query)
        wait_until_ready(page)
        # It would be asked for by then.
        page.evaluate("new Promise(done => requestIdleCallback(() => done()))")
        page.evaluate("fetch('manifest.webmanifest').then(answer => answer.text())")
        assert not [url for url in guard.requests if url.endswith(bundle.AGAIN)]
        assert page.evaluate(KEPT) == []
