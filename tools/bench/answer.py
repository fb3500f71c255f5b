"""How soon a stroke is answered, beside the same work in plain JavaScript, in turn.

To the end of the frame in which everything has been painted anew: the way into noise at all stops,
the filmstrip, the error, and both schedules of figure D. Counted twice: from the moment in which
the page hears of the pointer's move, which is the page's own doing, and from the move itself, which
holds the wait for the browser's next frame as well.
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
VIEWPORT = {"width": 1280, "height": 2600}
# The hero and figure D are in sight together, and no other figure is.
TWO_FIGURES = """() => {
    for (const part of document.querySelectorAll('main > *'))
        if (part.id !== 'hero' && !part.querySelector('#schedules')) part.style.display = 'none';
}"""
# Animation frames run before a frame is drawn, a message after it.
WATCH = """() => {
    window.answers = [];
    if (window.waiting !== undefined) return;
    window.waiting = false;
    addEventListener('pointermove', event => {
        if (waiting || !event.buttons) return;
        waiting = true;
        const moved = event.timeStamp, heard = performance.now();
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
            waiting = false;
            const painted = performance.now();
            answers.push([painted - heard, painted - moved]);
        };
        requestAnimationFrame(() => port2.postMessage(null));
    }, true);
}"""
Answers = tuple[list[float], list[float]]
"""ms from when the page hears of each move, and from the move itself."""


def answers(page: Page, grid: str) -> Answers:
    """Draw lines on an empty grid."""
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
    heard, moved = zip(*page.evaluate("answers"), strict=True)
    return list(heard[WARM_UP:]), list(moved[WARM_UP:])


def report(rounds: int, found: dict[str, Any]) -> Iterator[str]:
    """The table, line by line; the numbers go into `found`, too."""
    ours: Answers = ([], [])
    theirs: Answers = ([], [])
    with hosting(site()) as here, hosting(plain()) as there, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        pages = []
        for address in (here, there):
            page = browser.new_page(viewport=VIEWPORT)  # type: ignore[arg-type]
            page.goto(address)
            page.wait_for_selector("html[data-app=ready]", timeout=90_000)
            pages.append(page)
        pages[0].evaluate(TWO_FIGURES)
        pages[0].wait_for_selector("#schedules[data-open]")
        for _ in range(rounds):
            pages[0].get_by_role("button", name="Clear", exact=True).first.click()
            pages[1].evaluate("clean.fill(-1)")
            for all_of, some in (
                (ours, answers(pages[0], "#hero-grid")),
                (theirs, answers(pages[1], "#grid")),
            ):
                for times, more in zip(all_of, some, strict=True):
                    times += more
        browser.close()
    yield f"Answer to a stroke, ms to the painted frame, {len(ours[0])} moves each"
    yield line("", "ours", "plain JavaScript", "ours / plain")
    for name, mine, plainly in zip(("page's own time", "from the move"), ours, theirs, strict=True):
        a, b = Sample(mine), Sample(plainly)
        found[name] = {"ours": mine, "plain JavaScript": plainly}
        yield line(name, str(a), str(b), ratio(a, b))
        yield line("95 of 100 are within", f"{a.share(0.95):.1f}", f"{b.share(0.95):.1f}")
