"""JavaScript's values: objects, lists, functions, promises and bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from types import SimpleNamespace
from typing import Any

from support.dom.clock import Clock


class Maker:
    """A constructor, which Python calls as `Name.new(…)`."""

    def __init__(self, new: Callable[..., Any]) -> None:
        self.new = new


class Items(list[Any]):
    """A JavaScript list or one of the DOM's collections."""

    @property
    def length(self) -> int:
        return len(self)

    def item(self, index: int) -> Any:
        """The one at this place, which has to be there."""
        return self[index]

    def at(self, index: int) -> Any:
        """The one at this place, or nothing."""
        return self[index] if -len(self) <= index < len(self) else None

    def includes(self, value: object) -> bool:
        return value in self


class Promise:
    """Kept by `keep`, broken by `fail`; who waits for it hears of it at the clock's next turn."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._waiting: list[tuple[Callable[[Any], object], Callable[[Any], object]]] = []
        self._outcome: tuple[bool, Any] | None = None

    def then(self, kept: Callable[[Any], object], failed: Callable[[Any], object]) -> None:
        self._waiting.append((kept, failed))
        self._tell()

    def keep(self, value: Any = None) -> Promise:
        self._outcome = (True, value)
        self._tell()
        return self

    def fail(self, message: str) -> Promise:
        self._outcome = (False, SimpleNamespace(message=message))
        self._tell()
        return self

    def _tell(self) -> None:
        if self._outcome is None:
            return
        good, value = self._outcome
        waiting, self._waiting = self._waiting, []
        for kept, failed in waiting:
            self._clock.soon(partial(kept if good else failed, value))


class Bytes:
    """An ArrayBuffer, or a typed array."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def to_bytes(self) -> bytes:
        return self.data

    def assign(self, data: bytes) -> None:
        """Take the bytes over; there must be as many."""
        assert len(data) == len(self.data), f"{len(data)} bytes for an array of {len(self.data)}"
        self.data = bytes(data)


class Blob:
    """A piece of data with its media type."""

    def __init__(self, parts: Iterable[Bytes], options: Any) -> None:
        self.data = b"".join(part.data for part in parts)
        self.type = str(options.type)


class File:
    """A file that the visitor has chosen."""

    def __init__(self, clock: Clock, data: bytes, name: str) -> None:
        self._clock, self._data, self.name = clock, data, name
        self.size = len(data)

    def arrayBuffer(self) -> Promise:
        return Promise(self._clock).keep(Bytes(self._data))


class Function:
    """A function that can be bound to what it is called with later."""

    def __init__(self, action: Callable[..., object]) -> None:
        self._action = action

    def __call__(self, *args: object) -> object:
        return self._action(*args)

    def bind(self, _this: object, *args: object) -> Callable[..., object]:
        return lambda *_more: self._action(*args)


def channel(clock: Clock) -> SimpleNamespace:
    """A MessageChannel; what is posted at port2 arrives at port1."""
    near = SimpleNamespace(onmessage=None)

    def post(message: object) -> None:
        clock.message(lambda: near.onmessage(SimpleNamespace(data=message)))

    return SimpleNamespace(port1=near, port2=SimpleNamespace(postMessage=post))
