"""Files: given to the visitor, and taken from them."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any

import js
from pyodide.ffi import JsException

from page.browser.dom import shown

KEPT_MS = 60_000
WAY_OUT = (
    "the page around this figure does not allow downloads. "
    "Open the figure in its own tab and save there."
)
REFUSED = f"Nothing was saved: {WAY_OUT}"


class Downloads(Enum):
    """Whether files can be saved here. No browser tells when it throws a file away."""

    ALLOWED = "allowed"
    FORBIDDEN = "forbidden"
    UNKNOWN = "unknown"


def downloads() -> Downloads:
    """What the frames around this page tell; a frame of another site tells nothing."""
    try:
        window = js.window
        while frame := window.frameElement:
            if frame.hasAttribute("sandbox") and not frame.sandbox.contains("allow-downloads"):
                return Downloads.FORBIDDEN
            window = window.parent
        return Downloads.ALLOWED if window == window.parent else Downloads.UNKNOWN
    except JsException:  # a window of another site lets nobody look at it
        return Downloads.UNKNOWN


def save(data: bytes, name: str, kind: str) -> str:
    """Let the browser save `data` under `name`, and say so; `kind` is its media type.

    Where `downloads()` are forbidden nothing is saved.
    """
    allowed = downloads()
    if allowed is Downloads.FORBIDDEN:
        return REFUSED
    content = js.Uint8Array.new(len(data))
    content.assign(data)
    options = js.Object.new()
    options.type = kind
    address = js.URL.createObjectURL(js.Blob.new(js.Array.of(content), options))
    anchor = js.document.createElement("a")
    anchor.href, anchor.download = address, name
    anchor.click()
    # Some browsers begin to read it only later.
    js.setTimeout(js.URL.revokeObjectURL.bind(js.URL, address), KEPT_MS)
    file = f"{name}, {_size(len(data))}."
    if allowed is Downloads.ALLOWED:
        return f"Saved {file}"
    return f"Handed to the browser: {file} If no file appears, {WAY_OUT}"


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{max(1, round(count / 1e3))} kB"


def read(file: Any, done: Callable[[bytes], None], failed: Callable[[], None]) -> None:
    """Read a File of the browser's."""
    on_content = shown(lambda content: done(content.to_bytes()))
    file.arrayBuffer().then(on_content, shown(lambda _error: failed()))
