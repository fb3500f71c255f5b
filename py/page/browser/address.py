"""The part of the address after #, which carries the state."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

import js
from pyodide.ffi import JsException

from page.browser.dom import listen


def read() -> str:
    """The hash without its #."""
    return str(js.location.hash)[1:]


def write(text: str) -> None:
    """Replace the hash without adding to the history."""
    if read() != text:
        path = f"{js.location.pathname}{js.location.search}"
        # A browser may refuse (too often, or in some frames): the page goes on without.
        with contextlib.suppress(JsException):
            js.history.replaceState(None, "", f"{path}#{text}" if text else path)


def on_change(action: Callable[[str], None]) -> None:
    """Call `action` with the new hash when the visitor changes it (a pasted link, Back)."""
    # From the event, not from the address, which may have been written again since.
    listen(js.window, "hashchange", lambda event: action(str(event.newURL).partition("#")[2]))
