"""localStorage, which may be full, refused or absent: the page then simply forgets."""

from __future__ import annotations

import js
from pyodide.ffi import JsException

KEY, SHELF = "unerase", "unerase-shelf"

# Refused by an error, or absent altogether: null has no getItem.
_REFUSED = (JsException, AttributeError)


def load(key: str = KEY) -> str:
    """What was kept last under this key, or an empty text."""
    try:
        return str(js.localStorage.getItem(key) or "")
    except _REFUSED:
        return ""


def save(text: str, key: str = KEY) -> bool:
    """Keep `text`; False when the browser would not have it."""
    try:
        js.localStorage.setItem(key, text)
    except _REFUSED:
        return False
    return True
