"""Files of this site that only some visitors need, fetched when they do."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

import js

from page.browser.dom import guarded
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
            js.fetch(self._path).then(self._on_answer, self._on_failure)

    @cached_property
    def _on_answer(self) -> Any:
        return guarded(self._answered)

    @cached_property
    def _on_content(self) -> Any:
        return guarded(self._arrived)

    @cached_property
    def _on_failure(self) -> Any:
        return guarded(lambda _error: self._end("did not arrive"))

    def _answered(self, answer: Any) -> None:
        if answer.ok:
            answer.arrayBuffer().then(self._on_content, self._on_failure)
        else:
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
