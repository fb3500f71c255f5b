"""The texts that visitors are at, by part; the browser keeps them, and nobody runs them."""

from __future__ import annotations

import json
from collections.abc import Callable

from page.code.running import MOST_CHARACTERS

Load = Callable[[], str | None]
Save = Callable[[str], bool]


class Texts:
    """What differs from the texts to begin with, as the storage keeps it.

    Read again before it is written: another tab may have changed another part's.
    """

    def __init__(self, load: Load, save: Save) -> None:
        self._load, self._save = load, save
        self._here: dict[str, str] = {}  # what could not be kept

    def get(self, part: str) -> str | None:
        """The text of that part; None if it was not changed."""
        return self._here.get(part, self._kept().get(part))

    def put(self, part: str, text: str | None) -> bool:
        """Keep a text, or none; whether the browser has kept it."""
        texts = self._kept()
        texts.pop(part, None)
        self._here.pop(part, None)
        short = text is None or len(text) <= MOST_CHARACTERS
        if text is not None and short:
            texts[part] = text
        saved = self._save(json.dumps(texts))
        if text is not None and not (saved and short):
            self._here[part] = text
        return saved and short

    def _kept(self) -> dict[str, str]:
        try:
            found = json.loads(self._load() or "{}")
        except ValueError:
            found = {}
        if not isinstance(found, dict):
            found = {}
        return {part: text for part, text in found.items() if isinstance(text, str)}
