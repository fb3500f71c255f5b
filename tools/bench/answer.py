"""How soon a stroke is answered, beside the same work in plain JavaScript, in turn.

From the move itself, with the wait for the browser's next frame, to the end of the frame in which
the first figure has been painted anew: the way into noise at all stops, the filmstrip, the error.
And the page's own time: what its main thread worked meanwhile, by the browser's own trace.
Figure D, with both schedules, is in sight as well; it may follow after the frame.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page, sync_playwright

from bench.host import hosting
from bench.pages import plain, site
from bench.table import Sample, line
from bench.tasks import traced
from chromium import find

MOVES = 60
KINDS = 12
LABELS = {"moved": "from the move", "work": "the page's own time"}
WARM_UP = 10
HALF_WAY = 10
"""The step that the first figure shows: its numbers change with every move."""
VIEWPORT = {"width": 1280, "height": 2600}
# The hero and figure D are in sight together, and no other figure is.
TWO_FIGURES = """() => {
    for (const part of document.querySelectorAll('main > *'))
        if (part.id !== 'hero' && !part.querySelector('#schedules')) part.style.display = 'none';
}"""
TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
# Animation frames run before a frame is drawn, a message after it.
WATCH = """() => {
    window.answers = [];
    if (window.waiting !== undefined) return;
    window.waiting = false;
    addEventListener('pointermove', event => {
        if (waiting || !event.buttons) return;
        waiting = true;
        const moved = event.timeStamp, { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
            waiting = false;
            answers.push([moved, performance.now()]);
        };
        requestAnimationFrame(() => port2.postMessage(null));
    }, true);
}"""


@dataclass
class Answers:
    """One page's, ms: from each move to the painted frame, and the work of its main thread in
    that time; and all that was traced of it, by kind, in sum."""

    moved: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: Answers) -> Answers:
        return Answers(self.moved + other.moved, self.work + other.work, self.kinds + other.kinds)

    @classmethod
    def of(cls, page: Page, grid: str) -> Answers:
        """Draw lines on an empty grid."""
        box = page.locator(grid).bounding_box()
        assert box is not None
        page.evaluate(WATCH)
        page.mouse.move(box["x"] + 3, box["y"] + 3)
        page.mouse.down()
        with traced(page) as trace:
            for move in range(WARM_UP + MOVES):
                row, column = divmod(move, 30)
                x = box["x"] + (column + 1.5) * box["width"] / 32
                page.mouse.move(x, box["y"] + (5 * row + 2.5) * box["height"] / 32)
                page.evaluate(TWO_FRAMES)
        page.mouse.up()
        times = page.evaluate("answers")[WARM_UP:]
        return cls(
            [painted - moved for moved, painted in times],
            [trace.busy(moved, painted) for moved, painted in times],
            Counter(trace.spent()),
        )


def report(rounds: int, found: dict[str, Any]) -> Iterator[str]:
    """The table, line by line; the numbers go into `found`, too."""
    runs: list[tuple[Answers, Answers]] = []
    with hosting(site()) as here, hosting(plain()) as there, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        pages = []
        for address in (f"{here}#timestep={HALF_WAY}", there):
            page = browser.new_page(viewport=VIEWPORT)  # type: ignore[arg-type]
            page.goto(address)
            page.wait_for_selector("html[data-app=ready]", timeout=90_000)
            pages.append(page)
        pages[0].evaluate(TWO_FIGURES)
        pages[0].wait_for_selector("#schedules[data-open]")
        for _ in range(rounds):
            pages[0].get_by_role("button", name="Clear", exact=True).first.click()
            pages[1].evaluate("clean.fill(-1)")
            runs.append((Answers.of(pages[0], "#hero-grid"), Answers.of(pages[1], "#grid")))
        browser.close()
    ours, theirs = (sum(each, start=Answers()) for each in zip(*runs, strict=True))
    yield f"Answer to a stroke, ms to the painted frame, {len(ours.moved)} moves each"
    yield line("", "ours", "plain JavaScript", f"ours / plain, of {rounds} runs")
    for name in ("moved", "work"):
        mine, plainly = (getattr(one, name) for one in (ours, theirs))
        a, b = Sample(mine), Sample(plainly)
        each = Sample(
            [Sample(getattr(x, name)).median / Sample(getattr(y, name)).median for x, y in runs]
        )
        found[LABELS[name]] = {"ours": mine, "plain JavaScript": plainly, "ratios": each.values}
        yield line(LABELS[name], str(a), str(b), str(each))
        yield line("  95 of 100 are within", f"{a.share(0.95):.1f}", f"{b.share(0.95):.1f}")
    yield "What the main thread did in that time and after it, ms a move"
    for kind, _ in ours.kinds.most_common(KINDS):
        yield line(
            f"  {kind}", *(f"{one.kinds[kind] / len(one.moved):.2f}" for one in (ours, theirs))
        )
