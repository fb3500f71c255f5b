"""The address and the history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass
class Location:
    """https://example.org/unerase/?search#hash"""

    hash: str
    search: str = ""
    origin: str = "https://example.org"
    pathname: str = "/unerase/"

    @property
    def href(self) -> str:
        return f"{self.origin}{self.pathname}{self.search}{self.hash}"


class History:
    """Entries with a mark each; `moved` is told of each new address, except from the page."""

    def __init__(self, location: Location, moved: Callable[[str], None]) -> None:
        self._location, self._moved = location, moved
        self._entries: list[tuple[str, int | None]] = [(location.hash, None)]
        self._at = 0

    @property
    def state(self) -> int | None:
        return self._entries[self._at][1]

    @property
    def length(self) -> int:
        return len(self._entries)

    def replaceState(self, state: int, title: str, address: str) -> None:
        path, _, fragment = address.partition("#")
        assert (title, path) == ("", self._location.pathname + self._location.search)
        self._location.hash = f"#{fragment}" if fragment else ""
        self._entries[self._at] = (self._location.hash, state)

    def visit(self, fragment: str) -> None:
        """The visitor follows a link within the page."""
        if f"#{fragment}" == self._location.hash:
            return
        self._entries[self._at + 1 :] = [(f"#{fragment}", None)]
        self.go(1)

    def go(self, by: int) -> None:
        """The visitor goes back, or forward."""
        self._at += by
        self._location.hash = self._entries[self._at][0]
        self._moved(self._location.href)
