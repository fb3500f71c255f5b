"""From a docstring's citation to its entry in the page's reading list."""

from __future__ import annotations

import re
from collections.abc import Iterable

Work = tuple[tuple[str, ...], str]
"""Surnames, and a year."""


def work_of(title: str) -> Work:
    """Who wrote an entry of the reading list, and when: "Ho, Jain & Abbeel 2020, Denoising …"."""
    names, year, _ = re.split(r" (\d{4}), ", title, maxsplit=1)
    return tuple(re.split(r", | & ", names)), year


def entry_of(authors: str, year: str, works: Iterable[Work]) -> int | None:
    """Which of these works a citation means; None if none of them.

    "et al." is the one with the most authors who could be meant; "2022b" the second of them.
    """
    numbered = [*enumerate(works)]
    same_year = [(place, names) for place, (names, when) in numbered if when == year[:4]]
    if not authors.endswith(" et al."):
        wanted = tuple(re.split(r", | & | and ", authors))
        return next((place for place, names in same_year if names == wanted), None)
    first = authors.removesuffix(" et al.")
    found = [(place, names) for place, names in same_year if names[0] == first]
    most = max((len(names) for _, names in found), default=0)
    longest = [place for place, names in found if len(names) == most]
    which = 1 if year.endswith("b") else 0
    return longest[which] if len(longest) > which else None
