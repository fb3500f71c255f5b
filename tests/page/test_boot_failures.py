"""Whatever goes wrong at the start is said in plain words, soon, with a way to try again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import expect
from support.browser import until_storage_answers, wait_until_ready
from support.figure import Figure
from support.served import Tap
from support.visit import RUNTIME, SOON_MS, Visit, gone, half, instead, one_byte_changed

DIST = Path(__file__).resolve().parent.parent.parent / "dist"
PYODIDE = RUNTIME + "pyodide/"
PYSCRIPT = RUNTIME + "pyscript/"


def only(pattern: str) -> str:
    """The one file of the site that matches, below its root."""
    (path,) = DIST.glob(pattern)
    return path.relative_to(DIST).as_posix()


CORE_CHUNK = only(PYSCRIPT + "core-*.js")
WASM = PYODIDE + "pyodide.asm.wasm.xz"
SIZE = (DIST / WASM).stat().st_size
HALF = f"{SIZE // 2} of {SIZE}"
UNPACKING = RUNTIME + "xz-decompress/xz-decompress.min.js"
LIBRARY = RUNTIME + "python.zip.xz"
START = RUNTIME + "start.zip.xz"
LOST = "numpy and the page's own Python could not be loaded"
CONNECTION = "Check the connection"
OURS = "This is a fault of the page"
NOT_A_MODULE = instead("<!doctype html><title>Not here</title>")


@pytest.mark.parametrize(
    ("path", "change", "words"),
    [
        pytest.param(path, change, words, id=f"{path.rpartition('/')[2]} {how}")
        for path, how, change, words in [
            (START, "missing", gone, [LOST, "start.zip.xz", "404"]),
            (START, "changed", one_byte_changed, [LOST, "arrived damaged"]),
            (START, "truncated", half, [LOST, "arrived damaged"]),
            (WASM, "changed", one_byte_changed, ["pyodide.asm.wasm.xz arrived damaged"]),
            (WASM, "truncated", half, ["pyodide.asm.wasm.xz arrived damaged", HALF]),
            (UNPACKING, "missing", gone, ["Python runtime", "xz-decompress"]),
            (UNPACKING, "garbled", instead("{"), ["broke off", "Python"]),
            (LIBRARY, "missing", gone, ["python.zip.xz is missing", "404"]),
            (LIBRARY, "changed", one_byte_changed, ["python.zip.xz arrived damaged"]),
            (PYODIDE + "pyodide.asm.mjs", "missing", gone, ["Python runtime", "pyodide.asm.mjs"]),
            (PYODIDE + "pyodide.mjs", "missing", gone, ["Python runtime", "pyodide.mjs"]),
            (PYODIDE + "pyodide-lock.json", "missing", gone, ["runtime", "pyodide-lock.json"]),
            (PYSCRIPT + "core.js", "missing", gone, ["PyScript", "core.js"]),
            (PYSCRIPT + "core.js", "replaced", NOT_A_MODULE, ["PyScript"]),
            (CORE_CHUNK, "missing", gone, ["PyScript", CORE_CHUNK]),
            (RUNTIME + "manifest.json", "missing", gone, ["manifest.json"]),
            (RUNTIME + "manifest.json", "garbled", instead("{"), ["manifest.json"]),
            (RUNTIME + "manifest.json", "empty", instead("{}"), ["manifest.json"]),
            ("assets/boot/interpreter.mjs", "missing", gone, ["interpreter.mjs"]),
            ("assets/boot/boot.mjs", "missing", gone, ["assets/boot"]),
            ("assets/boot/panel.mjs", "missing", gone, ["assets/boot"]),
            ("assets/boot/sketch.mjs", "garbled", instead("{"), ["assets/boot"]),
            ("py/main.py", "missing", gone, ["py/main.py"]),
        ]
    ],
)
def test_a_file_is_missing_or_damaged(
    visit: Visit, path: str, change: Callable[[bytes], bytes | None], words: list[str]
) -> None:
    with visit.copy.damaged(path, change):
        visit.opens()
        visit.meets_trouble(CONNECTION, *words)


@pytest.mark.parametrize(
    ("text", "words", "trace"),
    [("def (:\n", "py/main.py", "SyntaxError"), ("\n", "py/main.py", "")],
    ids=["syntax", "empty"],
)
def test_the_pages_script_is_broken(visit: Visit, text: str, words: str, trace: str) -> None:
    with visit.copy.damaged("py/main.py", instead(text)):
        visit.opens()
        is_our_fault(visit, words, trace)


@pytest.mark.parametrize(
    ("text", "trace"),
    [
        ("raise OSError('on purpose')\n", "OSError: on purpose"),
        ("def (:\n", "SyntaxError"),
        (None, "No module named 'page.app'"),
    ],
    ids=["raises", "syntax", "absent"],
)
def test_a_module_of_the_page_is_broken(visit: Visit, text: str | None, trace: str) -> None:
    visit.copy.rewrite("page/app.py", text)
    try:
        visit.opens()
        is_our_fault(visit, "raised an error", trace)
    finally:
        for path in (START, RUNTIME + "manifest.json"):
            visit.copy.repair(path)


def is_our_fault(visit: Visit, words: str, trace: str) -> None:
    visit.meets_trouble(OURS, words)
    details = visit.panel.get_by_text("Details for a bug report")
    assert details.is_visible() == bool(trace)
    if trace:
        expect(visit.panel.get_by_text(trace)).to_be_hidden()
        details.click()
        expect(visit.panel.get_by_text(trace)).to_be_visible()


@pytest.mark.parametrize("path", [START, WASM, "py/main.py", CORE_CHUNK])
def test_a_file_is_blocked(visit: Visit, path: str) -> None:
    visit.page.route(f"**/{path}", lambda route: route.abort("blockedbyclient"))
    visit.opens()
    visit.meets_trouble(CONNECTION, path.rpartition("/")[2])


def test_a_thread_that_does_not_come_is_not_needed(visit: Visit) -> None:
    with visit.copy.damaged("assets/boot/unpacking.worker.js", gone):
        visit.opens()
        wait_until_ready(visit.page)
    visit.guard.seen.clear()  # the browser says on the console that it is not there


def test_the_connection_breaks_off_in_the_middle_of_a_file(visit: Visit, tap: Tap) -> None:
    tap.cut("start.zip.xz")
    visit.opens()
    visit.meets_trouble(LOST, "start.zip.xz", "connection broke off")


REFUSALS = {
    "throws": "indexedDB.open = () => { throw new DOMException('no', 'SecurityError') }",
    "answers with an error": """indexedDB.open = () => {
        const request = new EventTarget();
        setTimeout(() => request.onerror(new Event('error', { cancelable: true })));
        return request;
    }""",
    "is absent": "Object.defineProperty(globalThis, 'indexedDB', { value: undefined })",
}


@pytest.mark.parametrize("script", REFUSALS.values(), ids=REFUSALS)
def test_storage_is_refused(visit: Visit, script: str) -> None:
    visit.page.add_init_script(script)
    visit.opens("#seed=5")
    visit.meets_trouble("storage (IndexedDB)", "Open the page in its own tab")
    own_tab = visit.panel.get_by_role("link", name="Open the page in its own tab")
    assert own_tab.get_attribute("href") == visit.copy.address + "#seed=5"
    assert visit.guard.seen == []


def test_storage_never_answers(visit: Visit) -> None:
    visit.page.clock.install()
    visit.page.add_init_script("indexedDB.open = () => new EventTarget()")
    visit.opens()
    visit.page.clock.fast_forward(11_000)
    visit.meets_trouble("storage (IndexedDB)")


def test_a_sandboxed_frame_says_so_and_offers_a_tab_of_its_own(visit: Visit) -> None:
    address = visit.copy.address
    visit.page.route(
        f"{address}lesson.html",
        lambda route: route.fulfill(
            content_type="text/html",
            body='<!doctype html><iframe sandbox="allow-scripts" src="./#seed=5"></iframe>',
        ),
    )
    visit.opens("lesson.html")
    panel = visit.page.frame_locator("iframe").get_by_role("alert")
    expect(panel).to_contain_text("the page that embeds this one", timeout=SOON_MS)
    expect(panel).to_contain_text(address)
    own_tab = panel.get_by_role("link", name="Open the page in its own tab")
    expect(own_tab).to_have_attribute("href", address + "#seed=5")
    expect(own_tab).to_have_attribute("target", "_blank")
    inside = visit.page.frame_locator("iframe").locator("html")
    assert inside.get_attribute("data-app") == "failed"


def test_when_nothing_moves_for_a_minute_the_page_says_so(visit: Visit, tap: Tap) -> None:
    page = visit.page
    page.clock.install()
    tap.hold("start.zip.xz", 0.5)
    size = (DIST / START).stat().st_size / 1e6
    half_here = f"Loading numpy, {size / 2:.1f} of {size:.1f} MB"
    visit.opens()
    expect(page.locator("#boot-label")).to_have_text(half_here, timeout=SOON_MS)
    page.clock.fast_forward(50_000)
    assert page.locator("html").get_attribute("data-app") == "booting"
    page.clock.fast_forward(15_000)
    visit.meets_trouble("Nothing has moved for 60 seconds", half_here)
    # It was only late: the page then starts after all, and takes the panel back.
    tap.release()
    page.wait_for_function("document.documentElement.dataset.app === 'ready'", timeout=SOON_MS)
    expect(Figure(page).button("Forward")).to_be_enabled()
    visit.is_untroubled()


@pytest.mark.parametrize(
    ("stuck", "at"),
    [
        ("main.py", "Loading the page's own Python"),
        ("manifest.json", "Loading the Python runtime"),
        ("core.js", "Loading the page's own Python"),
    ],
)
def test_the_watch_is_kept_over_small_files_too(
    visit: Visit, tap: Tap, stuck: str, at: str
) -> None:
    page = visit.page
    page.clock.install()
    tap.hold(stuck)
    with until_storage_answers(page):
        visit.opens()
    expect(page.locator("#boot-label")).to_have_text(at, timeout=SOON_MS)
    page.clock.fast_forward(61_000)
    visit.meets_trouble(f"Nothing has moved for 60 seconds while the page was at: {at}.")


def test_a_slow_download_that_moves_is_waited_for(visit: Visit, tap: Tap) -> None:
    page = visit.page
    page.clock.install()
    tap.hold("start.zip.xz", 0.1)
    visit.opens()
    for share in (0.1, 0.4, 0.7, 0.9):
        shown = f"{share * (DIST / START).stat().st_size / 1e6:.1f}"
        tap.hold("start.zip.xz", share)
        expect(page.locator("#boot-label")).to_contain_text(f"numpy, {shown}", timeout=SOON_MS)
        page.clock.fast_forward(45_000)
    assert page.locator("html").get_attribute("data-app") == "booting"
    visit.is_untroubled()


def test_trying_again_starts_the_page_with_what_was_drawn(visit: Visit) -> None:
    with visit.copy.damaged(START, gone):
        visit.opens()
        visit.meets_trouble(LOST)
        figure = Figure(visit.page)
        figure.stroke((2, 2), (29, 3), moves=1)
        drawn = figure.pixels().mean(axis=2) < 127
    # The failed start goes on complaining until the new one has begun.
    visit.page.once("domcontentloaded", lambda _page: visit.guard.seen.clear())
    visit.tries_again()
    np.testing.assert_array_equal(figure.drawing(), drawn)
    assert drawn[2, 2]
    assert drawn[29, 3]
    assert visit.guard.seen == []
