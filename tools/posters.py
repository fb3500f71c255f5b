"""Render the figures' posters: what a visitor sees until Python has started.

Drawn by the engine and the page's own colour tables, so that nothing changes when they take over.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "py"), str(ROOT / "tools")]

from learner import curve  # noqa: E402
from page.denoisers import weights  # noqa: E402
from page.figures.catalogue import ALL  # noqa: E402
from page.figures.poster import Painted  # noqa: E402
from page.widgets.charts.svg import poster_of  # noqa: E402
from page.widgets.charts.table import table_of  # noqa: E402
from page.widgets.palette import Rgba  # noqa: E402
from runtime.store import write_atomically  # noqa: E402

weights.take((ROOT / "py/unerase/denoisers/learned/learner.npz").read_bytes())


def colours(dark: bool) -> dict[str, str]:
    """The page's hex colours by name, as assets/css/tokens.css has them."""
    css = (ROOT / "assets/css/tokens.css").read_text(encoding="utf-8")
    pairs = re.findall(r"--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);", css)
    return {name: dark_one if dark else light_one for name, light_one, dark_one in pairs}


def picture_of(rgba: Rgba) -> Image.Image:
    """Numbers the pixels in a palette if it can hold their colours: half the bytes."""
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
        for name, painted in pictures().items():
            picture_of(painted(named)).save(out / f"{name}-{scheme}.png", optimize=True)


def pictures() -> dict[str, Painted]:
    """The posters that are pictures, by "figure-name"."""
    return {
        f"{one.name}-{name}": painted
        for one in ALL
        for name, painted in one.poster.pictures().items()
    }


def kept(make: Callable[[], dict[str, str]]) -> Callable[[], dict[str, str]]:
    """`make`, whose result stays in build/ until a source changes.

    The network of *Learn* is trained for it: 13 s in each process of the tests that renders the
    page, and at every start of `make dev`.
    """

    @cache
    def looked_up() -> dict[str, str]:
        file = ROOT / "build" / "posters" / f"{make.__name__}-{sources()}.json"
        if file.exists():
            found: dict[str, str] = json.loads(file.read_text("utf-8"))
            return found
        made = make()
        file.parent.mkdir(parents=True, exist_ok=True)
        for old in file.parent.glob(f"{make.__name__}-*"):
            old.unlink(missing_ok=True)
        # In one step: several processes may be at it.
        write_atomically(file, json.dumps(made).encode())
        return made

    return looked_up


@cache
def sources() -> str:
    """A digest of all that posters are made of."""
    found = hashlib.sha256()
    for path in sorted([*(ROOT / "py").rglob("*.*"), *(ROOT / "tools").rglob("*.*")]):
        if path.suffix in (".py", ".npz", ".json"):
            found.update(path.read_bytes())
    return found.hexdigest()[:16]


@kept
def drawings() -> dict[str, str]:
    """The posters that are vector graphics, and tables, as markup, by "figure-name".

    One is no figure's, and stays as it is: the learner's loss, which only the tools know.
    """
    loss = curve.chart()
    return {
        f"{one.name}-{name}": markup
        for one in ALL
        for name, markup in one.poster.drawings().items()
    } | {"learner-loss": poster_of(loss), "learner-loss-table": table_of(loss)}


@kept
def texts() -> dict[str, str]:
    """What the figures' own places say at the default settings, by "figure-place"."""
    return {f"{one.name}-{name}": text for one in ALL for name, text in one.poster.texts().items()}


if __name__ == "__main__":
    render(ROOT / "dist" / "assets" / "posters")
