"""The figure "Unerase" before Python is there."""

from __future__ import annotations

from page.figures.hero.scene import experiment_of
from page.figures.hero.settings import HeroSettings
from page.figures.hero.twist import DRAW
from page.figures.hero.words import readings
from page.figures.poster import Hex, Painted, Picture, Poster, signal
from page.state.table import write_packed
from page.widgets.film import film_image, film_row
from page.widgets.palette import Rgba
from unerase import Frame
from unerase.pixels import tone


def pictures() -> dict[str, Painted]:
    """The drawing, the oracle's estimate of it, and the film of all steps."""
    s = HeroSettings()
    frames = experiment_of(s).forward()

    def film(colours: Hex) -> Rgba:
        row = film_row(tone(frames), signal(colours))
        return film_image(row, row[:, -1:], s.steps)

    return {"sheet": Picture(frames[0]), "estimate": Picture(frames[0], "estimate"), "film": film}


def texts() -> dict[str, str]:
    """What to do next, the numbers, and the drawing as a link spells it.

    Strokes that come before Python are drawn on it.
    """
    s = HeroSettings()
    x0 = experiment_of(s).x0
    return {
        "drawing": write_packed(s.drawing),
        "next": DRAW,
        **readings(Frame(0, 1.0, x0, x0, calls=0), s.steps, error=0.0),
    }


POSTER = Poster(pictures, texts=texts)
