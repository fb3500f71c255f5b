"""What a tab keeps for the next visit: only what its own visitor has changed.

Other tabs of the page keep things at the same place, and a link shows what somebody else has made.
Everything here is texts by key, as in a link.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from page.figures.catalogue import ALL, HERO
from page.link import joined, parts
from page.state.subject import read_drawing
from page.state.table import Made

Texts = Mapping[str, str]

DRAWING, FORMER = "drawing", "former"
"""The drawing, and the one whose place it took; no link carries that."""

MADE = frozenset(
    entry.table.prefix + p.key
    for entry in ALL
    for p in entry.table.properties
    if isinstance(p.spelled, Made)
)
"""What else is made by hand."""

IN_TIME = ("timestep", "phase")
"""Where a figure's time stands, which changes while one only looks on."""


def settled(texts: Texts) -> dict[str, str]:
    """The texts as the page itself would keep them: without what it cannot read, and at rest."""
    found: dict[str, str] = {}
    for entry in ALL:
        settings, _complaints = entry.table.decode(texts)
        found |= entry.table.encode(settings.at_rest() if entry is HERO else settings)
    return found


class Keeping:
    """Compares what the page shows with what it showed when it last agreed with the storage.

    `former` is the visitor's former drawing, as a link spells it, if there is one to bring back.
    """

    def __init__(self, load: Callable[[], str | None], save: Callable[[str], bool]) -> None:
        self.former = ""
        self._load, self._save = load, save
        self._agreed: Texts = {}
        self._own: set[str] = set()  # what this tab's visitor has changed
        self._looking = self._replaced = False

    def show(self, shown: Texts, linked: bool, drawn: bool = False) -> None:
        """These texts are shown now, because a link says so or because they were kept.

        Nothing of a link is kept before it has been changed. `drawn`: the visitor has drawn since
        the page was opened.
        """
        texts = parts(self._load() or "")
        self._agreed, self._own = dict(shown), set()
        self._looking, self._replaced = linked and self._agreed != settled(texts), drawn
        self.former = "" if self._looking else _former(texts)

    def keep(self, shown: Texts) -> bool:
        """Store what has been changed since; False when the browser would not have it."""
        changed = _differences(self._agreed, shown)
        if not changed or (self._looking and all(map(_in_time, changed))):
            return True
        stored, former = self._stored()
        # What was looked at is the visitor's now, and all of it. The same where nothing is stored.
        if self._looking or self._load() is None:
            texts = {key: stored[key] for key in MADE if key in stored} | dict(shown)
        else:
            texts = settled(_with(stored, shown, changed))
        before, after = stored.get(DRAWING, ""), texts.get(DRAWING, "")
        replaced = self._replaced
        if before not in ("", after, self._agreed.get(DRAWING, "")):
            former, replaced = before, True  # this tab has not shown it
        elif before != after and not replaced:
            former = ""  # of an earlier visit
        if former == after:
            former = ""
        if not self._save(joined(texts | ({FORMER: former} if former else {}))):
            return False
        self.former, self._replaced = former, replaced
        self._agreed, self._looking = dict(shown), False
        self._own |= changed
        return True

    def news(self, shown: Texts) -> tuple[dict[str, str], set[str]]:
        """What to show instead, since other tabs have kept something, and the keys that differ.

        Nothing replaces what this tab's visitor has changed, nor a link; time stands where it is.
        """
        if not self.keep(shown) or self._looking or self._load() is None:
            return dict(shown), set()
        stored, self.former = self._stored()
        changed = _differences(self._agreed, stored) - self._own
        keys = {key for key in changed if not _in_time(key)}
        return _with(shown, stored, keys), keys

    def agree(self, shown: Texts, keys: set[str]) -> None:
        """These news are shown: nothing of them is the visitor's own change."""
        self._agreed = _with(self._agreed, shown, keys)

    def _stored(self) -> tuple[dict[str, str], str]:
        """What is kept, and the former drawing beside it."""
        texts = parts(self._load() or "")
        return settled(texts), _former(texts)


def _former(texts: Texts) -> str:
    former = texts.get(FORMER, "")
    try:
        read_drawing(former)
    except ValueError:
        return ""
    return former


def _differences(one: Texts, other: Texts) -> set[str]:
    return {key for key in one.keys() | other.keys() if one.get(key) != other.get(key)}


def _with(texts: Texts, others: Texts, keys: set[str]) -> dict[str, str]:
    """The texts, but these keys as the others have them."""
    found = {key: text for key, text in texts.items() if key not in keys}
    return found | {key: others[key] for key in keys if key in others}


def _in_time(key: str) -> bool:
    return key.rpartition(".")[2] in IN_TIME
