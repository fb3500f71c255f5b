"""The denoisers as Python expressions, for the scripts that make a figure's frames again."""

from __future__ import annotations

from page.denoisers.making import PLAIN, Asked, window_on_paper
from page.denoisers.names import (
    AVERAGER,
    IMPROVISER,
    LEARNER,
    MEMORISER,
    ORACLE,
    PRESETS,
    SHELVED,
    WEAVER,
)
from page.denoisers.weights import PATH
from page.state.shelf import GIVEN, OWN, Shelf, write_shelf
from unerase.shelves import READY

_LEARNED = f'Weights.read(Path("{PATH}").read_bytes())'


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
        return f"Learned({_LEARNED})"
    words = f"{asked.kind or None!r}, {asked.style or None!r}"
    return f"Guided(Learned({_LEARNED}, {words}), Learned({_LEARNED}), {asked.guidance!r})"


def shelf_lines(*names: str, shelf: Shelf) -> str:
    """Lines that make `examples`, if one of these denoisers needs them, else nothing."""
    if not SHELVED.intersection(names):
        return ""
    if shelf.name in READY:
        sketches = f'READY["{shelf.name}"].make()'
    else:
        text = write_shelf(shelf)
        if text == OWN:  # more than a link carries
            sketches = f'from_json(Path("unerase-shelf-{shelf.name}.json").read_text())'
        else:
            packed = text[1:]
            sketches = (
                f'from_bytes(base64.urlsafe_b64decode("{packed + "=" * (-len(packed) % 4)}"))'
            )
    return f"examples = np.stack([to_signal(sketch.bits) for sketch in {sketches}])"


def needs(*names: str, shelf: Shelf, asked: Asked = PLAIN) -> tuple[tuple[str, ...], str]:
    """The engine's names that all this needs, and the other imports, in lines."""
    engine: set[str] = set()
    others: set[str] = set()
    for name in names:
        engine |= {
            ORACLE: {"Oracle"},
            PRESETS: {"PosteriorMean", "preset", "preset_names"},
            MEMORISER: {"PosteriorMean"},
            AVERAGER: {"Wiener"},
            IMPROVISER: {"LocalScore"},
            WEAVER: {"Weaver"},
            LEARNER: set(),
        }[name]
        if name == LEARNER:
            others |= {
                "from pathlib import Path",
                "from unerase.denoisers.learned import Learned, Weights",
            }
            engine |= {"Guided"} if asked.kind or asked.style else set()
    if SHELVED.intersection(names):
        if shelf.name in READY:
            engine.add("READY")
        elif shelf.name in (OWN, GIVEN) and write_shelf(shelf) == OWN:
            engine.add("from_json")
            others.add("from pathlib import Path")
        else:
            engine.add("from_bytes")
            others.add("import base64")
    return tuple(sorted(engine)), "\n".join(sorted(others, reverse=True))
