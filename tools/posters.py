"""Render the figures' posters: what a visitor sees until Python has started.

Drawn by the engine and the page's own colour tables, so that nothing changes when they take over.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import numpy as np
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "py"))

from page.denoisers import weights  # noqa: E402
from page.figures.cloth import scene as cloth  # noqa: E402
from page.figures.cloth import words as cloth_words  # noqa: E402
from page.figures.corrupt import scene as corrupt  # noqa: E402
from page.figures.estimate import curves as estimate_curves  # noqa: E402
from page.figures.estimate import scene as estimate  # noqa: E402
from page.figures.hero.scene import experiment_of  # noqa: E402
from page.figures.hero.settings import HeroSettings  # noqa: E402
from page.figures.lab import poster as lab  # noqa: E402
from page.figures.lab import words as lab_words  # noqa: E402
from page.figures.name import scene as by_name  # noqa: E402
from page.figures.name import words as by_name_words  # noqa: E402
from page.figures.points import poster as points  # noqa: E402
from page.figures.poster import Picture  # noqa: E402
from page.figures.samplers import curves as sampler_curves  # noqa: E402
from page.figures.samplers import scene as samplers  # noqa: E402
from page.figures.samplers import words as sampler_words  # noqa: E402
from page.figures.schedules import curves as schedule_curves  # noqa: E402
from page.figures.schedules import scene as two_schedules  # noqa: E402
from page.figures.schedules import words as schedule_words  # noqa: E402
from page.figures.unseen import curves as unseen_curves  # noqa: E402
from page.figures.unseen import poster as unseen  # noqa: E402
from page.figures.unseen import words as unseen_words  # noqa: E402
from page.figures.walk import scene as walk_back  # noqa: E402
from page.figures.without import poster as without_poster  # noqa: E402
from page.figures.without import scene as without  # noqa: E402
from page.figures.without import words as without_words  # noqa: E402
from page.state.table import write_packed  # noqa: E402
from page.widgets.charts.svg import poster_of  # noqa: E402
from page.widgets.charts.table import table_of  # noqa: E402
from page.widgets.film import film_image, film_row  # noqa: E402
from page.widgets.palette import SOURCES, Rgba, categories, ramp  # noqa: E402
from unerase.pixels import tone  # noqa: E402

# Widths of a chart in px: across a phone, and with a second one beside it on a desk.
SIDE_BY_SIDE = (358, 500)

if (ROOT / weights.PATH).is_file():  # else the learner's pictures are blank
    weights.take((ROOT / weights.PATH).read_bytes())


def colours(dark: bool) -> dict[str, str]:
    """The page's hex colours by name, as assets/css/tokens.css has them."""
    css = (ROOT / "assets/css/tokens.css").read_text(encoding="utf-8")
    pairs = re.findall(r"--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);", css)
    return {name: dark_one if dark else light_one for name, light_one, dark_one in pairs}


def picture_of(rgba: Rgba) -> Image.Image:
    """The same pixels, by number in a palette where that can hold their colours: half the bytes."""
    colours, numbers = np.unique(rgba.reshape(-1, 4), axis=0, return_inverse=True)
    if len(colours) > 256:
        return Image.fromarray(rgba)
    image = Image.fromarray(numbers.reshape(rgba.shape[:2]).astype(np.uint8)).convert("P")
    parts = "RGB" if (colours[:, 3] == 255).all() else "RGBA"
    image.putpalette(colours[:, : len(parts)].tobytes(), parts)
    return image


def render(out: Path) -> None:
    """Write the posters that are pictures, light and dark, as PNG files into the folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    for scheme in ("light", "dark"):
        named = colours(dark=scheme == "dark")
        for name, rgba in hero(
            ramp(named["sheet"], named["ink"]), ramp(named["sheet"], named["estimate"])
        ).items():
            picture_of(rgba).save(out / f"hero-{name}-{scheme}.png", optimize=True)
        for name, rgba in lab.strips(ramp(named["sheet"], named["ink"])).items():
            picture_of(rgba).save(out / f"lab-{name}-{scheme}.png", optimize=True)
        sources = categories(
            [named[f"source-{number}"] for number in range(1, SOURCES + 1)],
            named["quiet"],
            named["sheet"],
        )
        picture_of(without_poster.sources(sources)).save(
            out / f"without-sources-{scheme}.png", optimize=True
        )
        for name, poster in pictures().items():
            table = ramp(named["sheet"], named[poster.colour])
            picture_of(table[tone(poster.values)]).save(out / f"{name}-{scheme}.png", optimize=True)


def hero(signal: Rgba, estimate: Rgba) -> dict[str, Rgba]:
    """The hero's posters in colour: its film is more than one picture."""
    s = HeroSettings()
    tones = tone(experiment_of(s).forward())
    film = film_row(tones, signal)
    return {
        "sheet": signal[tones[0]],
        "estimate": estimate[tones[0]],
        "film": film_image(film, film[:, -1:], s.steps),
    }


def pictures() -> dict[str, Picture]:
    """The posters of the other figures that are pictures, by "figure-name"."""
    weights.take((ROOT / weights.PATH).read_bytes())
    scenes = {
        "cloth": cloth.posters(),
        "corrupt": corrupt.posters(),
        "estimate": estimate.posters(),
        "walk": walk_back.posters(),
        "schedules": two_schedules.posters(),
        "lab": lab.posters(),
        "samplers": samplers.posters(),
        "without": without.posters(),
        "unseen": unseen.posters(),
        "name": by_name.posters(),
    }
    return {
        f"{figure}-{name}": picture
        for figure, posters in scenes.items()
        for name, picture in posters.items()
    }


def drawings() -> dict[str, str]:
    """The posters that are vector graphics, as markup, by "figure-name"."""
    power, snr = schedule_curves.power_chart(False), schedule_curves.snr_chart(False)
    return {
        **{f"estimate-{name}": markup for name, markup in estimate_curves.drawings().items()},
        "walk-distance": poster_of(walk_back.poster_chart()),
        "schedules-power": poster_of(power, SIDE_BY_SIDE),
        "schedules-power-table": table_of(power),
        "schedules-snr": poster_of(snr, SIDE_BY_SIDE),
        "schedules-snr-table": table_of(snr),
        **{f"lab-{name}": markup for name, markup in lab.drawings().items()},
        "samplers": poster_of(sampler_curves.poster_chart()),
        "samplers-table": table_of(sampler_curves.poster_chart()),
        "unseen": poster_of(unseen_curves.poster_chart()),
        "unseen-table": table_of(unseen_curves.poster_chart()),
        **{f"points-{name}": markup for name, markup in points.drawings().items()},
    }


def texts() -> dict[str, str]:
    """What the figures' own places say at the default settings, by "figure-place"."""
    weights.take((ROOT / weights.PATH).read_bytes())
    figures = {
        "cloth": cloth_words,
        "schedules": schedule_words,
        "lab": lab_words,
        "samplers": sampler_words,
        "without": without_words,
        "unseen": unseen_words,
        "name": by_name_words,
    }
    return {"hero-drawing": write_packed(HeroSettings().drawing)} | {
        f"{figure}-{name}": text
        for figure, words in figures.items()
        for name, text in words.default_texts().items()
    }


if __name__ == "__main__":
    render(ROOT / "dist" / "assets" / "posters")
