"""The figure "More cloth" before Python is there."""

from __future__ import annotations

from functools import cache

from page.figures.cloth import scene, words
from page.figures.cloth.scene import SQUARE, Scene
from page.figures.cloth.settings import WINDOWS, ClothSettings
from page.figures.poster import Picture, Poster
from page.state.subject import DEFAULT_SUBJECT
from page.widgets.numbers import percent
from unerase import to_signal

DEFAULT = ClothSettings()


@cache
def default_scene() -> Scene:
    """The cloths at the default settings, woven to the end."""
    made = Scene(DEFAULT, DEFAULT_SUBJECT)
    made.make(lambda: True)
    return made


def pictures() -> dict[str, Picture]:
    """The pattern and the cloths."""
    made = default_scene()
    pattern = Picture(to_signal(made.pattern))
    return {"picture": pattern, **scene.pictures(made.cloths(DEFAULT.timestep))}


FACTS = {
    "square": lambda: str(SQUARE),
    "smallest": lambda: str(WINDOWS[0]),
    "largest": lambda: str(WINDOWS[-1]),
    "copied-first": lambda: percent(default_scene().cloth(WINDOWS[0], 0).copied),
    "copied-last": lambda: percent(default_scene().cloth(WINDOWS[-1], 0).copied),
}

POSTER = Poster(pictures, texts=lambda: words.texts(default_scene(), DEFAULT.timestep), facts=FACTS)
