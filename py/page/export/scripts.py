"""The Python script that makes the same frames again, from the engine's public names."""

from __future__ import annotations

from collections.abc import Mapping

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


def answering(denoiser: str) -> str:
    """A line that makes the denoiser: "oracle", or any other name for the one of the presets."""
    if denoiser == "oracle":
        return "denoiser = Oracle(x0)"
    return (
        "denoiser = PosteriorMean(np.stack([to_signal(preset(name)) for name in preset_names()]))"
    )


def asked(denoiser: str) -> tuple[str, ...]:
    """The names of the engine that `answering` needs."""
    return ("Oracle",) if denoiser == "oracle" else ("PosteriorMean", "preset", "preset_names")


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


def imports(packed: bytes, *names: str) -> str:
    """The imports that such a script needs, `names` of the engine among them."""
    known = any(pack_bits(preset(slug)) == packed for slug in preset_names())
    engine = sorted({*names, "to_signal", "preset" if known else "unpack_bits"})
    first = "" if known else "import base64\n\n"
    listed = ", ".join(engine)
    return f"{first}import numpy as np\n\nfrom unerase import {listed}"
