"""What the denoisers' Python expressions are made of, in the scripts that exports come with."""

from __future__ import annotations

from page.denoisers import DENOISERS
from page.denoisers.spec import PLAIN
from page.state.shelf import OWN, Shelf, write_shelf
from unerase.shelves import READY


def example_lines(*names: str, shelf: Shelf) -> str:
    """Lines that make `examples`, if one of these denoisers needs them, else nothing."""
    for spec in map(DENOISERS.__getitem__, names):
        if spec.knows.shelved:
            sketches = sketches_of(shelf)
            return f"examples = np.stack([to_signal(sketch.bits) for sketch in {sketches}])"
        if "examples" in spec.script(PLAIN):
            return "examples = np.stack([to_signal(preset(name)) for name in preset_names()])"
    return ""


def sketches_of(shelf: Shelf) -> str:
    """The sketches of a shelf."""
    if shelf.name in READY:
        return f'READY["{shelf.name}"].make()'
    text = write_shelf(shelf)
    if text == OWN:  # more than a link carries
        return f'from_json(Path("unerase-shelf-{shelf.name}.json").read_text())'
    packed = text[1:]
    return f'from_bytes(base64.urlsafe_b64decode("{packed + "=" * (-len(packed) % 4)}"))'
