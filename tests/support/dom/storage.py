"""localStorage and the clipboard, either of which may refuse."""

from __future__ import annotations

from collections.abc import Callable

from support.dom.clock import Clock
from support.dom.modules import JsException
from support.dom.values import Promise


class Storage:
    """Texts by name; with `refuses` it takes none and gives none.

    Windows that show the same site share what is kept; `told` is called when another changes it.
    """

    def __init__(self, told: Callable[[], None], shared: Storage | None = None) -> None:
        self.kept: dict[str, str] = shared.kept if shared else {}
        self.refuses = False
        self._tabs: list[Storage] = shared._tabs if shared else []
        self._tabs.append(self)
        self.told = told

    def getItem(self, key: str) -> str | None:
        self._check()
        return self.kept.get(key)

    def setItem(self, key: str, text: str) -> None:
        self._check()
        self.kept[key] = text
        for tab in self._tabs:
            if tab is not self:
                tab.told()

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
