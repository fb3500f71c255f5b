"""The weaver: more cloth from one pattern, by a local score that knows no places."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from unerase import checks
from unerase.denoisers.slices import Slices, whole
from unerase.denoisers.windows import fixed_point, log_scale, odd, shares

_ROWS = 4  # of pixels in a slice


@dataclass(frozen=True, eq=False)
class Weaver:
    """Answers, at every pixel, what is in the middle of the patches that look like its window.

    The equivariant local score machine of Kamb & Ganguli 2024 ("An analytic theory of creativity in
    convolutional diffusion models") on a single picture: with d in Ω, the window × window square,
    and v any place of the pattern at which all of it lies inside the pattern,

        w_v(u) ∝ exp(-sum over Ω of (x_t(u + d) - sqrt(alpha_bar)·p(v + d))² / 2(1 - alpha_bar))
        x0_hat(u) = sum of w_v(u)·p(v)

    Where Ω sticks out of the canvas, only the part of it inside is compared. Window by window, what
    is woven looks like the pattern, but for seams where parts meet that do not fit. Nothing ties a
    window to the place it had: fine for a weave, not for a drawing whose place on paper matters.

    `pattern` has shape (rows, columns); it is copied. window is odd, 1 … 255, and fits into the
    pattern. x_t has any height and width. Raises ValueError for another pattern or window, and when
    x_t is not finite or has other axes or alpha_bar is out of [0, 1].
    """

    pattern: NDArray[np.float32]
    window: int
    _patches: NDArray[np.float64] = field(init=False, repr=False)
    _kinds: NDArray[np.intp] = field(init=False, repr=False)
    _sums: NDArray[np.float64] = field(init=False, repr=False)
    _squares: NDArray[np.float64] | None = field(init=False, repr=False)

    def __post_init__(self) -> None:
        pattern = checks.picture("pattern", self.pattern).copy()
        if pattern.ndim != 2:
            raise ValueError(f"pattern had shape {pattern.shape}; it must be (rows, columns)")
        window, side = odd("window", self.window), min(pattern.shape)
        if window > side:
            raise ValueError(f"window was {window}; it must be at most {side} to fit the pattern")
        places = sliding_window_view(pattern.astype(np.float64), (window, window))
        places = places.reshape(-1, window * window)
        # Patches that look alike weigh the same: asked once, and counted as often as they are. Most
        # of a weave are, and of the paper around a drawing.
        seen: dict[bytes, int] = {}
        kinds = np.array([seen.setdefault(patch.tobytes(), len(seen)) for patch in places])
        _, first, often = np.unique(kinds, return_index=True, return_counts=True)
        # One patch a row, its pixels contiguous: the form of einsum that is fast without BLAS.
        patches = places[first]
        sums = np.stack([often, often * patches[:, window * window // 2]])
        squares = np.square(patches)
        for array in (pattern, patches, kinds, sums, squares):
            array.setflags(write=False)
        object.__setattr__(self, "pattern", pattern)
        object.__setattr__(self, "window", window)
        object.__setattr__(self, "_patches", patches)
        object.__setattr__(self, "_kinds", kinds)
        object.__setattr__(self, "_sums", sums)
        # Squares that are the same everywhere, as those of ±1 are, favour no patch.
        shared = bool((squares == squares[0, 0]).all())
        object.__setattr__(self, "_squares", None if shared else squares)

    def weights_at(
        self, x_t: NDArray[np.float32], alpha_bar: float, row: int, column: int
    ) -> NDArray[np.float64]:
        """How much each place of the pattern counts at one pixel; they add up to 1.

        Shape (rows - window + 1, columns - window + 1): entry (i, j) is for the patch whose middle
        is the pattern's pixel (i + window // 2, j + window // 2). At alpha_bar = 0 all count the
        same; at 1 only those do that fit best. Raises ValueError for a pixel that is not there.
        """
        x, alpha_bar = self._checked(x_t, alpha_bar)
        row = checks.integer("row", row, 0, x.shape[0] - 1)
        column = checks.integer("column", column, 0, x.shape[1] - 1)
        pixel = (slice(row, row + 1), slice(column, column + 1))
        alike = self._shares(self._windows(x)[pixel], self._insides(x)[pixel], alpha_bar)[0]
        places: NDArray[np.float64] = (alike / (alike @ self._sums[0]))[self._kinds].reshape(
            [length - self.window + 1 for length in self.pattern.shape]
        )
        return places

    def in_slices(
        self, x_t: NDArray[np.float32], alpha_bar: float, size: int = _ROWS
    ) -> Slices[NDArray[np.float32]]:
        """x0_hat in slices of `size` rows of pixels: yields the share done, returns the answer.

        The answer is that of a call, bit for bit. Raises ValueError, at the first slice, as a call
        does and for a size below 1.
        """
        size = checks.integer("size", size, 1, 2**31)
        x, alpha_bar = self._checked(x_t, alpha_bar)
        windows, insides = self._windows(x), self._insides(x)
        answer = np.empty(x.shape, dtype=np.float32)
        for first in range(0, len(x), size):
            rows = slice(first, min(first + size, len(x)))
            alike = self._shares(windows[rows], insides[rows], alpha_bar)
            total, inked = np.einsum("up,sp->su", alike, self._sums)
            answer[rows] = (inked / total).reshape(-1, x.shape[1])
            yield rows.stop / len(x)
        return answer

    def __call__(self, x_t: NDArray[np.float32], alpha_bar: float, /) -> NDArray[np.float32]:
        """Return x0_hat, float32 of the shape of x_t."""
        return whole(self.in_slices(x_t, alpha_bar))

    def _checked(
        self, x_t: NDArray[np.float32], alpha_bar: float
    ) -> tuple[NDArray[np.float64], float]:
        x = checks.picture("x_t", x_t)
        if x.ndim != 2:
            raise ValueError(f"x_t had shape {x.shape}; it must be (height, width)")
        return fixed_point(x), checks.fraction("alpha_bar", alpha_bar)

    def _windows(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """The window around each pixel, (height, width, window, window); 0 outside the canvas."""
        padded = np.pad(values, self.window // 2)
        return sliding_window_view(padded, (self.window, self.window))

    def _insides(self, x: NDArray[np.float64]) -> NDArray[np.float64]:
        """1 where the windows around each pixel are on the canvas, 0 where they stick out."""
        return self._windows(np.ones_like(x))

    def _shares(
        self, windows: NDArray[np.float64], insides: NDArray[np.float64], alpha_bar: float
    ) -> NDArray[np.float64]:
        """The weight of one patch of each kind in some windows, as a share of the largest.

        Shape (windows, kinds).
        """
        rows = windows.reshape(-1, self._patches.shape[1])
        fit: NDArray[np.float64] = np.einsum("uk,pk->up", rows, self._patches)
        if self._squares is not None:
            on_canvas = insides.reshape(rows.shape)
            fit -= 0.5 * math.sqrt(alpha_bar) * np.einsum("uk,pk->up", on_canvas, self._squares)
        fit *= log_scale(alpha_bar)
        fit -= fit.max(axis=-1, keepdims=True)
        return shares(fit, alpha_bar)
