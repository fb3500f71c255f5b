"""What is kept of a page test that failed: pictures of its pages, and a trace if one is asked for.

Set UNERASE_TRACE for a trace; `playwright show-trace` opens it.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path

from playwright.sync_api import BrowserContext, Error

FOLDER = Path(__file__).resolve().parents[2] / "build" / "failed"
PATIENCE_MS = 10_000
TRACED = bool(os.environ.get("UNERASE_TRACE"))

_kept: Counter[str] = Counter()


def watch(context: BrowserContext) -> None:
    """Begin a trace, if one is asked for."""
    if TRACED:
        context.tracing.start(screenshots=True, snapshots=True)


def keep(test: str, context: BrowserContext) -> None:
    """Save what the open pages of the test show, and the trace."""
    try:
        for page in context.pages:
            page.screenshot(path=place(test, "png"), timeout=PATIENCE_MS)
        if TRACED:
            context.tracing.stop(path=place(test, "zip"))
            watch(context)
    except Error as error:  # a page that has crashed or hangs shows nothing
        print(f"Not all of {test} was kept: {error.message}")


def forget(context: BrowserContext) -> None:
    """Begin the trace anew, for the next test."""
    if TRACED:
        context.tracing.stop()
        watch(context)


def place(test: str, suffix: str) -> Path:
    """A free name for a file of this test."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    name = re.sub(r"[^\w.-]+", "-", test.removeprefix("tests/")).strip("-")
    _kept[name + suffix] += 1
    number = _kept[name + suffix]
    return FOLDER / (f"{name}.{suffix}" if number == 1 else f"{name}-{number}.{suffix}")
