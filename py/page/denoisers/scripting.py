"""The denoisers as Python expressions, for the scripts that make a figure's frames again."""

from __future__ import annotations

from page.denoisers.making import PLAIN, Asked, window_on_paper
from page.denoisers.names import (
    AVERAGER,
    IMPROVISER,
    MEMORISER,
    ORACLE,
    PRESETS,
    SHELVED,
    WEAVER,
)
from page.state.shelf import OWN, Shelf, write_shelf
from unerase.shelves import READY


def expression(name: str, asked: Asked = PLAIN) -> str:
    """The denoiser, from `x0`, the drawing, and `examples`, the shelf, where it knows them."""
    window = asked.window
    found = {
        ORACLE: "Oracle(x0)",
        PRESETS: ("PosteriorMean(np.stack([to_signal(preset(name)) for name in preset_names()]))"),
        MEMORISER: "PosteriorMean(examples)",
        AVERAGER: "Wiener(examples)",
        IMPROVISER: f"LocalScore(examples, {window})",
        WEAVER: f"Weaver(x0, {window_on_paper(window)})",
    }
    return found[name] if name in found else _learner(asked)


def _learner(asked: Asked) -> str:
    if not (asked.kind or asked.style):
        return "Learned.load()"
    words = f"{asked.kind or None!r}, {asked.style or None!r}"
    return f"Guided(Learned.load({words}), Learned.load(), {asked.guidance!r})"


def shelf_lines(*names: str, shelf: Shelf) -> str:
    """Lines that make `examples`, if one of these denoisers needs them, else nothing."""
    if not SHELVED.intersection(names):
        return ""
    return f"examples = np.stack([to_signal(sketch.bits) for sketch in {sketches_of(shelf)}])"


def sketches_of(shelf: Shelf) -> str:
    """The sketches of a shelf."""
    if shelf.name in READY:
        return f'READY["{shelf.name}"].make()'
    text = write_shelf(shelf)
    if text == OWN:  # more than a link carries
        return f'from_json(Path("unerase-shelf-{shelf.name}.json").read_text())'
    packed = text[1:]
    return f'from_bytes(base64.urlsafe_b64decode("{packed + "=" * (-len(packed) % 4)}"))'
