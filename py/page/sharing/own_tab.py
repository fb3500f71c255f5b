"""The way out of a frame that may not save: the figure as it stands, in a tab of its own."""

from __future__ import annotations

import js

from page.browser.dom import Element

# The address too, because a frame that may not save files may not open tabs either.
INSIDE = (
    '<a target="_blank" rel="noopener">Open the figure in its own tab</a>, or copy its address: '
    '<textarea aria-label="Address of the figure" rows="2" readonly></textarea>'
)


class OwnTab:
    """At the end of `place`, and only there once it is needed: hardly anybody meets it."""

    def __init__(self, place: Element) -> None:
        self._place = place
        self._box: Element = None

    def show(self, on: bool) -> None:
        """Have it there or not."""
        if on and self._box is None:
            self._box = js.document.createElement("p")
            self._box.setAttribute("class", "take")
            self._box.innerHTML = INSIDE
            self._place.append(self._box)
        if self._box is not None:
            self._box.hidden = not on
        if on:
            address = str(js.location.href)
            self._box.querySelector("a").href = address
            self._box.querySelector("textarea").value = address
