"""The part of the address after #, which carries the state."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

import js
from pyodide.ffi import JsException

from page.browser.dom import listen
from page.state.mangled import is_state
from page.state.table import begins_a_key


def state_of(fragment: str) -> str:
    """The state that the text after # spells; a mere place in the article (#limits) is none.

    Nor is a browser's own search for a text. A state may have been cut off within its first key.
    """
    text = fragment.partition(":~:")[0]
    if is_state(text):
        return text
    cut = begins_a_key(text) and not js.document.querySelectorAll(f"[id='{text}']").length
    return text if cut else ""


def read() -> str:
    """The state in the address, or an empty text."""
    return state_of(str(js.location.hash)[1:])


def base() -> str:
    """The address of the page without its query and its state."""
    return f"{js.location.origin}{js.location.pathname}"


class Address:
    """Keeps the address at the present state, and says when the visitor asks for another.

    Every entry of the history is marked with the number of the link that it grew from. Going back
    within one number is a move on the page and leaves the state as it is; a link that was pasted
    begins another number, and Back from it returns to the state before.
    """

    def __init__(self, taken: Callable[[str], None], stay: Callable[[], None]) -> None:
        """`taken` gets the state of another link; `stay` is to write the present one again."""
        self._taken, self._stay = taken, stay
        self._links = self._link = int(_mark() or 0)
        self._seen = str(js.location.hash)
        listen(js.window, "hashchange", self._on_change)

    def write(self, text: str) -> None:
        """Spell the state `text` in the address, without adding to the history."""
        if str(js.location.hash) != self._seen:
            return  # another link has been asked for: the event that says so is on its way
        fragment = f"#{text}" if text else ""
        if str(js.location.hash) == fragment and _mark() == self._link:
            return
        address = f"{js.location.pathname}{js.location.search}{fragment}"
        # A browser may refuse (too often, or in some frames): the page goes on without.
        with contextlib.suppress(JsException):
            js.history.replaceState(self._link, "", address)
        self._seen = str(js.location.hash)

    def _on_change(self, event: Any) -> None:
        # From the event, not from the address, which may have been written again since.
        fragment = str(event.newURL).partition("#")[2]
        self._seen = str(js.location.hash)
        mark = _mark()
        if mark == self._link or (fragment and not state_of(fragment)):
            self._stay()
            return
        self._links += mark is None
        self._link = self._links if mark is None else mark
        self._taken(state_of(fragment))


def _mark() -> int | None:
    """The number on the present entry of the history; None on one that the page has not seen."""
    state = js.history.state
    return int(state) if isinstance(state, (int, float)) else None
