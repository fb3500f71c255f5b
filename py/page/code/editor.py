"""The editor and the colours of code: CodeMirror, fetched when code is first shown.

Until it is there, and where it does not arrive, the page's own <textarea> is the editor, and code
has one colour.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import js

from page.browser.dom import Element, guarded, listen, set_text, shown

EDITOR = "assets/editor/editor.mjs"


class Code:
    """Texts in colours, as soon as those have arrived."""

    def __init__(self) -> None:
        self._module: Any = None
        self._asked = False
        self._waiting: list[Callable[[Any], None]] = []

    def need(self, done: Callable[[Any], None]) -> None:
        """Call `done` with the module assets/editor/editor.mjs; never, if it does not arrive."""
        if self._module is not None:
            done(self._module)
            return
        self._waiting.append(done)
        if not self._asked:
            self._asked = True
            js.unerase.load(EDITOR).then(shown(self._arrived), shown(self._lost))

    def _arrived(self, module: Any) -> None:
        self._module = module
        waiting, self._waiting = self._waiting, []
        for done in waiting:
            done(module)

    def _lost(self, error: Any) -> None:
        self._asked = False  # the next who needs it asks again
        js.console.info(f"The editor did not arrive: {error}")

    def colour(self, element: Element, text: str) -> None:
        """Write Python into an element."""
        set_text(element, text)
        self.need(lambda module: module.colour(element, text))


CODE = Code()


class Editor:
    """The text of a <textarea>.

    `changed` is told of the visitor's changes; `run` of Ctrl+Enter, which only CodeMirror knows.
    """

    def __init__(
        self, area: Element, changed: Callable[[str], None], run: Callable[[], None]
    ) -> None:
        self._area, self._changed, self._run = area, changed, run
        self._view: Any = None
        self._blamed = 0
        listen(area, "input", lambda _event: changed(str(area.value)))
        CODE.need(self._arrived)

    def _arrived(self, module: Any) -> None:
        focused = bool(self._area.matches(":focus"))
        self._view = module.edit(self._area, guarded(self._typed), guarded(self._run))
        self._view.blame(self._blamed)
        if focused:
            self._view.focus()

    def _typed(self, text: str) -> None:
        self._area.value = text
        self._changed(text)

    @property
    def text(self) -> str:
        """What stands there."""
        return str(self._area.value)

    def show(self, text: str) -> None:
        """Have another text there, which begins with this."""
        self._area.value = text
        if self._view is not None:
            self._view.show(text)

    def put(self, text: str) -> None:
        """Change the text to this; the visitor can undo it."""
        self._area.value = text
        if self._view is not None:
            self._view.put(text)

    def blame(self, line: int) -> None:
        """Mark a line; 0 for none."""
        self._blamed = line
        if self._view is not None:
            self._view.blame(line)
