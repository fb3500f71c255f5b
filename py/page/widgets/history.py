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


class Undoable:
    """What somebody draws, as bytes: a stroke, from `begin` to `end`, is undone as one.

    `changed(packed)` is called whenever it may be another, `drawn()` at the end of a stroke.
    """

    def __init__(
        self, packed: bytes, changed: Callable[[bytes], None], drawn: Callable[[], None]
    ) -> None:
        self.packed = packed
        self.history: History[bytes] = History()
        self._changed, self._drawn = changed, drawn
        self._before: bytes | None = None  # what was there before the stroke that is under way

    def begin(self) -> None:
        """Begin a stroke; one that is under way is closed first."""
        self.end()
        self._before = self.packed

    def go_on(self, packed: bytes) -> None:
        """What the stroke under way, or a new one, has come to."""
        if self._before is None:
            self.begin()
        self._restore(packed)

    def end(self) -> None:
        """Close the stroke: it can now be undone."""
        before, self._before = self._before, None
        if before is not None and before != self.packed:
            self.history.record(before)
            self._drawn()

    def withdraw(self) -> None:
        """Back to what was there before the stroke under way, as if there had been none."""
        before, self._before = self._before, None
        if before is not None:
            self._restore(before)

    def replace(self, packed: bytes) -> None:
        """Take something else, undoably."""
        self.begin()
        self._restore(packed)
        self.end()

    def show(self, packed: bytes) -> None:
        """Take what came from elsewhere, undoably, and tell nobody."""
        self.end()
        self.history.record(self.packed)
        self.packed = packed

    def undo(self) -> None:
        """Back to before the last stroke."""
        self.end()
        self._restore(self.history.undo(self.packed))

    def redo(self) -> None:
        """Forward to what was undone."""
        self.end()
        self._restore(self.history.redo(self.packed))

    def _restore(self, packed: bytes) -> None:
        self.packed = packed
        self._changed(packed)
