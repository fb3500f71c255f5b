"""Python's memory as a visit keeps it for the next one (assets/boot/memory.mjs)."""

from __future__ import annotations

from playwright.sync_api import Page

NOTE = "`unerase-again ${location.pathname}`"
# To be run in the page before a start: what was kept never comes, and Python does not start.
HOLD = """
    CacheStorage.prototype.match = () => { window.held = true; return new Promise(() => {}); };
"""
TIMEOUT_MS = 60_000


def went_on(page: Page) -> bool:
    """Whether this start went on from memory."""
    return bool(page.evaluate("performance.getEntriesByName('went on from memory').length"))


def wait_for_note(page: Page, state: str) -> None:
    """Wait until the page has written down that state of the memory."""
    page.wait_for_function(
        f"state => localStorage.getItem({NOTE})?.startsWith(state)",
        arg=state,
        timeout=TIMEOUT_MS,
    )
