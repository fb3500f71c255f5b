"""A network that has been trained, as a denoiser like the others."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from unerase import checks
from unerase.arrays import Picture
from unerase.training.network import Network
from unerase.training.targets import Target


@dataclass(frozen=True, eq=False)
class Trained:
    """Answers what the network has learned to answer: an estimate of E[x0 | x_t].

    item: the shape of one example. x_t has shape (*batch, *item), the answer too; float32.
    """

    network: Network
    target: Target
    item: tuple[int, ...]

    def __call__(self, x_t: Picture, alpha_bar: float, /) -> Picture:
        """Return x0_hat, float32 of the shape of x_t."""
        x = checks.picture("x_t", x_t)
        if x.ndim < len(self.item) or x.shape[x.ndim - len(self.item) :] != self.item:
            raise ValueError(f"x_t had shape {x.shape}; it must end in the axes {self.item}")
        rows = x.reshape(-1, math.prod(self.item))
        levels = np.full((len(rows), 1), checks.fraction("alpha_bar", alpha_bar), np.float32)
        z = self.network(self.target.inputs(rows, levels))
        return self.target.answer(z, rows, levels).astype(np.float32).reshape(x.shape)

    @classmethod
    def read(cls, data: bytes) -> Trained:
        raise ValueError("not yet")

    def arrays(self):
        return {f"{n}{i}": a for i,(w,b) in enumerate(zip(self.network.weights,self.network.biases)) for n,a in (("w",w),("b",b))}
