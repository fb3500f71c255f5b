"""The figure "The unseen drawing" at its default settings, for the time until Python starts."""

from __future__ import annotations

from functools import cache

import numpy as np

from page.figures.poster import Picture
from page.figures.unseen.scene import Scene, scene_of
from page.figures.unseen.settings import UnseenSettings
from page.figures.without.settings import LANES
from page.state.subject import DEFAULT_SUBJECT
from unerase import to_signal
from unerase.presets import SIDE


@cache
def default_scene() -> Scene:
    """Everything at the default settings; denoisers that are not here are left out."""
    scene = scene_of(UnseenSettings(), DEFAULT_SUBJECT)
    scene.make(UnseenSettings(), lambda: True)
    return scene


def posters() -> dict[str, Picture]:
    """The pictures at the default settings, by the name of their place; blank where none is."""
    s, scene = UnseenSettings(), default_scene()
    found = {"x0": Picture(scene.subject.x0), "xt": Picture(scene.noised(s.timestep))}
    blank = np.full((SIDE, SIDE), -1, dtype=np.float32)
    for name in LANES:
        here = name in scene.ready()
        estimate, end = (scene.estimate(name, s), scene.end(name, s)) if here else (None, None)
        found[f"hat-{name}"] = Picture(estimate.x0_hat if estimate else blank, "estimate")
        found[f"end-{name}"] = Picture(end.picture if end else blank)
        found[f"near-{name}"] = Picture(to_signal(end.known) if end else blank)
    return found
