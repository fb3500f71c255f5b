"""The figure "Ask by name" before Python is there."""

from __future__ import annotations

from functools import cache

from page.figures.name import scene
from page.figures.name.scene import Scene, Sheet
from page.figures.name.settings import NameSettings
from page.figures.name.words import answers, asked
from page.figures.poster import Poster
from page.state.subject import DEFAULT_SUBJECT
from page.widgets.words import listed
from unerase.shapes import KINDS, STYLES, UNSEEN, shape_label

DEFAULT = NameSettings()


@cache
def _sheets() -> list[Sheet | None]:
    made = Scene(DEFAULT, DEFAULT_SUBJECT)
    made.make(DEFAULT, lambda: True)
    return made.sheets(DEFAULT)


def texts() -> dict[str, str]:
    """What is said of the name, of the weight and of each sheet."""
    return answers(_sheets()) | asked(DEFAULT, DEFAULT_SUBJECT.shelf)


FACTS = {
    "kinds": lambda: str(len(KINDS)),
    "styles": lambda: str(len(STYLES)),
    "unseen": lambda: listed([shape_label(*pair).lower() for pair in UNSEEN]),
}

POSTER = Poster(lambda: scene.pictures(_sheets()), texts=texts, facts=FACTS)
