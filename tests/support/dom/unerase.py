"""The hand-over from the boot script: archives are there, and trouble ends the test."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from support.dom.clock import Clock
from support.dom.values import Promise


class Trouble(AssertionError):
    """The page's own code broke; what it broke on is the cause of this."""


class Unerase:
    """What assets/boot/boot.mjs gives to Python. `losses` are the sentences about lost files."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.losses: list[str] = []
        self.early = SimpleNamespace(drawing="", stroke=None)
        self.lost_archives: set[str] = set()

    def sketch(self) -> Any:
        return self.early

    def more(self, archive: str) -> Promise:
        promise = Promise(self._clock)
        if archive in self.lost_archives:
            return promise.fail(f"{archive} did not arrive.")
        return promise.keep()

    def load(self, module: str) -> Promise:
        """JavaScript is not to be had here: what it would do is tested in a browser."""
        return Promise(self._clock).fail(f"{module} is JavaScript.")

    def idle(self, action: Callable[[Any], object], _patience: float) -> None:
        self._clock.soon(lambda: action(None))

    def trouble(self, what: str, trace: str) -> None:
        """Where a browser shows a panel, a test fails: the error itself is on its way up."""
        if trace:
            raise Trouble(what)
        self.losses.append(what)
