"""What the checks compare with: computed when the site was built, or by others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from numpy.typing import NDArray

from unerase import npz

PATH = "assets/checks/expected.npz"
FILES = "assets/checks/files.json"
"""The SHA-256 of every file of the site, in hex, by its path."""

Expected = Mapping[str, NDArray[Any]]
"""Arrays by name: `noise` and `walk`, SHA-256 of the bytes that CPython makes (uint8, shape (32,));
`draws` (20, 8, 8), `alpha_bar` (20,), and by the names of `DIFFUSERS` the states of its walks
(21, 8, 8)."""

DIFFUSERS = {
    "ddpm": "ddpm_lin1000_trailing_fixed_small",
    "ddim": "ddim_lin1000_trailing_eta0",
    "dpmpp": "dpmpp2m_midpoint_lin1000_trailing",
    "unipc": "unipc_lin1000_trailing",
}
"""Samplers of the engine, and what the traces of diffusers call theirs (tests/data/README.md)."""


def read(data: bytes) -> Expected:
    """The arrays of that file; raises ValueError when it is no such file."""
    return npz.load(data, "the page's own expectations")
