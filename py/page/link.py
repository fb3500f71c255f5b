"""The link as a whole, and the page's own keys in it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated
from urllib.parse import urlencode

from page.figures.catalogue import NAMES
from page.state.mangled import pairs
from page.state.table import KEYS, Spelled, Table, begins_a_key, one_of, whole

VERSION = 1
"""The version of the links that the page writes; docs/links.md documents it."""


@dataclass(frozen=True)
class PageState:
    """version: that of the link. figure: the one to be shown first, the hero where it is empty."""

    version: Annotated[int, Spelled(whole(1, 9999), key="v")] = VERSION
    figure: Annotated[str, Spelled(one_of(*NAMES))] = ""


def _version(page: PageState) -> tuple[PageState, str]:
    if page.version <= VERSION:
        return page, ""
    newer = (
        f"v={page.version}, which is newer than this page: anything it does not know is left out"
    )
    return replace(page, version=VERSION), newer


class PageTable(Table[PageState]):
    """The page's keys; it speaks for the link as a whole, too."""

    def decode(
        self, given: Mapping[str, str], source: str = "The link"
    ) -> tuple[PageState, list[str]]:
        """Say when the link ends within a key, and when no key of it is known."""
        page, complaints = super().decode(given, source)
        last = [*given][-1] if given else ""
        if last and not given[last] and last not in KEYS and begins_a_key(last):
            complaints.append(f"{source} ends in “{last}”: it was cut off. Copy the whole link.")
        elif given and KEYS.isdisjoint(given):
            complaints.append(
                f"{source} says nothing that this page understands. Copy the whole link."
            )
        return page, complaints


PAGE = PageTable("", PageState, _version)


def parts(text: str) -> dict[str, str]:
    """The texts by key of a link, without the #."""
    return dict(pairs(text))


def joined(texts: Mapping[str, str]) -> str:
    """The link, without the #, of texts by key."""
    return urlencode(texts)
