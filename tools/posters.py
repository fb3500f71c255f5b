"""Render the figures' posters: what a visitor sees until Python has started.

Drawn by the engine and the page's own colour tables, so that nothing changes when they take over.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "py"))

from page.figures.hero.session import experiment_of  # noqa: E402
from page.state.settings import Settings  # noqa: E402
from page.widgets.film import film_image  # noqa: E402
from page.widgets.palette import ramp  # noqa: E402
from unerase import tone  # noqa: E402


def colours(dark: bool) -> dict[str, str]:
    """The page's hex colours by name, as assets/css/tokens.css has them."""
    light_css, _, dark_css = (
        (ROOT / "assets/css/tokens.css")
        .read_text(encoding="utf-8")
        .partition("prefers-color-scheme: dark")
    )
    found = re.findall(r"--([a-z]+): (#[0-9a-f]{6});", light_css)
    return dict(found + (re.findall(r"--([a-z]+): (#[0-9a-f]{6});", dark_css) if dark else []))


def render(out: Path) -> None:
    """Write the hero's posters, light and dark, as PNG files into the folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    s = Settings()
    tones = tone(experiment_of(s).forward())
    for scheme in ("light", "dark"):
        named = colours(dark=scheme == "dark")
        signal = ramp(named["sheet"], named["ink"])
        estimate = ramp(named["sheet"], named["estimate"])
        pictures = {
            "sheet": signal[tones[0]],
            "estimate": estimate[tones[0]],
            "film": film_image(tones, tones[-1:], s.steps, signal),
        }
        for name, rgba in pictures.items():
            Image.fromarray(rgba).save(out / f"hero-{name}-{scheme}.png", optimize=True)


if __name__ == "__main__":
    render(ROOT / "dist" / "assets" / "posters")
