"""The averager: the best answer if nothing is known of the data but mean and covariance."""

from __future__ import annotations

import math

import numpy as np

from unerase import checks
from unerase.arrays import Picture
from unerase.denoisers.covariance import Covariance, covariance
from unerase.denoisers.slices import Slices, whole


class Wiener:
    """Answers the posterior mean for a Gaussian with the mean and covariance of N examples.

        x0_hat = m + s·C·(s²·C + (1 - s²)·I)^-1·(x_t - s·m),  s = sqrt(alpha_bar)

    with m their mean and C their covariance (divided by N, not N - 1): the filter of Wiener 1949.
    Of all denoisers that are linear in x_t it has the least squared error on the examples. At
    alpha_bar = 0 the answer is m; at 1 it is the point nearest to x_t in the plane through the
    examples (m + all sums of multiples of p_i - m).

    `examples` has shape (N, *item), N >= 1; it is copied. x_t has the shape of one. To make the
    denoiser is to factorise the covariance, which takes long beyond some hundred examples;
    `in_slices` makes it without a standstill. `factors` is what `covariance` made of these examples
    before.
    """

    def __init__(self, examples: Picture, factors: Covariance | None = None) -> None:
        self.examples = checks.items("examples", examples).copy()
        self.examples.setflags(write=False)
        self._factors = whole(covariance(self.examples)) if factors is None else factors
        pixels, given = math.prod(self.examples.shape[1:]), self._factors.mean.size
        if given != pixels:
            raise ValueError(f"factors had {given} pixels; it must have {pixels}")

    @classmethod
    def in_slices(cls, examples: Picture) -> Slices[Wiener]:
        """The denoiser of these examples in slices: yields the share done, returns the denoiser."""
        factors = yield from covariance(examples)
        return cls(examples, factors)

    def __call__(self, x_t: Picture, alpha_bar: float, /) -> Picture:
        """Return x0_hat, float32 of the shape of x_t."""
        x = checks.picture("x_t", x_t, self.examples.shape[1:]).reshape(-1).astype(np.float64)
        alpha_bar = checks.fraction("alpha_bar", alpha_bar)
        signal, factors = math.sqrt(alpha_bar), self._factors
        off = x - signal * factors.mean
        if alpha_bar == 1.0:
            answer = factors.mean + factors.projected(off)
        else:
            answer = factors.mean + signal * factors.filtered(off, alpha_bar, 1.0 - alpha_bar)
        return answer.astype(np.float32).reshape(x_t.shape)
