"""The figure "Without the oracle" before Python is there."""

from __future__ import annotations

from functools import cache

import numpy as np

from page.denoisers import IMPROVISER
from page.figures.poster import Hex, Painted, Picture, Poster
from page.figures.without.scene import Scene
from page.figures.without.settings import LANES, WithoutSettings
from page.figures.without.whose import whose
from page.figures.without.words import POINT, alive_of, nearest_of, verdict_of
from page.state.shelf import FIRST, ready
from page.state.subject import DEFAULT_SUBJECT
from page.widgets.palette import SOURCES, Rgba, categories
from unerase import to_signal
from unerase.denoisers.learned import PARAMETERS
from unerase.metrics import CLOSE, COPY
from unerase.presets import SIDE


@cache
def default_scene() -> Scene:
    """The walks at the default settings, made to the end; lanes that are not here are left out."""
    settings, scene = WithoutSettings(), Scene(WithoutSettings(), DEFAULT_SUBJECT)
    scene.make(settings, lambda: True)
    return scene


def pictures() -> dict[str, Painted]:
    """The lanes, blank where none is, and the picture "Whose pixel is this?"."""
    settings, scene = WithoutSettings(), default_scene()
    found: dict[str, Painted] = {"sources": _sources}
    blank = np.full((SIDE, SIDE), -1, dtype=np.float32)
    for name in LANES:
        lane = scene.lane(name, settings) if name in scene.ready(settings) else None
        found[f"xt-{name}"] = Picture(lane.x_t if lane else blank)
        found[f"hat-{name}"] = Picture(lane.x0_hat if lane else blank, "estimate")
        found[f"near-{name}"] = Picture(to_signal(lane.known) if lane else blank)
        found[f"other-{name}"] = Picture(blank)
    return found


def _sources(colours: Hex) -> Rgba:
    scene = default_scene()
    frame = scene.frame(IMPROVISER, max(1, WithoutSettings().timestep))
    found = whose(scene.denoiser(IMPROVISER), frame)
    own = [colours[f"source-{number}"] for number in range(1, SOURCES + 1)]
    table = categories(own, colours["quiet"], colours["sheet"])
    picture: Rgba = table[found.rank, found.ink.astype(int)]
    return picture


def texts() -> dict[str, str]:
    """What is said of each lane; nothing where none is."""
    settings, scene = WithoutSettings(), default_scene()
    found = {}
    for name in LANES:
        lane = scene.lane(name, settings) if name in scene.ready(settings) else None
        found[f"verdict-{name}"] = verdict_of(lane, settings.timestep) if lane else ""
        found[f"near-{name}"] = nearest_of(lane) if lane else ""
        found[f"alive-{name}"] = alive_of(lane) if lane else ""
    return found | {"cell": POINT}


FACTS = {
    "parameters": lambda: f"{PARAMETERS:,}".replace(",", "\u202f"),
    "letters": lambda: str(len(ready(FIRST).sketches)),
    "copy": lambda: str(COPY),
    "close": lambda: str(CLOSE),
}

POSTER = Poster(pictures, texts=texts, facts=FACTS)
