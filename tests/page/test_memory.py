"""A visit goes on from the memory of a started Python, or starts without it.

When it is tried, and what is noted of it, is tests/js/memory.test.mjs.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from support.browser import (
    SLOW_LINE,
    Guard,
    opened,
    until_storage_answers,
    wait_until_ready,
)
from support.deployed import Deployment, wait_until_kept
from support.figure import Figure
from support.from_memory import HOLD, NOTE, TIMEOUT_MS, went_on
from support.served import Copy, Tap
from support.visit import one_byte_changed

import bundle

pytestmark = pytest.mark.memory
MANIFEST, MEMORY = f"{bundle.RUNTIME}/manifest.json", f"{bundle.RUNTIME}/{bundle.MEMORY}"
CHANCE = """async () => {
    const { python } = await import(new URL('assets/boot/python.mjs', document.baseURI));
    return (await python).runPython('import random; random.random()');
}"""
REACHED = """bytes => import(new URL('assets/boot/progress.mjs', document.baseURI))
    .then(({ reached }) => reached('pyodide/pyodide.asm.wasm.xz', bytes))"""
HANG_ONCE = f"""if (location.protocol !== 'about:' && !sessionStorage.hung) {{
    sessionStorage.hung = 'yes';
    {HOLD}
}}"""
WASM = "pyodide.asm.wasm.xz"
INTERPRETER = f"{bundle.RUNTIME}/pyodide/{WASM}"
MBIT = 1e6 / 8


@pytest.fixture
def visitor(browser: Browser, copy: Copy) -> Iterator[tuple[Page, Guard]]:
    """Somebody who is about to come for the first time."""
    with opened(browser, copy.address) as (page, guard):
        yield page, guard
        assert guard.seen == []


def visits(page: Page, address: str) -> bool:
    """Open the page anew; return whether that start went on from memory."""
    page.goto("about:blank")
    page.goto(address)
    wait_until_ready(page)
    return went_on(page)


def forget_files(page: Page) -> None:
    """Empty the browser's cache: how fast the line is shows in what comes over it."""
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")


def noted(page: Page) -> list[str]:
    """What the page has written down: the state, the version and since when."""
    return str(page.evaluate(f"localStorage.getItem({NOTE}) ?? ''")).split()


def version(copy: Copy) -> str:
    """What tells one memory from another."""
    return str(json.loads(copy.read(MANIFEST))["files"][bundle.MEMORY]["sha256"])


def asked(guard: Guard, name: str = bundle.MEMORY) -> int:
    """How often the memory, or another file of the runtime, has been asked for."""
    return sum(url.endswith("/" + name) for url in guard.requests)


def saying(**facts: object) -> Callable[[bytes], bytes]:
    """The list of files with something else about the memory in it."""

    def change(content: bytes) -> bytes:
        manifest = json.loads(content)
        manifest["memory"] |= facts
        return json.dumps(manifest).encode()

    return change


def test_a_first_visit_goes_on_and_is_the_same_page(
    visitor: tuple[Page, Guard], browser: Browser, copy: Copy
) -> None:
    page, guard = visitor
    assert visits(page, copy.address)
    assert not asked(guard, bundle.INTERPRETER)
    assert not asked(guard, "start.zip.xz")
    hero = Figure(page)
    with opened(browser, copy.address, memory=False) as (other, _):
        assert not visits(other, copy.address)
        assert (Figure(other).pixels() == hero.pixels()).all()
    hero.button("Forward").click()
    hero.wait_for_step(20, "forward")
    drawn = hero.drawing()
    hero.walk_back()
    assert (hero.drawing() == drawn).all()
    assert "Python, from its stored memory, and the first figure" in str(
        page.locator("#spec-start").text_content()
    )
    corrupt = Figure(page, "Corrupt", "corrupt")
    corrupt.wait_until_open()
    hero.button("Export").click()
    with page.expect_download() as saved:  # links one more library, Pillow
        hero.button("Save").click()
    assert saved.value.suggested_filename.endswith(".png")


def test_the_next_visit_goes_on_too_and_chance_is_not_kept(
    visitor: tuple[Page, Guard], copy: Copy
) -> None:
    page, _ = visitor
    seen = set()
    for _ in range(2):
        assert visits(page, copy.address)
        assert noted(page)[0] == "fine"
        seen.add(page.evaluate(CHANCE))
    assert len(seen) == 2


def test_a_damaged_memory_is_not_used(visitor: tuple[Page, Guard], copy: Copy) -> None:
    page, _ = visitor
    with copy.damaged(MEMORY, one_byte_changed):
        assert not visits(page, copy.address)
    assert noted(page) == []
    forget_files(page)
    assert visits(page, copy.address)


