"""localStorage, which may be full, refused or absent: the page then simply forgets."""

from __future__ import annotations

from contextlib import suppress

import js
from pyodide.ffi import JsException

KEY, SHELF, CODE, CHECK = "unerase", "unerase-shelf", "unerase-code", "unerase-check"
"""What these are called; where they are kept, assets/boot/first.js says."""

# Refused by an error, or absent altogether: null has no getItem.
_REFUSED = (JsException, AttributeError)


def load(name: str = KEY) -> str | None:
    """What was kept last under this name; None when nothing was."""
    try:
        found = js.localStorage.getItem(js.storageKey(name))
    except _REFUSED:
        return None
    return found if isinstance(found, str) else None  # JavaScript's null is a value of its own


def save(text: str, name: str = KEY) -> bool:
    """Keep `text`; False when the browser would not have it."""
    try:
        js.localStorage.setItem(js.storageKey(name), text)
    except _REFUSED:
        return False
    return True


def forget(name: str) -> None:
    """Keep nothing under this name, if anything was."""
    with suppress(*_REFUSED):
        js.localStorage.removeItem(js.storageKey(name))
