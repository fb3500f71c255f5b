"""The figure "More cloth" before Python is there."""

from __future__ import annotations

from functools import cache

from page.figures.cloth.scene import SQUARE, Scene
from page.figures.cloth.settings import WINDOWS, ClothSettings
from page.figures.cloth.words import progress, readings
from page.figures.poster import Picture, Poster
from page.state.subject import DEFAULT_SUBJECT
from page.widgets.numbers import percent
from unerase import to_signal


@cache
def default_scene() -> Scene:
    """The cloths at the default settings, woven to the end."""
    scene = Scene(ClothSettings(), DEFAULT_SUBJECT)
    scene.make(lambda: True)
    return scene


def pictures() -> dict[str, Picture]:
    """The pattern and the cloths."""
    scene, t = default_scene(), ClothSettings.timestep
    cloths = {f"xt-{window}": Picture(scene.cloth(window, t).x_t) for window in WINDOWS}
    return {"picture": Picture(to_signal(scene.pattern)), **cloths}


def texts() -> dict[str, str]:
    """The numbers beside the pattern and the cloths."""
    s, scene = ClothSettings(), default_scene()
    found = {
        f"{key}-{window}": text
        for window in WINDOWS
        for key, text in readings(scene.cloth(window, s.timestep)).items()
    }
    return found | {"ink": percent(scene.ink), "progress": progress(scene)}


FACTS = {
    "square": lambda: str(SQUARE),
    "smallest": lambda: str(WINDOWS[0]),
    "largest": lambda: str(WINDOWS[-1]),
    "copied-first": lambda: percent(default_scene().cloth(WINDOWS[0], 0).copied),
    "copied-last": lambda: percent(default_scene().cloth(WINDOWS[-1], 0).copied),
}

POSTER = Poster(pictures, texts=texts, facts=FACTS)
