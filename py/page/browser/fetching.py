"""Files of this site that only some visitors need, fetched when they do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import js

from page.browser.dom import shown
from page.denoisers import weights

Done = Callable[[], None]
Failed = Callable[[str], None]


class Needed:
    """Something that only some visitors need: asked for once at a time, and again after a failure.

    A subclass begins to fetch it in `fetch`, and calls `end`.
    """

    def __init__(self) -> None:
        self._waiting: list[tuple[Done, Failed]] = []

    def need(self, done: Done, failed: Failed) -> None:
        """Fetch it; call `done` once it is here, or `failed` with a sentence."""
        self._waiting.append((done, failed))
        if len(self._waiting) == 1:
            self.fetch()

    def fetch(self) -> None:
        """Begin to fetch it."""
        raise NotImplementedError

    def end(self, wrong: str = "") -> None:
        """It is here, or `wrong` says why not."""
        waiting, self._waiting = self._waiting, []
        for done, failed in waiting:
            if wrong:
                failed(wrong)
            else:
                done()


class Fetched(Needed):
    """One file. `take` gets its bytes and raises ValueError when they are not what they should be;
    `what` begins the sentence that says so.
    """

    def __init__(self, path: str, what: str, take: Callable[[bytes], None]) -> None:
        super().__init__()
        self._path, self._what, self._take = path, what, take

    def fetch(self) -> None:
        js.fetch(self._path).then(shown(self._answered), shown(self._lost))

    def _answered(self, answer: Any) -> None:
        if answer.ok:
            answer.arrayBuffer().then(shown(self._arrived), shown(self._lost))
        else:
            self._lost(answer)

    def _lost(self, _error: Any, wrong: str = "did not arrive") -> None:
        self.end(f"{self._what} {wrong}. Check the connection and choose it again.")

    def _arrived(self, content: Any) -> None:
        try:
            self._take(content.to_bytes())
        except ValueError as error:
            self._lost(error, "arrived damaged")
        else:
            self.end()


WEIGHTS = Fetched(weights.PATH, "The weights of the learner", weights.take)
