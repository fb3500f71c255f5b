"""A repeat visit goes on from the memory of a started Python, or starts without it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from support.browser import SAVE_DATA, Guard, opened, wait_until_ready
from support.deployed import Deployment, wait_until_kept
from support.figure import Figure
from support.kept import HOLD, NOTE, TIMEOUT_MS, wait_for_note, went_on
from support.served import Copy

import bundle

MANIFEST = f"{bundle.RUNTIME}/manifest.json"
CHANCE = """async () => {
    const { python } = await import(new URL('assets/boot/python.mjs', document.baseURI));
    return (await python).runPython('import random; random.random()');
}"""
# The kept archive, changed by a function of its bytes.
CHANGE = """async change => {
    const [name] = (await caches.keys()).filter(name => name.startsWith('unerase-again '));
    const cache = await caches.open(name), [request] = await cache.keys();
    const bytes = new Uint8Array(await (await cache.match(request)).arrayBuffer());
    await cache.put(request, new Response(eval(change)(bytes)));
}"""
HANG_ONCE = f"if (!sessionStorage.hung) {{ sessionStorage.hung = 'yes'; {HOLD} }}"
KEPT = "async () => (await caches.keys()).filter(name => name.startsWith('unerase-again '))"


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


def noted(page: Page) -> list[str]:
    """What the page has written down: the state, the version and since when."""
    return str(page.evaluate(f"localStorage.getItem({NOTE})")).split()


def write_note(page: Page, state: str, ms_ago: int = 0) -> None:
    """Write down another state of the same version, once the page has done its own writing."""
    settle(page)
    since = int(time.time() * 1000) - ms_ago
    page.evaluate(
        f"text => localStorage.setItem({NOTE}, text)", f"{state} {noted(page)[1]} {since}"
    )


def settle(page: Page) -> None:
    """Wait until a page that was going to ask for the memory would have done so."""
    page.evaluate(
        """async () => {
            for (let turn = 0; turn < 3; turn++) {
                await new Promise(done => requestIdleCallback(() => done()));
                await caches.keys();
                await (await fetch('assets/runtime/manifest.json')).text();
            }
        }"""
    )


def asked(guard: Guard) -> bool:
    """Whether the memory has been asked for."""
    return any(url.endswith(bundle.AGAIN) for url in guard.requests)


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
    guard.requests.clear()
    with copy.damaged(MANIFEST, saying(functions=1)):
        assert not visit_again(page)
    for _ in range(2):
        settle(page)
        assert noted(page)[0] == "failed"
        assert not asked(guard)
        assert not visit_again(page)


def test_what_failed_long_ago_is_tried_again(visitor: tuple[Page, Guard]) -> None:
    page, guard = visitor
    write_note(page, "failed", ms_ago=30 * 24 * 3_600_000)
    guard.requests.clear()
    assert not visit_again(page)
    wait_for_note(page, "kept")
    assert not asked(guard)  # it is still there
    assert visit_again(page)


def test_a_start_that_hung_is_not_repeated(visitor: tuple[Page, Guard]) -> None:
    page, _ = visitor
    page.add_init_script(HANG_ONCE)
    page.reload(wait_until="commit")
    page.wait_for_function("window.held", timeout=TIMEOUT_MS)
    # Somebody who waited, and then tried again.
    page.evaluate("performance.now = () => 60_000")
    assert not visit_again(page)
    assert noted(page)[0] == "trying"
    write_note(page, "trying", ms_ago=3_600_000)
    assert not visit_again(page)
    settle(page)
    assert noted(page)[0] == "failed"


def test_two_tabs_at_once(visitor: tuple[Page, Guard]) -> None:
    page, guard = visitor
    write_note(page, "trying")
    guard.requests.clear()
    assert not visit_again(page)
    settle(page)
    assert noted(page)[0] == "trying"
    assert not asked(guard)


def test_who_reloads_in_the_middle_goes_on_next_time(visitor: tuple[Page, Guard]) -> None:
    page, _ = visitor
    page.reload(wait_until="commit")
    page.wait_for_function(f"localStorage.getItem({NOTE}).startsWith('trying')")
    assert visit_again(page)


def test_a_damaged_interpreter_is_not_the_memorys_fault(visitor: tuple[Page, Guard]) -> None:
    page, guard = visitor
    page.route(
        "**/pyodide.asm.wasm",
        lambda route: route.fulfill(body=b"\0asm", content_type="application/wasm"),
        times=1,
    )
    assert not visit_again(page)
    settle(page)
    assert noted(page)[0] == "kept"
    guard.seen.clear()  # Pyodide says on the console that it could not compile that


def test_without_the_list_nothing_is_lost(visitor: tuple[Page, Guard]) -> None:
    page, guard = visitor
    page.route("**/manifest.json", lambda route: route.fulfill(body="{"), times=1)
    page.reload()
    page.wait_for_function("document.documentElement.dataset.app === 'failed'")
    assert noted(page)[0] == "kept"
    assert visit_again(page)
    guard.seen.clear()


def test_offline_it_goes_on_beside_the_service_worker(browser: Browser, tmp_path: Path) -> None:
    deployment = Deployment(tmp_path / "dist")
    with opened(browser, deployment.address, workers=True, memory=True) as (page, guard):
        page.goto(deployment.address)
        wait_until_ready(page)
        wait_until_kept(page)
        wait_for_note(page, "kept")
        deployment.stop()
        page.context.set_offline(True)
        assert visit_again(page)
        assert guard.seen == []


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


NO_NOTES = "Storage.prototype.setItem = () => { throw new DOMException('no', 'SecurityError'); }"


@pytest.mark.parametrize(
    ("query", "script"),
    [("?embed=hero&start", ""), ("", SAVE_DATA), ("", NO_NOTES)],
    ids=["embed", "save data", "no notes"],
)
def test_who_is_not_made_to_fetch_it(browser: Browser, copy: Copy, query: str, script: str) -> None:
    with opened(browser, copy.address, memory=True) as (page, guard):
        page.add_init_script(script)
        page.goto(copy.address + query)
        wait_until_ready(page)
        settle(page)
        assert page.evaluate(KEPT) == []
        assert not asked(guard)


def test_an_embed_touches_no_storage(visitor: tuple[Page, Guard], copy: Copy) -> None:
    page, _ = visitor
    settle(page)
    before = noted(page)
    page.goto(f"{copy.address}?embed=hero&start")
    wait_until_ready(page)
    assert not went_on(page)
    assert noted(page) == before
