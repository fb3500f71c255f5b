"""Undo and redo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")
DEPTH = 200


class History(Generic[T]):
    """A line of past and future values around a present one that the caller holds."""

    def __init__(self) -> None:
        self._past: list[T] = []
        self._future: list[T] = []

    def record(self, before: T) -> None:
        """`before` was just replaced by something new: it can be undone, and redo is void."""
        self._past.append(before)
        del self._past[:-DEPTH]
        self._future.clear()

    def slip_in(self, value: T) -> None:
        """Let undo come by `value`, too, beneath what has been replaced last."""
        if value not in self._past:
            self._past.insert(max(0, len(self._past) - 1), value)

    def rewrite(self, each: Callable[[T], T]) -> None:
        """Put another value in the place of each."""
        self._past = [each(value) for value in self._past]
        self._future = [each(value) for value in self._future]

    def undo(self, present: T) -> T:
        """The value before `present`, or `present` when there is none."""
        if not self._past:
            return present
        self._future.append(present)
        return self._past.pop()

    def redo(self, present: T) -> T:
        """The value that was undone last, or `present` when there is none."""
        if not self._future:
            return present
        self._past.append(present)
        return self._future.pop()

    @property
    def can_undo(self) -> bool:
        """Whether `undo` would change anything."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether `redo` would change anything."""
        return bool(self._future)
