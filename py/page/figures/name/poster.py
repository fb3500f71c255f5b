"""The figure "Ask by name" before Python is there."""

from __future__ import annotations

from functools import cache

from page.figures.name.scene import Scene, Sheet
from page.figures.name.settings import NameSettings
from page.figures.name.words import about, answer, role, title
from page.figures.poster import Picture, Poster
from page.state.subject import DEFAULT_SUBJECT
from unerase.shapes import KINDS, STYLES, UNSEEN, shape_label


@cache
def _sheets() -> list[Sheet]:
    s = NameSettings()
    scene = Scene(s, DEFAULT_SUBJECT)
    scene.make(s, lambda: True)
    return [sheet for sheet in scene.sheets(s) if sheet]


def pictures() -> dict[str, Picture]:
    """The sheets."""
    return {f"xt-{number}": Picture(sheet.x_t) for number, sheet in enumerate(_sheets(), 1)}


def texts() -> dict[str, str]:
    """What is said of the name, of the weight and of each sheet."""
    s = NameSettings()
    found = {f"answer-{number}": answer(sheet) for number, sheet in enumerate(_sheets(), 1)}
    return found | {
        "about": about(s, DEFAULT_SUBJECT.shelf),
        "title": title(s.weight),
        "role": role(s.weight),
    }


def _unseen() -> str:
    names = [shape_label(*pair).lower() for pair in UNSEEN]
    return f"{', '.join(names[:-1])} and {names[-1]}"


FACTS = {
    "kinds": lambda: str(len(KINDS)),
    "styles": lambda: str(len(STYLES)),
    "unseen": _unseen,
}

POSTER = Poster(pictures, texts=texts, facts=FACTS)
