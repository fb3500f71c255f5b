"""How soon a stroke is answered, beside the same work in plain JavaScript, in turn.

From the pointer's event to the end of the frame in which everything has been painted anew: the way
into noise at all stops, the filmstrip, the error, and both schedules of figure D.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Page, sync_playwright

from bench.host import hosting
from bench.pages import plain, site
from bench.table import Sample, line, ratio
from chromium import find

MOVES = 60
WARM_UP = 10
# Both figures in sight, so that both are painted.
VIEWPORT = {"width": 1280, "height": 6000}
# Animation frames run before a frame is drawn, a message after it.
WATCH = """() => {
    window.answers = [];
    let waiting = false;
    addEventListener('pointermove', event => {
        if (waiting || !event.buttons) return;
        waiting = true;
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
            waiting = false;
            answers.push(performance.now() - event.timeStamp);
        };
        requestAnimationFrame(() => port2.postMessage(null));
    }, true);
}"""


def answers(page: Page, grid: str) -> list[float]:
    """Draw a line; return ms for each of its moves."""
    box = page.locator(grid).bounding_box()
    assert box is not None
    page.evaluate(WATCH)
    page.mouse.move(box["x"] + 3, box["y"] + 3)
    page.mouse.down()
    for move in range(WARM_UP + MOVES):
        row, column = divmod(move, 30)
        x = box["x"] + (column + 1.5) * box["width"] / 32
        page.mouse.move(x, box["y"] + (5 * row + 2.5) * box["height"] / 32)
        page.evaluate(
            "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )
    page.mouse.up()
    return [float(ms) for ms in page.evaluate("answers")][WARM_UP:]


def report(rounds: int, found: dict[str, Any]) -> Iterator[str]:
    """The table, line by line; the numbers go into `found`, too."""
    ours: list[float] = []
    theirs: list[float] = []
    with hosting(site()) as here, hosting(plain()) as there, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        pages = []
        for address in (here, there):
            page = browser.new_page(viewport=VIEWPORT)  # type: ignore[arg-type]
            page.goto(address)
            page.wait_for_selector("html[data-app=ready]", timeout=90_000)
            pages.append(page)
        pages[0].wait_for_selector("#schedules[data-open]")
        pages[0].wait_for_timeout(5000)  # the other figures open, and make what they show
        for _ in range(rounds):
            ours += answers(pages[0], "#hero-grid")
            theirs += answers(pages[1], "#grid")
        browser.close()
    a, b = Sample(ours), Sample(theirs)
    found |= {"ours": ours, "plain JavaScript": theirs}
    yield f"Answer to a stroke, ms from the event to the painted frame, {len(ours)} moves each"
    yield line("", "ours", "plain JavaScript", "ours / plain")
    yield line("median (least to greatest)", str(a), str(b), ratio(a, b))
    yield line("95 of 100 are within", f"{a.share(0.95):.1f}", f"{b.share(0.95):.1f}")
