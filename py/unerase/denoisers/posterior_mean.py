"""The posterior mean: the best answer of a denoiser that knows the data but not the drawing."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from unerase import checks
from unerase.arrays import Floats, Picture
from unerase.denoisers.softmax import LOG2_E, shares

MAX_BANDWIDTH = 1000
"""The largest bandwidth; beyond it the examples are one blur."""


class PosteriorMean:
    """Answers E[x0 | x_t] for data that are N examples, each with a Gaussian blur around it.

        p(x0)  = 1/N · sum of N(p_i, h²I)
        v      = alpha_bar·h² + 1 - alpha_bar
        w_i    ∝ exp(-‖x_t - sqrt(alpha_bar)·p_i‖² / 2v)
        x0_hat = sum of w_i·(p_i + sqrt(alpha_bar)·h²/v · (x_t - sqrt(alpha_bar)·p_i))

    A softmax over the examples: the exact denoiser of Karras et al. 2022, appendix B.3, here with
    a bandwidth h, 0 … 1000 in the units of the examples. With h = 0 the data are the examples
    themselves.

    `examples` has shape (N, *item), N >= 1; it is copied. x_t has shape (*batch, *item) with any
    number of batch axes: one picture, or a thousand points.
    """

    def __init__(self, examples: Picture, bandwidth: float = 0.0) -> None:
        self.examples = checks.items("examples", examples).copy()
        self.bandwidth = checks.number("bandwidth", bandwidth, 0, MAX_BANDWIDTH)
        flat = self.examples.reshape(len(self.examples), -1).T
        # Examples lie along the last, contiguous axis: there einsum is fast without BLAS. Double
        # precision is for the weights: near alpha_bar = 1 their exponents reach millions. It also
        # hides, in the float32 of the answer, that machines sum in another order and that their
        # exponentials differ in the last bit: the same question has the same answer everywhere.
        self._keys = np.empty((len(flat) + 1, len(self.examples)))
        self._keys[:-1] = flat
        self._keys[-1] = -0.5 * np.square(self._keys[:-1]).sum(axis=0)
        self._values = np.ones(self._keys.shape)  # the row of ones adds up the weights
        self._values[:-1] = flat
        self.examples.setflags(write=False)

    def weights(self, x_t: Picture, alpha_bar: float) -> NDArray[np.float32]:
        """How much each example counts in the answer to x_t: posterior probabilities w_i.

        Shape (*batch, N), float32, each row sums to 1. alpha_bar in [0, 1]: at 0 all count the
        same; at 1 with h = 0 only the nearest does, or the nearest ones in equal parts.
        """
        x, alpha_bar = self._checked(x_t, alpha_bar)
        counts = self._shares(x, alpha_bar)
        counts /= counts.sum(axis=-1, keepdims=True)
        batch = x.shape[: x.ndim - self.examples.ndim + 1]
        return counts.astype(np.float32).reshape((*batch, len(self.examples)))

    def __call__(self, x_t: Picture, alpha_bar: float, /) -> Picture:
        """Return E[x0 | x_t], float32 of the shape of x_t."""
        x, alpha_bar = self._checked(x_t, alpha_bar)
        mean, v = self._mean(x, alpha_bar), self._variance(alpha_bar)
        if v == 0.0:
            return mean
        # The terms in p_i together: 1 - alpha_bar·h²/v = (1 - alpha_bar) / v.
        of_x = math.sqrt(alpha_bar) * self._blur / v
        answer: Picture = (1.0 - alpha_bar) / v * mean + of_x * x
        return answer

    def score(self, x_t: Picture, alpha_bar: float) -> Picture:
        """Return ∇log p_t(x_t), float32 of the shape of x_t.

        sum of w_i·(sqrt(alpha_bar)·p_i - x_t) / v: the same as Tweedie's formula from the answer
        (`score_from_x0`), and right at alpha_bar = 1 too if the data are blurred. Raises ValueError
        where there is neither noise nor blur: such data have no density.
        """
        x, alpha_bar = self._checked(x_t, alpha_bar)
        v = self._variance(alpha_bar)
        if v == 0.0:
            raise ValueError(f"alpha_bar was {alpha_bar}; data without a blur have no score there")
        pull: Picture = math.sqrt(alpha_bar) * self._mean(x, alpha_bar) - x
        return (pull / v).astype(np.float32)

    def _mean(self, x: Picture, alpha_bar: float) -> Picture:
        """The weighted mean of the examples, of the shape of x."""
        sums = np.einsum("bn,dn->bd", self._shares(x, alpha_bar), self._values)
        mean: Picture = (sums[:, :-1] / sums[:, -1:]).astype(np.float32)
        return mean.reshape(x.shape)

    @property
    def _blur(self) -> float:
        """h²; bandwidths below 1e-30, whose square could vanish, count as 1e-30."""
        return max(self.bandwidth, 1e-30) ** 2 if self.bandwidth > 0 else 0.0

    def _variance(self, alpha_bar: float) -> float:
        """v, the variance of x_t around sqrt(alpha_bar)·p_i; each of its terms may be tiny."""
        return alpha_bar * self._blur + (1.0 - alpha_bar)

    def _checked(self, x_t: Picture, alpha_bar: float) -> tuple[Picture, float]:
        x, item = checks.picture("x_t", x_t), self.examples.shape[1:]
        if x.ndim < len(item) or x.shape[x.ndim - len(item) :] != item:
            raise ValueError(f"x_t had shape {x.shape}; it must end in the axes {item}")
        return x, checks.fraction("alpha_bar", alpha_bar)

    def _shares(self, x: Picture, alpha_bar: float) -> Floats:
        """The weights for each item of x, in proportion to the largest, which is 1.

        Shape (items, N). Of -‖x - s·p‖²/2v the part -‖x‖²/2v is the same for all examples, and left
        out; s·x·p - s²·‖p‖²/2 is one product, of (s·x, s²) and a key.
        """
        s, v = math.sqrt(alpha_bar), self._variance(alpha_bar)
        scale = LOG2_E / v if v > 0.0 else 1.0
        items = x.reshape(-1, len(self._keys) - 1)
        rows = np.empty((len(items), len(self._keys)))
        rows[:, :-1] = items
        rows[:, :-1] *= s * scale
        rows[:, -1] = alpha_bar * scale
        logs: Floats = np.einsum("bd,dn->bn", rows, self._keys)
        logs -= logs.max(axis=-1, keepdims=True)
        return shares(logs, hard=v == 0.0)  # the clean picture, and data without a blur
