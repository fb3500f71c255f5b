"""The clipboard: absent (plain http), refused (some frames), or silent while it asks you."""

from __future__ import annotations

from collections.abc import Callable

import js
from pyodide.ffi import JsException

from page.browser.dom import shown

COPIED, REFUSED = "Copied.", "The browser does not let the page copy. Select the text instead."


def copy(text: str, done: Callable[[], None], refused: Callable[[], None]) -> None:
    """Ask the browser to take `text`; one of both hears of it, at once, later or never."""
    clipboard = getattr(js.navigator, "clipboard", None)
    if not clipboard:
        refused()
        return
    try:
        copying = clipboard.writeText(text)
    except JsException:
        refused()
        return
    copying.then(shown(lambda _nothing: done()), shown(lambda _error: refused()))


def copy_shown(text: str, say: Callable[[str], None]) -> None:
    """Copy a text that can be selected as well, and say what became of that."""
    copy(text, lambda: say(COPIED), lambda: say(REFUSED))
