"""The figure "Unerase" before Python is there."""

from __future__ import annotations

from page.figures.hero.scene import experiment_of
from page.figures.hero.settings import HeroSettings
from page.figures.hero.twist import DRAW
from page.figures.poster import Hex, Painted, Picture, Poster, signal
from page.state.table import write_packed
from page.widgets.film import film_image, film_row
from page.widgets.palette import Rgba
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
    """What to do next, and the drawing as a link spells it, for strokes that come before Python."""
    return {"drawing": write_packed(HeroSettings().drawing), "next": DRAW}


POSTER = Poster(pictures, texts=texts)
