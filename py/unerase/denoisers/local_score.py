"""The local score: each pixel is guessed from its neighbourhood alone."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from unerase import checks

MAX_SIDE = 256
"""The largest window; beyond that of the pictures it sees the whole of them."""


@dataclass(frozen=True, eq=False)
class LocalScore:
    """Answers, at every pixel, the posterior mean given only the window around it.

    The local score machine of Kamb & Ganguli 2024 (eq. 7, without shifts): with P_u the examples'
    pixels in the window × window square around u, cut off at the edges,

        w_i(u) ∝ exp(-‖x_t - sqrt(alpha_bar)·p_i‖² over P_u / 2(1 - alpha_bar))
        x0_hat(u) = sum of w_i(u)·p_i(u)

    With a window as large as the picture it is `PosteriorMean` without a blur; with a smaller one
    it puts pictures together that no example is. Sums over windows come from cumulative sums, so
    that their size costs nothing.

    `examples` has shape (N, height, width), N >= 1; it is copied. x_t has the shape of one. window
    is odd, 1 … 255. Raises ValueError for other examples or windows, and when x_t is not finite or
    of another shape or alpha_bar out of [0, 1].
    """

    examples: NDArray[np.float32]
    window: int
    _half_norms: NDArray[np.float64] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        examples = checks.picture("examples", self.examples).copy()
        if examples.ndim != 3:
            raise ValueError(f"examples had shape {examples.shape}; it must be (N, height, width)")
        window = checks.integer("window", self.window, 1, MAX_SIDE)
        if window % 2 == 0:
            raise ValueError(f"window was {window}; it must be odd, with a pixel in its middle")
        half_norms = 0.5 * box_sums(np.square(examples.astype(np.float64)), window)
        for name, array in (("examples", examples), ("_half_norms", half_norms)):
            array.setflags(write=False)
            object.__setattr__(self, name, array)
        object.__setattr__(self, "window", window)

    def weights(self, x_t: NDArray[np.float32], alpha_bar: float) -> NDArray[np.float64]:
        """How much each example counts at each pixel, shape (N, height, width); they add up to 1.

        At alpha_bar = 0 all count the same; at 1 only those do that fit best.
        """
        x = checks.picture("x_t", x_t, self.examples.shape[1:])
        alpha_bar = checks.fraction("alpha_bar", alpha_bar)
        s = math.sqrt(alpha_bar)
        # Of -‖x - s·p‖²/2 the part -‖x‖²/2 is the same for all examples, and left out.
        products = np.multiply(self.examples, x, dtype=np.float64)
        fit = s * box_sums(products, self.window)
        fit -= alpha_bar * self._half_norms
        fit -= fit.max(axis=0)
        if alpha_bar == 1.0:
            shares = np.asarray(fit == 0.0, dtype=np.float64)
        else:
            shares = np.exp(fit / (1.0 - alpha_bar))
        shares /= shares.sum(axis=0)
        return shares

    def __call__(self, x_t: NDArray[np.float32], alpha_bar: float, /) -> NDArray[np.float32]:
        """Return x0_hat, float32 of the shape of x_t."""
        answer: NDArray[np.float64] = (self.weights(x_t, alpha_bar) * self.examples).sum(axis=0)
        return answer.astype(np.float32)


def box_sums(values: NDArray[np.float64], window: int) -> NDArray[np.float64]:
    """The sum of the window × window square around each pixel of pictures (…, height, width)."""
    for axis in (-2, -1):
        size, reach = values.shape[axis], window // 2
        edge = [(0, 0)] * values.ndim
        edge[axis] = (1, 0)
        upto = np.cumsum(np.pad(values, edge), axis=axis)
        here = np.arange(size)
        after, before = np.minimum(here + reach + 1, size), np.maximum(here - reach, 0)
        values = upto.take(after, axis=axis) - upto.take(before, axis=axis)
    return values
