"""The local score: each pixel is guessed from its neighbourhood alone."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from unerase import checks
from unerase.arrays import Floats, Picture
from unerase.denoisers.softmax import shares
from unerase.denoisers.windows import box_sums, fixed_point, log_scale, odd

_SLICE = 200  # examples at a time, so that what is summed stays near the processor


class LocalScore:
    """Answers, at every pixel, the posterior mean given only the window around it.

        w_i(u)    ∝ exp(-‖x_t - sqrt(alpha_bar)·p_i‖² over P_u / 2(1 - alpha_bar))
        x0_hat(u) = sum of w_i(u)·p_i(u)

    with P_u the window × window square around pixel u, cut off at the edges: the local score
    machine of Kamb & Ganguli 2024 ("An analytic theory of creativity in convolutional diffusion
    models", eq. 7, without shifts). With a window as large as the picture it is `PosteriorMean`
    without a blur; with a smaller one it puts pictures together that no example is. If `narrowest`
    is given, the window shrinks from `window` in pure noise to `narrowest` in the clean picture
    (`window_of`).

    `examples` has shape (N, height, width), N >= 1; it is copied. x_t has the shape of one. window
    is odd, 1 … 255, and narrowest is too and not above it.
    """

    def __init__(self, examples: Picture, window: int, narrowest: int | None = None) -> None:
        self.examples = checks.picture("examples", examples).copy()
        self.examples.setflags(write=False)
        if self.examples.ndim != 3:
            shape = self.examples.shape
            raise ValueError(f"examples had shape {shape}; it must be (N, height, width)")
        self.window = odd("window", window)
        self.narrowest = self.window if narrowest is None else odd("narrowest", narrowest)
        if self.narrowest > self.window:
            raise ValueError(f"narrowest was {narrowest}; it must be at most window, {window}")
        # Examples lie along the last, contiguous axis, where sums and products are fast.
        self._keys = np.ascontiguousarray(self.examples.transpose(1, 2, 0), dtype=np.float64)
        squares = np.square(self._keys)
        # Squares that all examples share, as those of ±1 are, make no difference between them.
        self._squares = None if (squares == squares[:, :, :1]).all() else squares

    def window_of(self, alpha_bar: float) -> int:
        """The side of the window at alpha_bar in [0, 1].

        narrowest + (window - narrowest)·sqrt(1 - alpha_bar), rounded to an odd number: the window
        follows the amplitude of the noise. Kamb & Ganguli find that what a trained network looks at
        shrinks as noise falls, and calibrate the side for each step; the straight line is ours.
        """
        alpha_bar = checks.fraction("alpha_bar", alpha_bar)
        rings = (self.window - self.narrowest) // 2
        return self.narrowest + 2 * round(rings * math.sqrt(1.0 - alpha_bar))

    def weights(self, x_t: Picture, alpha_bar: float) -> Floats:
        """How much each example counts at each pixel, shape (N, height, width); they add up to 1.

        At alpha_bar = 0 all count the same; at 1 only those do that fit best.
        """
        x, alpha_bar = self._checked(x_t, alpha_bar)
        fit = self._fit(x, alpha_bar)
        fit -= fit.max(axis=-1, keepdims=True)
        counts = shares(fit, hard=alpha_bar == 1.0)
        counts /= counts.sum(axis=-1, keepdims=True)
        return counts.transpose(2, 0, 1)

    def weights_at(self, x_t: Picture, alpha_bar: float, row: int, column: int) -> Floats:
        """How much each example counts at one pixel, shape (N,): `weights` for far less work."""
        x, alpha_bar = self._checked(x_t, alpha_bar)
        row = checks.integer("row", row, 0, x.shape[0] - 1)
        column = checks.integer("column", column, 0, x.shape[1] - 1)
        reach = self.window_of(alpha_bar) // 2
        seen = (
            slice(max(0, row - reach), row + reach + 1),
            slice(max(0, column - reach), column + reach + 1),
        )
        fit = np.einsum("hw,hwn->n", x[seen], self._keys[seen])
        if self._squares is not None:
            fit -= 0.5 * math.sqrt(alpha_bar) * self._squares[seen].sum(axis=(0, 1))
        fit *= log_scale(alpha_bar)
        fit -= fit.max()
        counts = shares(fit, hard=alpha_bar == 1.0)
        counts /= counts.sum()
        return counts

    def provenance(self, x_t: Picture, alpha_bar: float) -> NDArray[np.intp]:
        """Which example counts most at each pixel: its index, shape (height, width).

        Of those that count the same, the first; at alpha_bar = 0 that is example 0 everywhere.
        """
        x, alpha_bar = self._checked(x_t, alpha_bar)
        best, found = np.full(x.shape, -np.inf), np.zeros(x.shape, dtype=np.intp)
        for part, fit in self._fits(x, alpha_bar):
            top = fit.max(axis=-1)
            np.copyto(found, part.start + fit.argmax(axis=-1), where=top > best)
            np.maximum(best, top, out=best)
        return found

    def __call__(self, x_t: Picture, alpha_bar: float, /) -> Picture:
        """Return x0_hat, float32 of the shape of x_t.

        A softmax over a stream of examples keeps the largest logarithm so far, and rescales its
        sums whenever that grows (Milakov & Gimelshein 2018).
        """
        x, alpha_bar = self._checked(x_t, alpha_bar)
        best, hard = np.full(x.shape, -np.inf), alpha_bar == 1.0
        total, mean = np.zeros(x.shape), np.zeros(x.shape)
        for part, fit in self._fits(x, alpha_bar):
            top = np.maximum(best, fit.max(axis=-1))
            fit -= top[:, :, np.newaxis]
            kept, counts = shares(best - top, hard), shares(fit, hard)
            total = kept * total + counts.sum(axis=-1)
            mean = kept * mean + np.einsum("hwn,hwn->hw", counts, self._keys[:, :, part])
            best = top
        return (mean / total).astype(np.float32)

    def _checked(self, x_t: Picture, alpha_bar: float) -> tuple[Floats, float]:
        x = checks.picture("x_t", x_t, self.examples.shape[1:])
        return fixed_point(x), checks.fraction("alpha_bar", alpha_bar)

    def _fits(self, x: Floats, alpha_bar: float) -> Iterator[tuple[slice, Floats]]:
        """`_fit` of some examples at a time, until all have been there."""
        for first in range(0, len(self.examples), _SLICE):
            part = slice(first, first + _SLICE)
            yield part, self._fit(x, alpha_bar, part)

    def _fit(self, x: Floats, alpha_bar: float, part: slice = slice(None)) -> Floats:
        """The logarithms, base 2, of the weights of some examples, but for what all have in common.

        Shape (height, width, examples).
        """
        values = self._keys[:, :, part] * x[:, :, np.newaxis]
        if self._squares is not None:
            values -= 0.5 * math.sqrt(alpha_bar) * self._squares[:, :, part]
        fit = box_sums(values, self.window_of(alpha_bar))
        fit *= log_scale(alpha_bar)
        return fit
