"""Files: given to the visitor, and taken from them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import js

from page.browser.dom import guarded

KEPT_MS = 60_000


def save(data: bytes, name: str, kind: str) -> None:
    """Let the browser save `data` under `name`; `kind` is its media type."""
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


def read(file: Any, done: Callable[[bytes], None], failed: Callable[[], None]) -> None:
    """Read a File of the browser's."""
    both: list[Any] = []

    def settle(action: Callable[[Any], None]) -> Any:
        def run(outcome: Any) -> None:
            for proxy in both:  # only one of them is ever called
                proxy.destroy()
            action(outcome)

        both.append(guarded(run))
        return both[-1]

    file.arrayBuffer().then(
        settle(lambda content: done(content.to_bytes())), settle(lambda _error: failed())
    )
