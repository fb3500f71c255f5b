"""The figure "Without the oracle" before Python is there."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from page.denoisers import DENOISERS, IMPROVISER
from page.figures.poster import BLANK, Hex, Painted, Poster
from page.figures.without import scene
from page.figures.without.scene import Scene
from page.figures.without.settings import LANES, WithoutSettings
from page.figures.without.whose import whose
from page.figures.without.words import POINT, readings
from page.state.shelf import FIRST, ready
from page.state.subject import DEFAULT_SUBJECT
from page.widgets.numbers import percent
from page.widgets.palette import SOURCES, Rgba, categories
from unerase.denoisers.learned import PARAMETERS
from unerase.denoisers.learned.judged import COPIES, NEARER
from unerase.metrics import CLOSE, COPY

DEFAULT = WithoutSettings()


@cache
def default_scene() -> Scene:
    """The walks at the default settings, made to the end; lanes that are not here are left out."""
    scene = Scene(DEFAULT, DEFAULT_SUBJECT)
    scene.make(DEFAULT, lambda: True)
    return scene


def pictures() -> dict[str, Painted]:
    """The lanes, blank where none is, and the picture "Whose pixel is this?"."""
    empty = {"xt": BLANK, "near": BLANK, "other": BLANK, "hat": replace(BLANK, colour="estimate")}
    blank = {
        f"{what}-{name}": sheet
        for what, sheet in empty.items()
        for name in LANES
        if what != "near" or DENOISERS[name].sketches
    }
    return {"sources": _sources, **blank, **scene.pictures(default_scene().lanes(DEFAULT))}


def _sources(colours: Hex) -> Rgba:
    made = default_scene()
    found = whose(made.denoiser(IMPROVISER), made.frame(IMPROVISER, max(1, DEFAULT.timestep)))
    own = [colours[f"source-{number}"] for number in range(1, SOURCES + 1)]
    table = categories(own, colours["quiet"], colours["sheet"])
    picture: Rgba = table[found.rank, found.ink.astype(int)]
    return picture


def texts() -> dict[str, str]:
    """What is said of each lane; nothing where none is."""
    silent = {f"{key}-{name}": "" for key in ("verdict", "alive") for name in LANES}
    silent |= {f"near-{name}": "" for name in LANES if DENOISERS[name].sketches}
    return silent | readings(default_scene().lanes(DEFAULT), DEFAULT.timestep) | {"cell": POINT}


FACTS = {
    "parameters": lambda: f"{PARAMETERS:,}",
    "letters": lambda: str(len(ready(FIRST).sketches)),
    "copy": lambda: str(COPY),
    "close": lambda: str(CLOSE),
    "learner-nearer": lambda: percent(NEARER),
    "learner-copies": lambda: percent(COPIES),
}

POSTER = Poster(pictures, texts=texts, facts=FACTS)
