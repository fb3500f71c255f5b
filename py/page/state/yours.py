"""What the visitor has written in the figure *The code* and run in this visit, by its kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["schedule", "denoiser", "sampler"]
KINDS: tuple[Kind, ...] = ("schedule", "denoiser", "sampler")
YOURS = "yours"
LABEL = "Yours (figure The code)"
"""What menus call it."""
REFUSED = "run in this visit first, in the figure The code"


class Broken(Exception):
    """The visitor's code failed, or answered what it must not.

    kind: of the part that failed; empty for a scratch cell. what: the sentence. line: of the
    visitor's text, 0 if none is to blame.
    """

    def __init__(self, kind: Kind | Literal[""], what: str, line: int = 0) -> None:
        super().__init__(kind, what, line)
        self.kind, self.what, self.line = kind, what, line

    def __str__(self) -> str:
        return f"Line {self.line}: {self.what}" if self.line else self.what


@dataclass(frozen=True, eq=False)
class Yours:
    """A part of the visitor's own, as it was run.

    name: what `text`, a Python module, calls it. make: it, watched and checked: a function of the
    number of steps that answers a Schedule, a function of (x0, examples) that answers a denoiser,
    or a sampler. It raises Broken.
    """

    kind: Kind
    name: str
    text: str
    make: Callable[..., Any]


_held: dict[Kind, Yours] = {}


def take(kind: Kind, yours: Yours | None) -> None:
    """Hold this one of its kind from now on, or none."""
    _held.pop(kind, None)
    if yours:
        _held[kind] = yours


def here(kind: Kind) -> bool:
    """Whether there is one in this visit."""
    return kind in _held


def missing(kind: Kind, name: str) -> str:
    """What has to be done before the one of this name can be chosen; empty if it can be."""
    return REFUSED if name == YOURS and not here(kind) else ""


def held(kind: Kind) -> Yours:
    """The one of this kind; raises LookupError if there is none."""
    return _held[kind]
