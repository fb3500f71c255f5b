"""Files of this site that only some visitors need, fetched when they do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import js

from page.browser.dom import shown
from page.denoisers import weights

Done = Callable[[], None]
Failed = Callable[[str], None]


class Fetched:
    """One file. It is asked for at most once at a time, and again after a failure.

    `take` gets its bytes and raises ValueError when they are not what they should be; `what` begins
    the sentence that says so.
    """

    def __init__(self, path: str, what: str, take: Callable[[bytes], None]) -> None:
        self._path, self._what, self._take = path, what, take
        self._waiting: list[tuple[Done, Failed]] = []

    def need(self, done: Done, failed: Failed) -> None:
        """Fetch it; call `done` once it has been taken, or `failed` with a sentence."""
        self._waiting.append((done, failed))
        if len(self._waiting) == 1:
            js.fetch(self._path).then(shown(self._answered), shown(self._lost))

    def _answered(self, answer: Any) -> None:
        if answer.ok:
            answer.arrayBuffer().then(shown(self._arrived), shown(self._lost))
        else:
            self._lost(answer)

    def _lost(self, _error: Any) -> None:
        self._end("did not arrive")

    def _arrived(self, content: Any) -> None:
        try:
            self._take(content.to_bytes())
        except ValueError:
            self._end("arrived damaged")
        else:
            self._end("")

    def _end(self, wrong: str) -> None:
        waiting, self._waiting = self._waiting, []
        for done, failed in waiting:
            if wrong:
                failed(f"{self._what} {wrong}. Check the connection and choose it again.")
            else:
                done()


WEIGHTS = Fetched(weights.PATH, "The weights of the learner", weights.take)
