"""The hand-over from the boot script (assets/boot/boot.mjs), and what to do when it breaks."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import dataclass

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


@dataclass(frozen=True)
class OpenStroke:
    """A stroke that began before Python was there: its pointer, its last cell and its value.

    `before` is the drawing before it, as a link spells it.
    """

    pointer: int
    kind: str
    cell: tuple[int, int]
    ink: bool
    before: str


def early_sketch() -> tuple[str, OpenStroke | None]:
    """The drawing made while Python was loading, as a link spells it, and a stroke still open.

    The drawing is empty when there is none. Asked once: the boot script then stops listening.
    """
    sketch = js.unerase.sketch()
    stroke = sketch.stroke
    if not stroke:
        return str(sketch.drawing), None
    return str(sketch.drawing), OpenStroke(
        int(stroke.pointer),
        str(stroke.kind),
        (int(stroke.y), int(stroke.x)),
        bool(stroke.value),
        str(stroke.before),
    )


def report_trouble(what: str) -> None:
    """Show the exception being handled to the visitor and in the console; the page lives on."""
    trace = traceback.format_exc()
    js.unerase.trouble(what, trace)
    js.console.error(trace)


def report_loss(what: str) -> None:
    """Say that something did not arrive; the page lives on without it."""
    js.unerase.trouble(what, "")


def embedded() -> str:
    """The figure that this page shows alone in another one, or an empty text."""
    return str(js.document.documentElement.getAttribute("data-embed") or "")


def embedding_notice() -> str:
    """What could not be used of the request for an embed, in a sentence, or an empty text."""
    return str(js.document.documentElement.getAttribute("data-embed-notice") or "")
