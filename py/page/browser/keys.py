"""Keys: which of them are the page's, and which the browser's or a text field's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

_LATIN_ENDS = "\u0250"


@dataclass(frozen=True)
class Key:
    """A key pressed alone or with Shift, by the browser's name; `held` when it repeats itself."""

    name: str
    shift: bool
    held: bool


def plain_keys(action: Callable[[Key], bool]) -> Callable[[Any], None]:
    """A listener for keydown. Keys that `action` takes, by answering True, do nothing else.

    With Alt, Ctrl or ⌘ a key is the browser's: Alt+Left goes back.
    """

    def pressed(event: Any) -> None:
        if not _is_key(event) or event.altKey or event.ctrlKey or event.metaKey:
            return
        if action(Key(str(event.key), bool(event.shiftKey), bool(event.repeat))):
            event.preventDefault()

    return pressed


def escape_key(action: Callable[[], None]) -> Callable[[Any], None]:
    """A listener for keydown: Escape does it."""

    def pressed(key: Key) -> bool:
        if key.name != "Escape":
            return False
        action()
        return True

    return plain_keys(pressed)


def undo_keys(undo: Callable[[], None], redo: Callable[[], None]) -> Callable[[Any], None]:
    """A listener for keydown: Ctrl/⌘+Z undoes, with Shift (or Ctrl+Y) redoes.

    Where text is typed, both are the field's own.
    """

    def pressed(event: Any) -> None:
        action = {"undo": undo, "redo": redo}.get(_shortcut(event))
        if action and not takes_text(event.target):
            event.preventDefault()
            action()

    return pressed


def takes_text(target: Any) -> bool:
    """Whether one can type or paste there."""
    matches = getattr(target, "matches", None)  # a piece of text has none
    return bool(matches and matches(":read-write"))


def _is_key(event: Any) -> bool:
    # What browsers and extensions send when they fill in a form is no event of a keyboard's. An
    # input method that is composing a character needs its keys for itself.
    return not getattr(event, "isComposing", True)


def _shortcut(event: Any) -> str:
    # Ctrl with Alt is AltGr: it writes a character. ⌘+Y is the history of a browser on a Mac.
    if not _is_key(event) or event.altKey or bool(event.ctrlKey) == bool(event.metaKey):
        return ""
    letter = _letter(event)
    if letter == "z":
        return "redo" if event.shiftKey else "undo"
    return "redo" if letter == "y" and event.ctrlKey and not event.shiftKey else ""


def _letter(event: Any) -> str:
    """What the key writes, or, where that is no Latin character, the letter of its place."""
    key = str(event.key)
    if len(key) == 1 and key < _LATIN_ENDS:
        return key.lower()
    return str(event.code).removeprefix("Key").lower()
