"""Python's memory, from which a visit goes on (assets/boot/memory/)."""

from __future__ import annotations

import os

from playwright.sync_api import Page

BUILT_IN = os.environ.get("MEMORY") != "0"
"""Whether the site is built with it."""

NOTE = "`unerase-memory ${location.pathname}`"
# To be run in the page before a start: the memory never comes, and Python does not start.
HOLD = """{
    const { fetch } = window;
    window.fetch = (asked, ...rest) => {
        if (!/memory\\.bin(\\.xz)?$/.test(asked?.url ?? asked)) return fetch(asked, ...rest);
        window.held = true;
        return new Promise(() => {});
    };
}"""
TIMEOUT_MS = 60_000


def went_on(page: Page) -> bool:
    """Whether this start went on from memory."""
    return bool(page.evaluate("performance.getEntriesByName('went on from memory').length"))
