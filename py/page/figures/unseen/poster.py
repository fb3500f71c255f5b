"""The figure "The unseen drawing" before Python is there."""

from __future__ import annotations

from functools import cache

from page.figures.poster import Picture, Poster
from page.figures.unseen.curves import chart_of
from page.figures.unseen.scene import NOISES, Scene, scene_of
from page.figures.unseen.settings import UnseenSettings
from page.figures.unseen.words import error_of, locked_words, nearest_of, off_of, reading
from page.figures.without.settings import LANES
from page.state.shelf import FIRST, ready
from page.state.subject import DEFAULT_SUBJECT
from page.widgets.charts.svg import poster_of
from page.widgets.charts.table import table_of
from page.widgets.numbers import short
from unerase import PosteriorMean, mse, to_signal
from unerase.metrics import nearest
from unerase.pixels import to_bits
from unerase.shapes import KINDS


@cache
def default_scene() -> Scene:
    """Everything at the default settings; denoisers that are not here are left out."""
    scene = scene_of(UnseenSettings(), DEFAULT_SUBJECT)
    scene.make(UnseenSettings(), lambda: True)
    return scene


def pictures() -> dict[str, Picture]:
    """The drawing, its noise, and the rows."""
    s, scene = UnseenSettings(), default_scene()
    found = {"x0": Picture(scene.subject.x0), "xt": Picture(scene.noised(s.timestep))}
    for name in LANES:
        estimate, end = scene.estimate(name, s), scene.end(name, s)
        assert estimate
        assert end
        found[f"hat-{name}"] = Picture(estimate.x0_hat, "estimate")
        found[f"end-{name}"] = Picture(end.picture)
        found[f"near-{name}"] = Picture(to_signal(end.known))
    return found


def drawings() -> dict[str, str]:
    """The chart and its table."""
    chart = chart_of(default_scene(), UnseenSettings())
    return {"chart": poster_of(chart), "table": table_of(chart)}


def texts() -> dict[str, str]:
    """What is locked, and what is said of each row."""
    s, scene = UnseenSettings(), default_scene()
    found = {"locked": locked_words(s), "reading": reading(scene, s)}
    for name in LANES:
        found[f"error-{name}"] = error_of(scene.estimate(name, s))
        found[f"off-{name}"] = off_of(scene.end(name, s))
        found[f"near-{name}"] = nearest_of(scene.end(name, s))
    return found


def _memory() -> tuple[str, float]:
    """What the memoriser makes of the heart without any noise: which letter, and its error."""
    shelf, x0 = ready(FIRST), DEFAULT_SUBJECT.x0
    answer = PosteriorMean(shelf.examples)(x0, 1.0)
    return shelf.sketches[nearest(to_bits(answer), shelf.bits)[0]].name, mse(answer, x0)


FACTS = {
    "noises": lambda: str(NOISES),
    "kinds": lambda: str(len(KINDS)),
    "letter": lambda: _memory()[0],
    "memory": lambda: short(_memory()[1], 2),
}

POSTER = Poster(pictures, drawings, texts, FACTS)
