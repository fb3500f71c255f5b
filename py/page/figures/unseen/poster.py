"""The figure "The unseen drawing" before Python is there."""

from __future__ import annotations

from functools import cache

from page.denoisers import weights
from page.figures.poster import Poster
from page.figures.unseen import scene
from page.figures.unseen.curves import chart_of
from page.figures.unseen.scene import MANY, NOISES, Scene
from page.figures.unseen.settings import UnseenSettings
from page.figures.unseen.words import locked_words, prior_words, reading, readings
from page.state.subject import DEFAULT_SUBJECT
from page.widgets.charts.svg import poster_of
from page.widgets.charts.table import table_of
from page.widgets.numbers import short
from unerase import NoiseSource, PosteriorMean, mse
from unerase.denoisers.learned import Learned, Weights
from unerase.pixels import to_bits
from unerase.shapes import KINDS

DEFAULT = UnseenSettings()


@cache
def default_scene() -> Scene:
    """Everything at the default settings; denoisers that are not here are left out."""
    made = Scene(DEFAULT, DEFAULT_SUBJECT)
    made.make(DEFAULT, lambda: True)
    return made


def drawings() -> dict[str, str]:
    """The chart and its table."""
    chart = chart_of(default_scene(), DEFAULT)
    return {"chart": poster_of(chart), "table": table_of(chart)}


def texts() -> dict[str, str]:
    """What is locked, and what is said of the rows."""
    made = default_scene()
    said = {"locked": locked_words(DEFAULT), "reading": reading(made, DEFAULT)}
    said["prior"] = prior_words(made)
    return said | readings(made, DEFAULT)


def _memory() -> tuple[str, float]:
    """What the memoriser makes of the heart without any noise: which sketch, and its error."""
    shelf, x0 = Scene(DEFAULT, DEFAULT_SUBJECT).subject.shelf, DEFAULT_SUBJECT.x0
    answer = PosteriorMean(shelf.examples)(x0, 1.0)
    return shelf.nearest(to_bits(answer))[0].name, mse(answer, x0)


def _prior() -> str:
    """The learner's error for the heart in pure noise.

    Raises FileNotFoundError in a browser that does not have the weights yet.
    """
    held = weights.held() if weights.here() else Weights.load()
    source, x0 = NoiseSource(DEFAULT.seed), DEFAULT_SUBJECT.x0
    learner = Learned(held)
    errors = [mse(learner(source.normal(x0.shape), 0.0), x0) for _ in range(NOISES)]
    return short(sum(errors) / NOISES, 2)


FACTS = {
    "noises": lambda: str(NOISES),
    "kinds": lambda: str(len(KINDS)),
    "sketch": lambda: _memory()[0],
    "memory": lambda: short(_memory()[1], 2),
    "kept": lambda: str(MANY),
    "prior": _prior,
}

POSTER = Poster(lambda: scene.pictures(default_scene(), DEFAULT), drawings, texts, FACTS)
