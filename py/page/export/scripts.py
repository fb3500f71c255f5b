"""The Python script that makes the same frames again, from the engine's public names."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from page.denoisers import DENOISERS
from page.denoisers.scripting import example_lines
from page.denoisers.spec import PLAIN
from page.state import yours
from page.state.points import CENTRE, STEPS_PER_UNIT
from page.state.shelf import Shelf
from page.state.subject import preset_of
from page.state.table import write_packed

_YOURS = '''
def written(name, text):
    """A text of your own as a module of its own."""
    module = sys.modules[name] = ModuleType(name)
    exec(compile(text, name, "exec"), vars(module))
    return module
'''

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

_STANDARD = {
    "sys": "import sys",
    "ModuleType": "from types import ModuleType",
    "base64": "import base64",
    "partial": "from functools import partial",
    "Path": "from pathlib import Path",
}
_ENGINE = (
    "unerase",
    "unerase.denoisers",
    "unerase.forward",
    "unerase.pixels",
    "unerase.presets",
    "unerase.samplers",
    "unerase.schedules",
    "unerase.shelves",
    "unerase.stops",
    "unerase.training",
)
"""Where scripts find the names that they use: in the first of these that has them."""

EXACT = "The frames have the page's bytes (float32)."
NEAR = """A network's sums run in another order here than in a browser: its frames are near the
page's, and the same to the eye."""


def script(title: str, name: str, body: str, arrays: Mapping[str, str]) -> str:
    """The text. `arrays` has, by the name in the archive, the expression of what is saved."""
    body = your_parts(body) + body
    saved = "\n".join(f"    {key}={text}," for key, text in arrays.items())
    return _HEAD.format(
        title=title,
        promise=NEAR if "Learned." in body or "Trained" in body else EXACT,
        name=name,
        imports=imports(f"{body}\n({', '.join(arrays.values())},)"),
        body=body.strip(),
        arrays=saved,
        keys=", ".join(arrays),
    )


def your_parts(body: str) -> str:
    """The parts of the visitor's own that a body names, each from the text that was run."""
    used = [kind for kind in yours.KINDS if f"your_{kind}" in body]
    parts = [_YOURS] if used else []
    for kind in used:
        held = yours.held(kind)
        parts.append(
            f"\n# Your {kind}, as you ran it.\nyour_{kind} = written("
            f'"your_{kind}_text", {_quoted(held.text)}).{held.name}\n'
        )
    return "".join(parts)


def _quoted(text: str) -> str:
    """A text as a string of Python, as it stands there if that can be."""
    plain = not any(mark in text for mark in ("\\", '"""', "\r", "\0"))
    return f'"""{text}"""' if plain and not text.endswith('"') else repr(text)


def answering(denoiser: str, shelf: Shelf) -> str:
    """Lines that make `denoiser`, the one of that name, from the drawing x0 and this shelf."""
    made = f"denoiser = {DENOISERS[denoiser].script(PLAIN)}"
    return "\n".join(filter(None, (example_lines(denoiser, shelf=shelf), made)))


def drawing(packed: bytes) -> str:
    """Lines that make x0 of the drawing."""
    if slug := preset_of(packed):
        return f'x0 = to_signal(preset("{slug}"))'
    text = write_packed(packed)
    padding = "=" * (-len(text) % 4)
    return (
        f'drawing = "{text}{padding}"  # 32 × 32 bits, row by row\n'
        "x0 = to_signal(unpack_bits(base64.urlsafe_b64decode(drawing), 32))"
    )


def points(packed: bytes) -> str:
    """Lines that make the points of these bytes (`page.state.points`)."""
    return f'''
# Three bytes a point, twelve bits a coordinate.
packed = base64.urlsafe_b64decode("{write_packed(packed)}")
first, middle, last = np.frombuffer(packed, dtype=np.uint8).reshape(-1, 3).astype(np.int32).T
places = np.column_stack((first << 4 | middle >> 4, (middle & 15) << 8 | last))
points = ((places - {CENTRE}) / {STEPS_PER_UNIT}).astype(np.float32)
'''.strip()


def imports(code: str) -> str:
    """The import lines for all names that the code uses and does not make itself."""
    import ast  # not before somebody saves a script

    nodes = list(ast.walk(ast.parse(code)))
    names = [node for node in nodes if isinstance(node, ast.Name)]
    made = {node.name for node in nodes if isinstance(node, ast.FunctionDef)}
    made |= {node.id for node in names if isinstance(node.ctx, ast.Store)}
    used = {node.id for node in names} - made - {"np"}
    standard = [line for name, line in _STANDARD.items() if name in used]
    engine: dict[str, list[str]] = {}
    for name in sorted(used):
        if module := next((one for one in _ENGINE if hasattr(import_module(one), name)), None):
            engine.setdefault(module, []).append(name)
    listed = [f"from {one} import {', '.join(engine[one])}" for one in _ENGINE if one in engine]
    groups = (standard, ["import numpy as np"], listed)
    return "\n\n".join("\n".join(group) for group in groups if group)
