"""How settings are spelled after the # of a link: one table of properties for each figure.

Unknown keys are ignored; a bad value falls back to the default and is reported.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from page.state.mangled import readings

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

S = TypeVar("S", bound="DataclassInstance")
SHOWN_CHARACTERS = 24

KEYS: set[str] = set()
"""The keys of all tables: what this page knows."""


def looks_cut(text: str) -> bool:
    """Whether a value was shortened, or another pair sticks to it: more is missing than is seen."""
    return "…" in text or ".." in text or any(f"&{key}=" in text for key in KEYS)


def begins_a_key(text: str) -> bool:
    """Whether a text may be a key that was cut off."""
    return any(key.startswith(text) for key in KEYS)


class Spelled:
    """How a link spells a setting, and what it calls it: by its field's name if `key` is empty.

    `read` raises ValueError, with what is allowed as its message, when the text is no such value.
    """

    def __init__(
        self, read: Callable[[str], Any], write: Callable[[Any], str] = str, key: str = ""
    ) -> None:
        self.read, self.write, self.key = read, write, key


class Made(Spelled):
    """What is made by hand: a link that has none takes none away."""


class Property(NamedTuple):
    """One key of the link, the settings field that it stands for, and how that is spelled."""

    key: str
    field: str
    spelled: Spelled

    def understand(self, text: str) -> tuple[Any, str]:
        """The value that a text spells, and the text without what was stuck to it on its way."""
        wrong: ValueError | None = None
        for one in readings(text):
            try:
                return self.spelled.read(one), one
            except ValueError as refused:
                wrong = wrong or refused
        assert wrong
        raise wrong


class Table(Generic[S]):
    """The keys of one figure, which all begin with `prefix`, and what holds where they are absent.

    `kind` is a dataclass; a field that a link may set is annotated with how it is spelled, as in
    `seed: Annotated[int, Spelled(whole(0, 9))] = 0`. `mend` returns settings whose values fit each
    other, and what is allowed where they did not.
    """

    def __init__(
        self,
        prefix: str,
        kind: type[S],
        mend: Callable[[S], tuple[S, str]] = lambda settings: (settings, ""),
    ) -> None:
        self.prefix, self.default, self._mend = prefix, kind(), mend
        self.properties = tuple(
            Property(spelled.key or field, field, spelled)
            for field, hint in kind.__annotations__.items()
            for spelled in getattr(hint, "__metadata__", ())
        )
        KEYS.update(self.prefix + p.key for p in self.properties)

    def encode(self, settings: S) -> dict[str, str]:
        """Key and text of each value that is not at its default."""
        return {
            self.prefix + p.key: p.spelled.write(value)
            for p in self.properties
            if (value := getattr(settings, p.field)) != getattr(self.default, p.field)
        }

    def decode(self, given: Mapping[str, str], source: str = "The link") -> tuple[S, list[str]]:
        """The settings that texts by key spell, and a sentence for each that could not be used.

        `source` begins these sentences: it says where the texts came from.
        """
        values: dict[str, Any] = {}
        complaints: list[str] = []
        for p in self.properties:
            key = self.prefix + p.key
            if key in given:
                said = f"{source} says {key}={_shortened(given[key])}"
                try:
                    values[p.field], text = p.understand(given[key])
                except ValueError as allowed:
                    complaints.append(f"{said}, which must be {allowed}.")
                else:
                    if text != given[key] and looks_cut(given[key]):
                        complaints.append(f"{said}, which looks cut off.")
        settings, wrong = self._mend(replace(self.default, **values))
        if wrong:
            complaints.append(f"{source} says {self.prefix}{wrong}.")
        return settings, complaints


def _shortened(text: str) -> str:
    return text if len(text) <= SHOWN_CHARACTERS else text[:SHOWN_CHARACTERS] + "…"


def whole(low: int, high: int) -> Callable[[str], int]:
    """Reads a whole number from low to high, both included, of at most ten digits."""

    def read(text: str) -> int:
        # Ten digits hold the largest seed; int() refuses very long ones with words of its own.
        if not (re.fullmatch("[0-9]{1,10}", text) and low <= int(text) <= high):
            raise ValueError(f"a whole number from {low} to {high}")
        return int(text)

    return read


def number(low: float, high: float) -> Callable[[str], float]:
    """Reads a plain decimal number from low to high, both included."""

    def read(text: str) -> float:
        if not (re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,6})?", text) and low <= float(text) <= high):
            raise ValueError(f"a number from {low:g} to {high:g}")
        return float(text)

    return read


def write_number(value: float) -> str:
    """Writes what `number` reads: plainly, however small."""
    return f"{value:.6f}".rstrip("0").rstrip(".")


def one_of(*allowed: str) -> Callable[[str], str]:
    """Reads one of these words."""

    def read(text: str) -> str:
        if text not in allowed:
            raise ValueError(f"one of {', '.join(allowed)}")
        return text

    return read


def switch(text: str) -> bool:
    """Reads `1` or `0`."""
    return one_of("1", "0")(text) == "1"


def write_switch(on: bool) -> str:
    """Writes what `switch` reads."""
    return str(int(on))


def packed(allowed: str, fits: Callable[[bytes], bool]) -> Callable[[str], bytes]:
    """Reads bytes, spelled in base64url without padding, that `fits`; `allowed` says which."""

    def read(text: str) -> bytes:
        try:
            found = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            found = None
        if found is None or not fits(found):
            raise ValueError(allowed)
        return found

    return read


def write_packed(data: bytes) -> str:
    """Writes what `packed` reads."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
