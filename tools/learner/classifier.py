"""Train the two judges (part of `make train`): a minute or two on one core.

They learn from drawings of every pair, those kept from the learner too, with a few pixels wrong in
half of them; one of them from junk as well. Both are tried on drawings of other seeds.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "py"), str(ROOT / "tools")]

from learner.data import drawings  # noqa: E402
from learner.export import channels_last  # noqa: E402
from learner.judge import JUNK, Judge  # noqa: E402
from learner.junk import junk  # noqa: E402
from unerase.arrays import Bits  # noqa: E402
from unerase.pixels import to_signal  # noqa: E402
from unerase.shapes import KINDS, PAIRS, STYLES  # noqa: E402

HERE = Path(__file__).parent
STEPS, BATCH, RATE = 2500, 128, 2e-3
PER_PAIR = 500
TRAINING_SEED, HELD_OUT_SEED = 3, 4


class Classifier(nn.Module):
    """Drawings (B, 1, 32, 32) of ±1 to one number per kind, and one per style."""

    def __init__(self, kinds: int) -> None:
        super().__init__()
        self.fine = nn.Conv2d(4, 16, 3, padding=1)
        self.to_middle = nn.Conv2d(64, 32, 1)
        self.middle = nn.Conv2d(32, 32, 3, padding=1)
        self.to_coarse = nn.Conv2d(128, 48, 1)
        self.coarse = nn.Conv2d(48, 48, 3, padding=1)
        self.dense = nn.Linear(16 * 48, 64)
        self.kind = nn.Linear(64, kinds)
        self.style = nn.Linear(64, len(STYLES))

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        x = F.silu(self.fine(F.pixel_unshuffle(x, 2)))
        x = F.silu(self.middle(F.silu(self.to_middle(F.pixel_unshuffle(x, 2)))))
        x = F.silu(self.coarse(F.silu(self.to_coarse(F.pixel_unshuffle(x, 2)))))
        x = F.silu(self.dense(x.permute(0, 2, 3, 1).flatten(1)))
        return self.kind(x), self.style(x)


def pictures(seed: int) -> tuple[Bits, NDArray[np.int64], NDArray[np.int64]]:
    """Drawings of every pair, and the places of their kind and style."""
    bits = np.concatenate([drawings(kind, style, seed, PER_PAIR) for kind, style in PAIRS])
    kinds = np.repeat([KINDS.index(kind) for kind, _ in PAIRS], PER_PAIR)
    styles = np.repeat([list(STYLES).index(style) for _, style in PAIRS], PER_PAIR)
    return bits, kinds, styles


def train(knows_junk: bool) -> Classifier:
    """A trained classifier; the one that knows junk sees one piece of it in four pictures."""
    torch.manual_seed(TRAINING_SEED + knows_junk)
    source = np.random.default_rng(TRAINING_SEED)
    bits, kinds, styles = pictures(TRAINING_SEED)
    network = Classifier(len(KINDS) + knows_junk)
    optimiser = torch.optim.AdamW(network.parameters(), RATE, weight_decay=0.02)
    rates = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=STEPS)
    for _ in range(STEPS):
        at = source.integers(len(bits), size=BATCH)
        batch, kind, style = bits[at], kinds[at].copy(), styles[at]
        wrong = source.choice([0.0, 0.0, 0.01, 0.02], (BATCH, 1, 1))
        batch = batch ^ (source.random(batch.shape) < wrong)
        if knows_junk:
            few = BATCH // 4
            batch[:few] = junk(bits[source.integers(len(bits), size=few)], source)
            kind[:few] = JUNK
        seen_kind, seen_style = network(torch.from_numpy(to_signal(batch))[:, None])
        real = torch.from_numpy(kind != JUNK)
        loss = F.cross_entropy(seen_kind, torch.from_numpy(kind))
        loss = loss + F.cross_entropy(seen_style[real], torch.from_numpy(style)[real])
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
        rates.step()
    return network


def write(network: Classifier, path: Path) -> None:
    """Write the weights as float16."""
    np.savez_compressed(
        path,
        allow_pickle=False,
        **{
            name: _array(name, parameter).astype(np.float16)
            for name, parameter in network.state_dict().items()
        },
    )


def _array(name: str, parameter: Tensor) -> NDArray[np.float32]:
    array = channels_last(name, parameter)
    return array.reshape(-1) if parameter.ndim == 1 else array


def accuracy(judge: Judge, knows_junk: bool) -> dict[str, float]:
    """How often the judge is right about drawings, and junk, that it has not seen."""
    bits, kinds, styles = pictures(HELD_OUT_SEED)
    seen_kind, seen_style = judge.names(bits)
    both = (seen_kind == kinds) & (seen_style == styles)
    right = {"drawings": float(both.mean())}
    if knows_junk:
        spoiled = junk(bits[:: len(PAIRS) // 8], np.random.default_rng(HELD_OUT_SEED))
        right["junk"] = float((judge.names(spoiled)[0] == JUNK).mean())
    return right


def main() -> None:
    """Train both judges, and say how good they are."""
    torch.set_num_threads(1)
    report = {}
    for name, knows_junk in (("judge", False), ("judge_with_junk", True)):
        path = HERE / f"{name}.npz"
        write(train(knows_junk), path)
        report[name] = accuracy(Judge.read(path.read_bytes()), knows_junk)
        print(name, report[name], flush=True)
    (HERE / "judges.json").write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
