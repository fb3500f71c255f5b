"""The figure "Without the oracle" before Python is there."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from page.denoisers import DENOISERS, IMPROVISER, MEMORISER
from page.figures.poster import BLANK, Hex, Painted, Poster
from page.figures.without import scene
from page.figures.without.scene import Scene
from page.figures.without.settings import LANES, WithoutSettings
from page.figures.without.whose import whose
from page.figures.without.words import POINT, readings
from page.state.controls import STEPS
from page.state.shelf import FIRST, ready
from page.state.subject import DEFAULT_SUBJECT
from page.widgets.numbers import percent, whole
from page.widgets.palette import SOURCES, Rgba, categories
from unerase.denoisers.learned import PARAMETERS
from unerase.denoisers.learned.training import COPIES, NEARER, TRAINED
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


@cache
def alive() -> list[float]:
    """How many sketches are in play, step by step, on the memoriser's first walk."""
    s = replace(DEFAULT, lanes=(MEMORISER,))
    alone = Scene(s, DEFAULT_SUBJECT)
    alone.make(s, lambda: True)
    lanes = [alone.lane(MEMORISER, replace(s, timestep=t)) for t in range(STEPS + 1)]
    return [lane.alive or 0.0 for lane in lanes]


def many() -> int:
    """The last step at which three quarters of the shelf are in play."""
    shelf = len(ready(FIRST).sketches)
    return min(t for t in range(1, STEPS + 1) if alive()[t] >= 0.75 * shelf)


def one() -> int:
    """The first step, on the way back, at which the number rounds to one."""
    return max(t for t in range(1, STEPS + 1) if alive()[t] < 1.5)


FACTS = {
    "alive.many": lambda: f"{alive()[many()]:.0f}",
    "alive.many-step": lambda: str(many()),
    "alive.one-step": lambda: str(one()),
    "parameters": lambda: whole(PARAMETERS),
    "trained-drawings": lambda: whole(TRAINED["drawings"]),
    "trained-steps": lambda: whole(TRAINED["steps"]),
    "trained-batch": lambda: str(TRAINED["batch"]),
    "trained-minutes": lambda: str(TRAINED["minutes"]),
    "letters": lambda: str(len(ready(FIRST).sketches)),
    "copy": lambda: str(COPY),
    "close": lambda: str(CLOSE),
    "learner-nearer": lambda: percent(NEARER),
    "learner-copies": lambda: percent(COPIES),
}

POSTER = Poster(pictures, texts=texts, facts=FACTS)
