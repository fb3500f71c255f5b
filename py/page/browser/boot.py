"""The hand-over from the boot script (assets/boot/boot.mjs), and what to do when it breaks."""

from __future__ import annotations

import traceback
from collections.abc import Callable

import js


def guarded_start(start: Callable[[], None]) -> None:
    """Run `start`; an exception ends in the page's failure panel instead of in silence."""
    js.unerase.stage("Starting the engine", 0.95)
    try:
        start()
    except Exception:
        trace = traceback.format_exc()
        failure = js.Object.new()
        failure.what = "The page's own Python raised an error while starting."
        failure.error = trace
        failure.ours = True
        js.unerase.fail(failure)
        js.console.error(trace)
    else:
        js.unerase.ready()


def early_sketch() -> str:
    """The drawing made while Python was loading, as a link spells it; empty when there is none."""
    return str(js.unerase.sketch())


def report_trouble(what: str) -> None:
    """Show the exception being handled to the visitor and in the console; the page lives on."""
    trace = traceback.format_exc()
    js.unerase.trouble(what, trace)
    js.console.error(trace)
