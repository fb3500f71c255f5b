"""localStorage, which may be full, refused or absent: the page then simply forgets."""

from __future__ import annotations

import js
from pyodide.ffi import JsException

KEY = "unerase"

# Refused by an error, or absent altogether: null has no getItem.
_REFUSED = (JsException, AttributeError)


def load() -> str:
    """What was kept last, or an empty text."""
    try:
        return str(js.localStorage.getItem(KEY) or "")
    except _REFUSED:
        return ""


def save(text: str) -> bool:
    """Keep `text`; False when the browser would not have it."""
    try:
        js.localStorage.setItem(KEY, text)
    except _REFUSED:
        return False
    return True
