"""What the page holds when each figure has been opened, and does when nobody does anything."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Page, sync_playwright

from bench.endurance import FIND_PYTHON, MB, held
from bench.host import hosting
from bench.pages import site
from bench.table import line
from chromium import find
from page.figures.catalogue import ALL

MINUTE_MS = 60_000
SETTLED_MS = 10_000
"""By then the files for offline use have come, and what is kept has been written."""
ASKS = ("requestAnimationFrame", "setTimeout", "setInterval", "requestIdleCallback")
# How often callbacks run that the page has asked for. To be run before the page's own scripts.
COUNT = f"""
    window.ran = {{}};
    for (const name of {list(ASKS)}) {{
        const kept = window[name];
        window[name] = (action, ...rest) => kept.call(window, (...given) => {{
            window.ran[name] = (window.ran[name] ?? 0) + 1;
            return action(...given);
        }}, ...rest);
    }}
"""


def at_rest(page: Page) -> dict[str, float]:
    """What runs in a minute, and how long that takes, in ms."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Performance.enable")

    def worked() -> float:
        metrics = devtools.send("Performance.getMetrics")["metrics"]
        (seconds,) = (one["value"] for one in metrics if one["name"] == "TaskDuration")
        return 1000 * float(seconds)

    page.wait_for_timeout(SETTLED_MS)
    before = worked()
    page.evaluate("window.ran = {}")
    page.wait_for_timeout(MINUTE_MS)
    ran: dict[str, float] = page.evaluate("window.ran")
    return {name: ran.get(name, 0) for name in ASKS} | {"main thread, ms": worked() - before}


def report(_rounds: int, found: dict[str, Any]) -> Iterator[str]:
    """The table, line by line; the numbers go into `found`, too."""
    with hosting(site()) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        page = browser.new_page()
        page.add_init_script(FIND_PYTHON)
        page.add_init_script(COUNT)
        page.goto(address)
        page.wait_for_selector("html[data-app=ready]", timeout=90_000)
        yield "Memory, MB, after each figure was opened and made"
        yield line("", "JavaScript's heap", "Python's memory")
        for entry in ALL:
            page.locator(f"#{entry.name}").scroll_into_view_if_needed()
            page.wait_for_selector(f"#{entry.name}[data-open][data-making='']", timeout=90_000)
            found[entry.title] = held(page)
            yield line(entry.title, *(f"{each / MB:.1f}" for each in found[entry.title]))
        found["at rest"] = at_rest(page)
        browser.close()
    yield "At rest, with the last figure in sight: callbacks in a minute"
    for name, count in found["at rest"].items():
        yield line(name, f"{count:.0f}")