@pytest.mark.soak
def test_a_memory_whose_parts_do_not_fit_is_not_used(
    visitor: tuple[Page, Guard], copy: Copy
) -> None:
    page, _ = visitor
    with copy.damaged(MANIFEST, saying(parts=[{"address": 1 << 22, "bytes": 1000}])):
        assert not visits(page, copy.address)
        assert noted(page)[:2] == ["failed", version(copy)]


@pytest.mark.soak
def test_where_libraries_link_differently_it_is_tried_once(
    visitor: tuple[Page, Guard], copy: Copy
) -> None:
    page, guard = visitor
    with copy.damaged(MANIFEST, saying(functions=1)):
        assert not visits(page, copy.address)
    assert asked(guard)
    guard.requests.clear()
    for _ in range(2):
        assert noted(page)[:2] == ["failed", version(copy)]
        assert not visits(page, copy.address)
        assert not asked(guard)


@pytest.mark.soak
def test_who_leaves_in_the_middle_goes_on_next_time(
    visitor: tuple[Page, Guard], copy: Copy
) -> None:
    page, _ = visitor
    page.add_init_script(HANG_ONCE)
    page.goto(copy.address, wait_until="commit")
    page.wait_for_function("window.held", timeout=TIMEOUT_MS)
    assert noted(page)[0] == "trying"
    assert visits(page, copy.address)


def test_a_damaged_interpreter_is_fetched_again(visitor: tuple[Page, Guard], copy: Copy) -> None:
    page, guard = visitor
    page.route(
        f"**/{WASM}",
        lambda route: route.fulfill(body=one_byte_changed(copy.read(INTERPRETER))),
        times=1,
    )
    assert visits(page, copy.address)
    assert noted(page)[0] == "fine"
    # Once damaged, once sound.
    assert asked(guard, WASM) == 2


@pytest.fixture
def kept(browser: Browser, tmp_path: Path) -> Iterator[tuple[Page, Guard, Deployment]]:
    """Somebody whose first visit is over, and everything is with the service worker."""
    deployment = Deployment(tmp_path / "dist")
    with opened(browser, deployment.address, workers=True) as (page, guard):
        page.goto(deployment.address)
        wait_until_ready(page)
        wait_until_kept(page)
        yield page, guard, deployment


@pytest.mark.soak
@pytest.mark.parametrize("name", ["pyodide.asm.wasm", "memory.bin"])
def test_what_the_worker_keeps_is_damaged(kept: tuple[Page, Guard, Deployment], name: str) -> None:
    page, guard, deployment = kept
    page.evaluate(
        """async name => {
            for (const key of await caches.keys()) {
                const cache = await caches.open(key);
                for (const request of await cache.keys()) {
                    if (!new URL(request.url).pathname.endsWith(name)) continue;
                    const type = (await cache.match(request)).headers.get('content-type');
                    const headers = { 'content-type': type };
                    await cache.put(request, new Response('damaged', { headers }));
                }
            }
        }""",
        name,
    )
    guard.requests.clear()
    assert not visits(page, deployment.address)
    # The worker keeps the interpreter unpacked only: another comes from the server.
    assert bool(asked(guard, WASM)) == (name == "pyodide.asm.wasm")
    if name == "memory.bin":
        assert guard.seen == []
    else:
        assert not visits(page, deployment.address)


@pytest.mark.soak
def test_on_a_slow_line_fewer_bytes_are_fetched(browser: Browser, copy: Copy) -> None:
    with opened(browser, copy.address, memory=None) as (page, guard):
        network = page.context.new_cdp_session(page)
        network.send("Network.enable")
        rates = {"downloadThroughput": 5 * MBIT, "uploadThroughput": 5 * MBIT}
        network.send("Network.emulateNetworkConditions", {"offline": False, "latency": 40} | rates)
        assert not visits(page, copy.address)
        assert not asked(guard)
        assert asked(guard, bundle.INTERPRETER)
        assert guard.seen == []


@pytest.mark.soak
def test_while_the_line_is_judged_it_may_be_slow(browser: Browser, copy: Copy, tap: Tap) -> None:
    with opened(browser, copy.address, memory=None) as (page, guard):
        page.add_init_script(SLOW_LINE)
        page.clock.install()
        tap.hold("pyodide.asm.mjs", 0.5)
        tap.hold(WASM, 0.1)
        with until_storage_answers(page):
            page.goto(copy.address)
        for share in (0.2, 0.4, 0.6):
            tap.hold(WASM, share)
            page.evaluate(REACHED, int((share - 0.1) * len(copy.read(INTERPRETER))))
            page.clock.run_for(45_000)
        assert page.locator("html").get_attribute("data-app") == "booting"
        page.clock.run_for(65_000)
        expect(page.get_by_role("alert")).to_contain_text("Nothing has moved for 60 seconds")
        tap.release()
        page.wait_for_function(
            "document.documentElement.dataset.app === 'ready'", timeout=TIMEOUT_MS
        )
        assert guard.seen == []
