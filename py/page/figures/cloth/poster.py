"""The figure "More cloth" before Python is there."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from page.figures.cloth import scene, words
from page.figures.cloth.scene import SQUARE, Scene
from page.figures.cloth.settings import WINDOWS, ClothSettings
from page.figures.poster import Picture, Poster
from page.state.subject import DEFAULT_SUBJECT
from page.widgets.numbers import percent
from unerase import Weaver, preset, to_signal
from unerase.shelves import is_plain

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


def heart_plain() -> float:
    """The share of the heart's largest patches that are plain."""
    patches = sliding_window_view(preset("heart"), (WINDOWS[-1], WINDOWS[-1]))
    plain = [is_plain(patch) for row in patches for patch in row]
    return sum(plain) / len(plain)


def heart_middles() -> float:
    """The share of them with ink in the middle: what the weaver sees in pure noise."""
    cell = np.zeros((1, 1), dtype=np.float32)
    answer = Weaver(to_signal(preset("heart")), WINDOWS[-1])(cell, 0.0)
    return (1 + answer.item()) / 2


FACTS = {
    "square": lambda: str(SQUARE),
    "smallest": lambda: str(WINDOWS[0]),
    "largest": lambda: str(WINDOWS[-1]),
    "copied-first": lambda: percent(default_scene().cloth(WINDOWS[0], 0).copied),
    "copied-last": lambda: percent(default_scene().cloth(WINDOWS[-1], 0).copied),
    "heart.plain": lambda: percent(heart_plain()),
    "heart.middles": lambda: percent(heart_middles()),
}

POSTER = Poster(pictures, texts=lambda: words.texts(default_scene(), DEFAULT.timestep), facts=FACTS)
