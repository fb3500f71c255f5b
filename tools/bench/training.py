"""How fast the figure *Learn* trains, and how the rest of the page answers meanwhile.

It trains only while it is in sight, so the first figure is put on the same screen with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from bench.answer import Answers
from bench.endurance import FIND_PYTHON, MB, held
from bench.host import hosting
from bench.pages import site
from bench.table import Sample, line
from chromium import find

DRAWINGS_STEPS, POINTS_STEPS = 800, 600
EARLY, LATE = 2_000, 12_000
"""Between these training steps memory must not grow."""
VIEWPORT = {"width": 1280, "height": 3000}
TWO_FIGURES = """() => {
    for (const part of document.querySelectorAll('main > *'))
        if (part.id !== 'hero' && !part.querySelector('#learn')) part.style.display = 'none';
    for (const part of document.querySelectorAll('#learn ~ .prose, .chapter > .prose'))
        if (part.parentElement.querySelector('#learn')) part.style.display = 'none';
}"""
TRAINED = """steps => {
    const started = performance.now();
    return new Promise(done => {
        const look = () => {
            const text = document.getElementById('learn-out-steps').value.replace(',', '');
            if (Number(text) >= steps) done((performance.now() - started) / 1000);
            else setTimeout(look, 20);
        };
        document.getElementById('learn-train').click();
        look();
    });
}"""
FRAMES = """seconds => new Promise(done => {
    let count = 0;
    const start = performance.now(), end = start + 1000 * seconds;
    const next = now => {
        count += 1;
        if (now < end) requestAnimationFrame(next);
        else done(count / (now - start) * 1000);
    };
    requestAnimationFrame(next);
})"""


def opened(browser: Browser, address: str) -> Page:
    """The page with two figures in sight: the first one, and *Learn*."""
    page = browser.new_page(viewport=VIEWPORT)  # type: ignore[arg-type]
    page.add_init_script(FIND_PYTHON)
    page.goto(address)
    page.wait_for_selector("html[data-app=ready]", timeout=90_000)
    page.evaluate(TWO_FIGURES)
    page.wait_for_selector("#learn[data-open]")
    return page


def report(rounds: int, found: dict[str, Any]) -> Iterator[str]:
    """The table, line by line; the numbers go into `found`, too."""
    drawings: list[float] = []
    points: list[float] = []
    moved: list[float] = []
    frames: list[float] = []
    with hosting(site()) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        for _ in range(rounds):
            page = opened(browser, address)
            drawings.append(page.evaluate(TRAINED, DRAWINGS_STEPS))
            moved += Answers.of(page, "#hero-grid").moved  # while it goes on training
            page.locator("#hero-forward").click()
            frames.append(page.evaluate(FRAMES, 2))
            page.locator("#learn-what input[value=points]").check()
            points.append(page.evaluate(TRAINED, POINTS_STEPS))
            page.close()
        page = opened(browser, address)
        page.evaluate(TRAINED, EARLY)
        early = held(page)
        page.evaluate(TRAINED, LATE)
        late = held(page)
        browser.close()
    found |= {
        f"{DRAWINGS_STEPS} steps of drawings, s": drawings,
        f"{POINTS_STEPS} steps of points, s": points,
        "a stroke from the move, ms": moved,
        "frames a second": frames,
        f"memory after {EARLY} steps": early,
        f"memory after {LATE} steps": late,
    }
    yield "Training in the figure Learn, with the first figure on the same screen"
    for name in list(found)[:2]:
        yield line(name, str(Sample(found[name])))
    yield line("a stroke from the move, ms, meanwhile", str(Sample(moved)))
    yield line("95 of 100 are within", f"{Sample(moved).share(0.95):.1f}")
    yield line("frames a second, meanwhile", str(Sample(frames)))
    names = ("JavaScript's heap, MB", "Python's memory, MB")
    for name, before, after in zip(names, early, late, strict=True):
        yield line(
            f"{name}, after {EARLY} and {LATE} steps", f"{before / MB:.1f}", f"{after / MB:.1f}"
        )
