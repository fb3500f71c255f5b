"""localStorage, which may be full, refused or absent: the page then simply forgets."""

from __future__ import annotations

import js
from pyodide.ffi import JsException

KEY = "unerase"


def load() -> str:
    """What was kept last, or an empty text."""
    try:
        return str(js.localStorage.getItem(KEY) or "")
    except JsException:
        return ""


def save(text: str) -> bool:
    """Keep `text`; False when the browser would not have it."""
    try:
        js.localStorage.setItem(KEY, text)
    except JsException:
        return False
    return True
