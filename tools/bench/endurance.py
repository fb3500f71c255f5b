"""What the page holds after its start, and after ten thousand denoise-and-steps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Page, sync_playwright

from bench.host import hosting
from bench.pages import site
from bench.table import line
from chromium import find

WALKS, STEPS = 10, 1000
MB = 1e6
# The memory that Pyodide's module exports is Python's. To be run before the page's own scripts.
FIND_PYTHON = """
    for (const name of ['instantiate', 'instantiateStreaming']) {
        const kept = WebAssembly[name];
        WebAssembly[name] = async (source, imports) => {
            const made = await kept(source, imports);
            for (const one of Object.values((made.instance ?? made).exports))
                if (one instanceof WebAssembly.Memory) globalThis.pythonMemory ??= one;
            return made;
        };
    }
"""


def held(page: Page) -> tuple[float, float]:
    """Bytes of JavaScript's heap, after a collection, and of Python's memory."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("HeapProfiler.collectGarbage")
    devtools.send("Performance.enable")
    metrics = devtools.send("Performance.getMetrics")["metrics"]
    (heap,) = (one["value"] for one in metrics if one["name"] == "JSHeapUsedSize")
    return heap, page.evaluate("pythonMemory.buffer.byteLength")


def walk(page: Page) -> None:
    """Make a walk of a thousand steps, with other dice."""
    page.locator("#hero-another").click()
    page.locator("#hero-timestep").fill("0")
    page.wait_for_function("() => document.querySelector('#hero-out-mse').value === '0'")


def report(_rounds: int, found: dict[str, Any]) -> Iterator[str]:
    """The table, line by line; the numbers go into `found`, too."""
    with hosting(site()) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        page = browser.new_page()
        page.add_init_script(FIND_PYTHON)
        page.goto(f"{address}#steps={STEPS}&phase=reverse")
        page.wait_for_selector("html[data-app=ready]", timeout=90_000)
        start = held(page)
        for _ in range(WALKS):
            walk(page)
        end = held(page)
        browser.close()
    found |= {"after the start": start, f"after {WALKS * STEPS} steps": end}
    yield f"Memory, MB, after the start and after {WALKS * STEPS} steps"
    yield line("", "after the start", "after the steps")
    names = ("JavaScript's heap", "Python's memory")
    for name, before, after in zip(names, start, end, strict=True):
        yield line(name, f"{before / MB:.1f}", f"{after / MB:.1f}")
