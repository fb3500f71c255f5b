"""PyTorch's answers for the shipped weights, stored for the numpy network to be compared with."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import torch

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "py"), str(ROOT / "tools")]

from learner import export  # noqa: E402
from unerase.shapes import KINDS, STYLES  # noqa: E402

ALPHA_BARS = (0.0, 4e-5, 0.08, 0.5, 0.97, 1.0)
NAMES = (
    ("star", "outlined"),
    ("heart", "striped"),
    (None, "filled"),
    ("face", None),
    (None, None),
)
PICTURES = 1


def main() -> None:
    """Write `tests/data/learned.npz`."""
    network = export.read(export.SHIPPED.read_bytes())
    torch.manual_seed(0)
    asked = [(level, *name) for level in ALPHA_BARS for name in NAMES]
    x_t, x0_hat = torch.randn(len(asked), PICTURES, 32, 32).half().float(), []
    for x, (level, kind, style) in zip(x_t, asked, strict=True):
        at = KINDS.index(kind) if kind else len(KINDS)
        how = list(STYLES).index(style) if style else len(STYLES)
        words = torch.full((PICTURES,), at), torch.full((PICTURES,), how)
        with torch.no_grad():
            x0_hat.append(torch.tanh(network(x, torch.full((PICTURES,), level), *words)))
    np.savez_compressed(
        ROOT / "tests" / "data" / "learned.npz",
        allow_pickle=False,
        alpha_bar=np.array([level for level, _, _ in asked]),
        kind=np.array([kind or "" for _, kind, _ in asked]),
        style=np.array([style or "" for _, _, style in asked]),
        x_t=x_t.numpy().astype(np.float16),
        x0_hat=torch.stack(x0_hat).numpy(),
    )


if __name__ == "__main__":
    main()
