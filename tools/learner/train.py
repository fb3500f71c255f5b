"""Train the learner (`make train`): half an hour or so on two cores.

Writes the trained network to `build/learner.pt`, the shipped weights to
`py/unerase/denoisers/learned/learner.npz`, and the loss curve to `tools/learner/loss.json`. Every
draw has a fixed seed; sums of floats still differ a little between machines.
"""

from __future__ import annotations

import argparse
import copy
import json
import math
import sys
import time
from pathlib import Path

import torch
from torch import Tensor

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "py"), str(ROOT / "tools")]

from learner import data, export  # noqa: E402
from learner.network import Network, random_levels, training_loss  # noqa: E402
from unerase.shapes import KINDS, STYLES  # noqa: E402

STEPS, BATCH = 7000, 128
MINUTES = 38.0
RATE, WARM_UP = 2.5e-3, 300
AVERAGE = 0.999
UNTOLD = 0.1
"""The share of pictures without either word; as many have no kind only, and no style only."""
SEED = 20


class Shapes:
    """A set of pictures on the training device, drawn from in random batches."""

    def __init__(self, seed: int) -> None:
        bits, kinds, styles = (torch.from_numpy(array) for array in data.pictures(seed))
        self.bits, self.kinds, self.styles = bits, kinds, styles
        self.source = torch.Generator().manual_seed(SEED + seed)

    def batch(self, count: int) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """x0, x_t, alpha_bar, kind and style of `count` pictures, some without a word or two."""
        at = torch.randint(len(self.bits), (count,), generator=self.source)
        x0 = self.bits[at].float() * 2 - 1
        alpha_bar = random_levels(count, self.source)
        eps = torch.randn(x0.shape, generator=self.source)
        level = alpha_bar[:, None, None]
        x_t = level.sqrt() * x0 + (1 - level).sqrt() * eps
        lot = torch.rand(count, generator=self.source)
        kind = self.kinds[at].masked_fill(lot < 2 * UNTOLD, len(KINDS))
        styleless = (lot < UNTOLD) | ((lot >= 2 * UNTOLD) & (lot < 3 * UNTOLD))
        style = self.styles[at].masked_fill(styleless, len(STYLES))
        return x0, x_t, alpha_bar, kind, style


def rate(step: int, done: float) -> float:
    """The learning rate: a linear warm-up, then half a cosine down to nothing when all is done."""
    return RATE * min(1.0, (step + 1) / WARM_UP) * 0.5 * (1 + math.cos(math.pi * min(1.0, done)))


def held_out_loss(network: Network, shapes: Shapes) -> float:
    """The loss on 2048 pictures that training does not see; the same noise each time."""
    shapes.source.manual_seed(SEED)
    with torch.no_grad():
        losses = []
        for _ in range(8):
            x0, x_t, alpha_bar, kind, style = shapes.batch(256)
            losses.append(training_loss(network(x_t, alpha_bar, kind, style), x0, alpha_bar))
    return float(torch.stack(losses).mean())


def train(steps: int, minutes: float) -> tuple[Network, list[dict[str, float]]]:
    """The running average of the trained network, and its losses on the way.

    Ends after so many steps, or sooner where they would take more than so many minutes; the
    learning rate falls in time for either.
    """
    torch.manual_seed(SEED)
    network = Network()
    average = copy.deepcopy(network)
    optimiser = torch.optim.AdamW(network.parameters(), RATE, weight_decay=0.01, fused=True)
    shapes, held_out = Shapes(data.TRAINING_SEED), Shapes(data.HELD_OUT_SEED)
    started, recent, curve = time.perf_counter(), [], []
    step, done = 0, 0.0
    while done < 1:
        step += 1
        done = max(step / steps, (time.perf_counter() - started) / (60 * minutes))
        for group in optimiser.param_groups:
            group["lr"] = rate(step, done)
        x0, x_t, alpha_bar, kind, style = shapes.batch(BATCH)
        with torch.autocast("cpu", torch.bfloat16):
            output = network(x_t, alpha_bar, kind, style)
        loss = training_loss(output.float(), x0, alpha_bar)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        keep = min(AVERAGE, (step + 1) / (step + 10))
        with torch.no_grad():
            torch._foreach_lerp_(list(average.parameters()), list(network.parameters()), 1 - keep)
        recent.append(loss.item())
        if step % 100 == 0 or done >= 1:
            point = {"step": step, "training": sum(recent) / len(recent)}
            recent = []
            if step % 500 == 0 or done >= 1:
                point["held_out"] = held_out_loss(average, held_out)
                torch.save(average.state_dict(), ROOT / "build" / "learner.pt")
            point["seconds"] = time.perf_counter() - started
            curve.append({name: round(value, 5) for name, value in point.items()})
            print(curve[-1], flush=True)
    return average, curve


def main() -> None:
    """Train, and write what the page and the report need."""
    parser = argparse.ArgumentParser(description="Train the learner.")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--minutes", type=float, default=MINUTES)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    (ROOT / "build").mkdir(exist_ok=True)
    network, curve = train(arguments.steps, arguments.minutes)
    (ROOT / "tools" / "learner" / "loss.json").write_text(
        "[\n" + ",\n".join(json.dumps(point) for point in curve) + "\n]\n"
    )
    export.write(network, export.SHIPPED)


if __name__ == "__main__":
    main()
