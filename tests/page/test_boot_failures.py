"""Whatever goes wrong at the start is said in plain words, soon, with a way to try again.

Each mechanism is seen once from end to end; the long lists of failures are in tests/js.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import expect
from support.browser import until_storage_answers, wait_until_ready
from support.figure import Figure
from support.served import Tap
from support.visit import RUNTIME, SOON_MS, Visit, gone, instead, one_byte_changed

DIST = Path(__file__).resolve().parent.parent.parent / "dist"
PYODIDE = RUNTIME + "pyodide/"
PYSCRIPT = RUNTIME + "pyscript/"


def only(pattern: str) -> str:
    """The one file of the site that matches, below its root."""
    (path,) = DIST.glob(pattern)
    return path.relative_to(DIST).as_posix()


CORE_CHUNK = only(PYSCRIPT + "core-*.js")
WASM = PYODIDE + "pyodide.asm.wasm.xz"
UNPACKING = RUNTIME + "xz-decompress/xz-decompress.min.js"
START = RUNTIME + "start.zip.xz"
LOST = "numpy and the page's own Python could not be loaded"
CONNECTION = "Check the connection"
OURS = "This is a fault of the page"
NOT_A_MODULE = instead("<!doctype html><title>Not here</title>")


def rows(*all_of_them: tuple[str, str, Callable[[bytes], bytes | None], list[str]]) -> list[Any]:
    return [
        pytest.param(path, change, words, id=f"{path.rpartition('/')[2]} {how}")
        for path, how, change, words in all_of_them
    ]


def check_the_panel(
    visit: Visit, path: str, change: Callable[[bytes], bytes | None], words: list[str]
) -> None:
    with visit.copy.damaged(path, change):
        visit.opens()
        visit.meets_trouble(CONNECTION, *words)


@pytest.mark.parametrize(
    ("path", "change", "words"),
    rows(
        (START, "missing", gone, [LOST, "start.zip.xz", "404"]),
        (CORE_CHUNK, "missing", gone, ["PyScript", CORE_CHUNK]),
        (RUNTIME + "manifest.json", "missing", gone, ["manifest.json"]),
        ("assets/boot/boot.mjs", "missing", gone, ["assets/boot"]),
        ("py/main.py", "missing", gone, ["py/main.py"]),
    ),
)
def test_a_file_is_missing(
    visit: Visit, path: str, change: Callable[[bytes], bytes | None], words: list[str]
) -> None:
    check_the_panel(visit, path, change, words)


@pytest.mark.soak
@pytest.mark.parametrize(
    ("path", "change", "words"),
    rows(
        (UNPACKING, "missing", gone, ["Python", "xz-decompress"]),
        (UNPACKING, "garbled", instead("{"), ["broke off", "Python"]),
        (PYODIDE + "pyodide.asm.mjs", "missing", gone, ["Python runtime", "pyodide.asm.mjs"]),
        (PYODIDE + "pyodide.mjs", "missing", gone, ["Python runtime", "pyodide.mjs"]),
        (PYODIDE + "pyodide-lock.json", "missing", gone, ["runtime", "pyodide-lock.json"]),
        (PYSCRIPT + "core.js", "missing", gone, ["PyScript", "core.js"]),
        (PYSCRIPT + "core.js", "replaced", NOT_A_MODULE, ["PyScript"]),
        ("assets/boot/interpreter.mjs", "missing", gone, ["interpreter.mjs"]),
        ("assets/boot/progress.mjs", "missing", gone, ["assets/boot"]),
        ("assets/boot/python.mjs", "garbled", instead("{"), ["assets/boot"]),
    ),
)
def test_another_file_is_missing_or_damaged(
    visit: Visit, path: str, change: Callable[[bytes], bytes | None], words: list[str]
) -> None:
    check_the_panel(visit, path, change, words)


@pytest.mark.parametrize(
    ("text", "words", "trace"),
    [
        pytest.param("def (:\n", "py/main.py", "SyntaxError", id="syntax"),
        pytest.param("\n", "py/main.py", "", id="empty", marks=pytest.mark.soak),
    ],
)
def test_the_pages_script_is_broken(visit: Visit, text: str, words: str, trace: str) -> None:
    with visit.copy.damaged("py/main.py", instead(text)):
        visit.opens()
        is_our_fault(visit, words, trace)


@pytest.mark.parametrize(
    ("text", "trace"),
    [
        pytest.param("raise OSError('on purpose')\n", "OSError: on purpose", id="raises"),
        pytest.param("def (:\n", "SyntaxError", id="syntax", marks=pytest.mark.soak),
        pytest.param(None, "No module named 'page.app'", id="absent", marks=pytest.mark.soak),
    ],
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


@pytest.mark.soak
@pytest.mark.parametrize("path", ["py/main.py", CORE_CHUNK])
def test_a_file_is_blocked(visit: Visit, path: str) -> None:
    visit.page.route(f"**/{path}", lambda route: route.abort("blockedbyclient"))
    visit.opens()
    visit.meets_trouble(CONNECTION, path.rpartition("/")[2])


@pytest.mark.soak
def test_a_thread_that_does_not_come_is_not_needed(visit: Visit) -> None:
    with visit.copy.damaged("assets/boot/unpacking.worker.js", gone):
        visit.opens()
        wait_until_ready(visit.page)
    visit.guard.seen.clear()  # the browser says on the console that it is not there


def test_the_connection_breaks_off_in_the_middle_of_a_file(visit: Visit, tap: Tap) -> None:
    tap.cut("start.zip.xz")
    visit.opens()
    visit.meets_trouble(LOST, "start.zip.xz", "connection broke off")


@pytest.mark.soak
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
    page.clock.fast_forward(3600_000)  # a laptop that sleeps
    page.clock.run_for(50_000)
    assert page.locator("html").get_attribute("data-app") == "booting"
    page.clock.run_for(15_000)
    visit.meets_trouble("Nothing has moved for 60 seconds", half_here)
    # It was only late: the page then starts after all, and takes the panel back.
    tap.release()
    page.wait_for_function("document.documentElement.dataset.app === 'ready'", timeout=SOON_MS)
    expect(Figure(page).button("Forward")).to_be_enabled()
    visit.is_untroubled()


@pytest.mark.soak
@pytest.mark.parametrize("stuck", ["main.py", "core.js"])
def test_the_watch_is_kept_over_small_files_too(visit: Visit, tap: Tap, stuck: str) -> None:
    page, at = visit.page, "Loading the page's own Python"
    page.clock.install()
    tap.hold(stuck)
    with until_storage_answers(page):
        visit.opens()
    expect(page.locator("#boot-label")).to_have_text(at, timeout=SOON_MS)
    page.clock.run_for(61_000)
    visit.meets_trouble(f"Nothing has moved for 60 seconds while the page was at: {at}.")


def test_trying_again_starts_the_page_with_what_was_drawn(visit: Visit) -> None:
    with visit.copy.damaged(WASM, one_byte_changed):
        visit.opens()
        visit.meets_trouble(CONNECTION, "pyodide.asm.wasm.xz arrived damaged")
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
