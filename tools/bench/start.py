"""How long a start takes, beside the plainest PyScript page, in turn: ours, stock, ours, stock.

The first visit has empty caches. The repeat visit is the third: by then all caches are warm, the
browser's, the service worker's, and what the compiler keeps of WebAssembly.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import (
    BrowserContext,
    CDPSession,
    Page,
    Playwright,
    Request,
    sync_playwright,
)

from bench.host import hosting
from bench.pages import site, stock
from bench.table import Sample, line, ratio
from chromium import find

TIMEOUT_MS = 180_000
MEASURED = "measured"
# Times since the navigation began, in ms. The console tells of them: to wait for something in the
# page, Playwright would put a third of a megabyte of script into it, in the middle of the start.
WATCH = f"""
    window.times = {{}};
    const told = () => times.ready && times.paint && console.debug('{MEASURED}');
    new MutationObserver(() => {{
        if (document.documentElement.dataset.app !== 'ready' || times.ready) return;
        times.ready = performance.now();
        told();
    }}).observe(document, {{ subtree: true, attributeFilter: ['data-app'] }});
    new PerformanceObserver(list => {{
        for (const {{ startTime }} of list.getEntriesByName('first-contentful-paint'))
            times.paint = startTime;
        told();
    }}).observe({{ type: 'paint', buffered: true }});
"""
STAY_MS = 3000
"""How long a visit goes on: a browser keeps what it has compiled only then."""
# Read on, and come back.
READ = """async () => {
    for (let at = 0; at < document.body.scrollHeight; at += innerHeight) {
        scrollTo(0, at);
        await new Promise(done => setTimeout(done, 50));
    }
    scrollTo(0, 0);
}"""
# When the hero has been painted anew since a moment.
REPAINTED = """since => {
    const later = performance.getEntriesByName('draw')
        .find(({ startTime, detail }) => detail.figure === 'Unerase' && startTime > since);
    return later && later.startTime + later.duration;
}"""


@dataclass(frozen=True)
class Condition:
    """What is put in the way: the factor by which the main thread is slower, and a network."""

    name: str
    cpu: float = 1.0
    mbit_per_s: float = 0.0
    latency_ms: float = 0.0

    def impose(self, cdp: CDPSession) -> None:
        cdp.send("Emulation.setCPUThrottlingRate", {"rate": self.cpu})
        if self.mbit_per_s:
            rate = self.mbit_per_s * 1e6 / 8
            cdp.send(
                "Network.emulateNetworkConditions",
                {
                    "offline": False,
                    "latency": self.latency_ms,
                    "downloadThroughput": rate,
                    "uploadThroughput": rate,
                },
            )


CONDITIONS = (
    Condition("as it is"),
    Condition("processor 4 times slower", cpu=4),
    Condition("20 Mbit/s, 40 ms", mbit_per_s=20, latency_ms=40),
)


@dataclass
class Visit:
    """One visit. paint, ready, answer: ms after the navigation. bytes: as transferred."""

    paint: float = 0.0
    ready: float = 0.0
    answer: float = 0.0
    bytes: int = 0
    requests: int = 0


@dataclass
class Visits:
    """All visits to one page under one condition."""

    first: list[Visit] = field(default_factory=list)
    repeat: list[Visit] = field(default_factory=list)


def visit(context: BrowserContext, address: str, condition: Condition, ours: bool) -> Visit:
    """Open the page in a new tab, and wait until it is ready."""
    page = context.new_page()
    cdp = context.new_cdp_session(page)
    cdp.send("Network.enable")
    seen = Visit()
    loaded: list[Request] = []

    def note(request: Request) -> None:
        loaded.append(request)

    context.on("requestfinished", note)  # those of threads, too
    condition.impose(cdp)
    page.add_init_script(WATCH)
    with page.expect_console_message(lambda said: said.text == MEASURED, timeout=TIMEOUT_MS):
        page.goto(address, wait_until="commit")
    context.remove_listener("requestfinished", note)
    times = page.evaluate("times")
    seen.paint, seen.ready = times["paint"], times["ready"]
    moment = page.evaluate("performance.timeOrigin") + seen.ready
    if ours:
        seen.answer = answered(page)
        wait_until_kept(page)
    page.evaluate(READ)
    page.wait_for_timeout(STAY_MS)
    for request in loaded:
        if not came_before(request, moment):
            continue
        sizes = request.sizes()
        if sizes["responseBodySize"]:  # else it was here already
            seen.bytes += sizes["responseBodySize"] + sizes["responseHeadersSize"]
            seen.requests += 1
    page.close()
    return seen


def came_before(request: Request, moment: float) -> bool:
    """Whether the request to a server has been answered by then (ms since 1970)."""
    timing = request.timing
    ended = timing["startTime"] + timing["responseEnd"]
    return request.url.startswith("http") and bool(ended < moment)


def answered(page: Page) -> float:
    """Draw on the sheet; return when the hero had been painted for it."""
    box = page.get_by_role("grid", name="Drawing grid", exact=True).first.bounding_box()
    assert box is not None
    since = page.evaluate("performance.now()")
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.up()
    handle = page.wait_for_function(REPAINTED, arg=since)
    return float(handle.json_value())


def wait_until_kept(page: Page) -> None:
    """Wait until the service worker holds the site: a repeat visit takes everything from there."""
    page.wait_for_function(
        "document.querySelector('#offline-mark').textContent === 'Ready offline'",
        timeout=TIMEOUT_MS,
    )


def both_visits(
    playwright: Playwright, address: str, condition: Condition, ours: bool, into: Visits
) -> None:
    """A first and a repeat visit by a browser that knew nothing."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=find(), args=["--no-sandbox"]
        )
        into.first.append(visit(context, address, condition, ours))
        visit(context, address, condition, ours)
        into.repeat.append(visit(context, address, condition, ours))
        context.close()


def measure(rounds: int) -> Iterator[tuple[Condition, Visits, Visits]]:
    """For each condition all visits to our page and to the stock page, made in turn."""
    with hosting(site()) as ours, hosting(stock()) as theirs, sync_playwright() as playwright:
        for condition in CONDITIONS:
            a, b = Visits(), Visits()
            for _ in range(rounds):
                both_visits(playwright, ours, condition, True, a)
                both_visits(playwright, theirs, condition, False, b)
            yield condition, a, b


def report(rounds: int, found: dict[str, Any]) -> Iterator[str]:
    """The table, line by line; the numbers go into `found`, too."""
    yield f"Start, ms after the navigation: median (least to greatest) of {rounds}"
    yield line("", "ours", "stock page", "ours / stock")
    for condition, ours, stock_page in measure(rounds):
        for name, a, b in (
            ("first visit", ours.first, stock_page.first),
            ("repeat visit", ours.repeat, stock_page.repeat),
        ):
            label = f"{name}, {condition.name}"
            ready, theirs = Sample([v.ready for v in a]), Sample([v.ready for v in b])
            paint, answer = Sample([v.paint for v in a]), Sample([v.answer for v in a])
            yield line(f"{label}: ready", str(ready), str(theirs), ratio(ready, theirs))
            yield line("  article painted", str(paint))
            yield line("  hero answered a stroke", str(answer))
            found[label] = {
                "ours": [vars(v) for v in a],
                "stock": [vars(v) for v in b],
                "ready, ours / stock": ready.median / theirs.median,
            }
        if condition is CONDITIONS[0]:
            sent = [
                f"{v.bytes / 1e6:.2f} MB, {v.requests} requests"
                for v in (ours.first[0], stock_page.first[0])
            ]
            yield line("  first visit, transferred until ready", *sent)
