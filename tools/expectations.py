"""What the page's checks of itself compare with, written into the finished site."""

from __future__ import annotations

import hashlib
import io
import json
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "py")]

from page.checking.engine import STEPS, noise, sha256, walk  # noqa: E402
from page.checking.expected import DIFFUSERS, FILES, PATH  # noqa: E402

TRACES = ROOT / "tests" / "data" / "traces.npz"


def expected() -> bytes:
    """The .npz file that page/checking/expected.py describes."""
    traces = np.load(TRACES)
    arrays = {
        "noise": sha256(noise()),
        "walk": sha256(walk()),
        "draws": traces["zs"][:STEPS].astype(np.float32),
        "alpha_bar": traces[f"{next(iter(DIFFUSERS.values()))}/abar"],
    }
    for name, theirs in DIFFUSERS.items():
        arrays[name] = traces[f"{theirs}/tanh/x"].astype(np.float32)
    out = io.BytesIO()
    np.savez_compressed(out, **arrays)
    return out.getvalue()


def write(site: Path) -> None:
    """Write both files, when all others are there but sw.js, which lists them."""
    (site / PATH).parent.mkdir(parents=True, exist_ok=True)
    (site / PATH).write_bytes(expected())
    sums = {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }
    (site / FILES).write_text(json.dumps(sums, indent=0) + "\n", encoding="utf-8")
