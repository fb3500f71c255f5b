"""localStorage and the clipboard, either of which may refuse."""

from __future__ import annotations

from support.dom.clock import Clock
from support.dom.modules import JsException
from support.dom.values import Promise


class Storage:
    """Texts by name; with `refuses` it takes none and gives none."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.refuses = False

    def getItem(self, key: str) -> str | None:
        self._check()
        return self.kept.get(key)

    def setItem(self, key: str, text: str) -> None:
        self._check()
        self.kept[key] = text

    def _check(self) -> None:
        if self.refuses:
            raise JsException("SecurityError")


class Clipboard:
    """What was copied last; with `refuses` nothing is, with `asks` the visitor is asked first.

    `asked` are the promises that wait for an answer.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.text = ""
        self.refuses = self.asks = False
        self.asked: list[Promise] = []

    def writeText(self, text: str) -> Promise:
        if self.asks:
            self.asked.append(Promise(self._clock))
            return self.asked[-1]
        if self.refuses:
            return Promise(self._clock).fail("NotAllowedError")
        self.text = text
        return Promise(self._clock).keep()
