"""The Python script that makes the same frames again, from the engine's public names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from page.denoisers.scripting import expression, needs, shelf_lines
from page.state.shelf import Shelf
from page.state.table import write_packed
from unerase import pack_bits, preset, preset_names

_HEAD = '''"""{title}, from the page "Unerase".

Needs numpy and the engine: run `pip install .` in a copy of the page's repository.
{promise}
"""

{imports}

{body}

np.savez_compressed(
    "{name}.npz",
{arrays}
)
print("{name}.npz: {keys}")
'''


EXACT = "The frames have the page's bytes (float32)."
NEAR = """A network's sums run in another order here than in a browser: its frames are near the
page's, and the same to the eye."""


def script(
    title: str,
    name: str,
    imports: str,
    body: str,
    arrays: Mapping[str, str],
) -> str:
    """The text. `arrays` has, by the name in the archive, the expression of what is saved."""
    saved = "\n".join(f"    {key}={text}," for key, text in arrays.items())
    return _HEAD.format(
        title=title,
        promise=NEAR if "Learned(" in body else EXACT,
        name=name,
        imports=imports.strip(),
        body=body.strip(),
        arrays=saved,
        keys=", ".join(arrays),
    )


def answering(denoiser: str, shelf: Shelf) -> str:
    """Lines that make `denoiser`, the one of that name, from the drawing x0 and this shelf."""
    made = f"denoiser = {expression(denoiser)}"
    return "\n".join(filter(None, (shelf_lines(denoiser, shelf=shelf), made)))


def asked(denoiser: str, shelf: Shelf) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What `answering` needs: names of the engine, and import lines besides."""
    engine, others = needs(denoiser, shelf=shelf)
    return engine, tuple(others.splitlines())


def drawing(packed: bytes) -> str:
    """Lines that make x0 of the drawing; `imports` has what they need."""
    for slug in preset_names():
        if pack_bits(preset(slug)) == packed:
            return f'x0 = to_signal(preset("{slug}"))'
    text = write_packed(packed)
    padding = "=" * (-len(text) % 4)
    return (
        f'drawing = "{text}{padding}"  # 32 × 32 bits, row by row\n'
        "x0 = to_signal(unpack_bits(base64.urlsafe_b64decode(drawing), 32))"
    )


def imports(packed: bytes | None, *names: str, besides: Iterable[str] = ()) -> str:
    """The imports of a script: `names` of the engine, lines `besides`, and what `drawing` needs.

    packed is None for a script that makes no drawing.
    """
    known = any(pack_bits(preset(slug)) == packed for slug in preset_names())
    engine, others = {*names, "to_signal"}, {*besides}
    if known:
        engine.add("preset")
    elif packed is not None:
        engine.add("unpack_bits")
        others.add("import base64")
    deeper = {line for line in others if line.startswith("from unerase")}
    first = sorted(others - deeper, key=lambda line: (line.startswith("from"), line))
    listed = [f"from unerase import {', '.join(sorted(engine))}", *sorted(deeper)]
    groups = (first, ["import numpy as np"], listed)
    return "\n\n".join("\n".join(group) for group in groups if group)
