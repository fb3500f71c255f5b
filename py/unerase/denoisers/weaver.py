"""The weaver: more cloth from one pattern, by a local score that knows no places."""

from __future__ import annotations

import math
from typing import TypeVar

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from unerase import checks
from unerase.arrays import Floats, Picture
from unerase.denoisers.slices import Slices, whole
from unerase.denoisers.softmax import shares
from unerase.denoisers.windows import fixed_point, log_scale, odd

Number = TypeVar("Number", np.float64, np.intp)

_ROWS = 8  # of pixels in a slice: 3 ms or so at 32 columns in WebAssembly, more in the first


class Weaver:
    """Answers, at every pixel, what is in the middle of the patches that look like its window.

        w_v(u)    ∝ exp(-sum over Ω of (x_t(u + d) - sqrt(alpha_bar)·p(v + d))² / 2(1 - alpha_bar))
        x0_hat(u) = sum of w_v(u)·p(v)

    with d in Ω, the window × window square, and v any place of the pattern p at which all of Ω lies
    inside it: the equivariant local score machine of Kamb & Ganguli 2024 ("An analytic theory of
    creativity in convolutional diffusion models") on a single picture. Where Ω sticks out of the
    canvas, only the part inside is compared. Window by window, what is woven looks like the
    pattern, but for seams where parts meet that do not fit. Nothing ties a window to the place it
    had: fine for a weave, not for a drawing whose place on paper matters.

    `pattern` has shape (rows, columns); it is copied. window is odd, 1 … 255, and fits into the
    pattern. x_t has any height and width.
    """

    def __init__(self, pattern: Picture, window: int) -> None:
        self.pattern = checks.picture("pattern", pattern).copy()
        self.pattern.setflags(write=False)
        if self.pattern.ndim != 2:
            raise ValueError(f"pattern had shape {self.pattern.shape}; it must be (rows, columns)")
        self.window, side = odd("window", window), min(self.pattern.shape)
        if self.window > side:
            raise ValueError(f"window was {window}; it must be at most {side} to fit the pattern")
        # Patches are made of lines, one upon the other. What looks alike is asked once: a drawing
        # has few different lines; and patches, most of which repeat in a weave and on the paper
        # around a drawing, count as often as they are there.
        rows = sliding_window_view(self.pattern.astype(np.float64), self.window, axis=1)
        self._lines, line_at = _numbered(rows)
        self._patches, self._kinds = _numbered(sliding_window_view(line_at, self.window, axis=0))
        often, middle = np.bincount(self._kinds.ravel()), self.window // 2
        self._sums = np.stack([often, often * self._lines[self._patches[:, middle], middle]])
        squares = np.square(self._lines)
        # Squares that are the same everywhere, as those of ±1 are, favour no patch.
        self._squares = None if (squares == squares[0, 0]).all() else squares

    def weights_at(self, x_t: Picture, alpha_bar: float, row: int, column: int) -> Floats:
        """How much each place of the pattern counts at one pixel; they add up to 1.

        Shape (rows - window + 1, columns - window + 1): entry (i, j) is for the patch whose middle
        is the pattern's pixel (i + window // 2, j + window // 2). At alpha_bar = 0 all count the
        same; at 1 only those do that fit best.
        """
        x, alpha_bar = self._checked(x_t, alpha_bar)
        row = checks.integer("row", row, 0, x.shape[0] - 1)
        column = checks.integer("column", column, 0, x.shape[1] - 1)
        around = (slice(row, row + self.window), slice(column, column + self.window))
        alike = self._shares(self._tables(x, around), alpha_bar)[:, 0]
        places: Floats = (alike / (self._sums[0] @ alike))[self._kinds]
        return places

    def in_slices(self, x_t: Picture, alpha_bar: float, size: int = _ROWS) -> Slices[Picture]:
        """x0_hat in slices of `size` rows of pixels: yields the share done, returns the answer.

        The answer is equal to a call's, bit for bit.
        """
        size = checks.integer("size", size, 1, 2**31)
        x, alpha_bar = self._checked(x_t, alpha_bar)
        tables = self._tables(x, (slice(None), slice(None)))
        answer = np.empty(x.shape, dtype=np.float32)
        for first in range(0, len(x), size):
            rows = slice(first, min(first + size, len(x)))
            seen = slice(rows.start, rows.stop + self.window - 1)
            alike = self._shares([table[:, seen] for table in tables], alpha_bar)
            total, inked = np.einsum("sp,pu->su", self._sums, alike)
            answer[rows] = (inked / total).reshape(-1, x.shape[1])
            yield rows.stop / len(x)
        return answer

    def __call__(self, x_t: Picture, alpha_bar: float, /) -> Picture:
        """Return x0_hat, float32 of the shape of x_t."""
        return whole(self.in_slices(x_t, alpha_bar))

    def _checked(self, x_t: Picture, alpha_bar: float) -> tuple[Floats, float]:
        x = checks.picture("x_t", x_t)
        if x.ndim != 2:
            raise ValueError(f"x_t had shape {x.shape}; it must be (height, width)")
        return fixed_point(x), checks.fraction("alpha_bar", alpha_bar)

    def _tables(self, x: Floats, part: tuple[slice, slice]) -> list[Floats]:
        """x·p of each line, wherever it may lie on a part of the canvas; and p·p of what is on it.

        The canvas has a rim of half a window, all 0. Shapes (lines, rows of the part, its columns -
        window + 1). p·p is left out when it favours no patch.
        """
        tables = [self._table(x, part, self._lines)]
        if self._squares is not None:
            tables.append(self._table(np.ones_like(x), part, self._squares))
        return tables

    def _table(self, values: Floats, part: tuple[slice, slice], lines: Floats) -> Floats:
        """The inner products of lines with what there is of them in a part of the canvas."""
        canvas = np.pad(values, self.window // 2)[part]
        seen = sliding_window_view(canvas, self.window, axis=1)
        # All places along one contiguous axis: the form of einsum that is fast without BLAS.
        places = np.ascontiguousarray(seen.reshape(-1, self.window).T)
        products: Floats = np.einsum("lk,ku->lu", lines, places)
        return products.reshape(len(lines), *seen.shape[:2])

    def _shares(self, tables: list[Floats], alpha_bar: float) -> Floats:
        """The weight of one patch of each kind at some pixels, as a share of the largest.

        `tables` are of the rows of those pixels and of half a window more on either side. Shape
        (kinds, pixels).
        """
        fit, *squares = [self._stacked(table) for table in tables]
        for square in squares:
            fit -= 0.5 * math.sqrt(alpha_bar) * square
        fit *= log_scale(alpha_bar)
        fit -= fit.max(axis=0)
        return shares(fit, hard=alpha_bar == 1.0)

    def _stacked(self, table: Floats) -> Floats:
        """The sums over the lines of each patch, (kinds, pixels)."""
        # Cumulative sums along the diagonals, down the canvas and the pattern at once, would not
        # grow with the window. But they pass through every place of the pattern, alike or not: a
        # call takes a fifth less with them at best (windows of 15), and twice as long in small
        # windows or on a weave. Nor would they round the same for patches alike on the canvas.
        rows = table.shape[1] - self.window + 1
        sums = table[self._patches[:, 0], :rows]
        for down in range(1, self.window):
            sums += table[self._patches[:, down], down : down + rows]
        return sums.reshape(len(sums), -1)


def _numbered(pieces: NDArray[Number]) -> tuple[NDArray[Number], NDArray[np.intp]]:
    """One of each of the different pieces, (kinds, length), and which of them is where.

    `pieces` has shape (rows, columns, length).
    """
    seen: dict[bytes, int] = {}
    kinds = np.array([[seen.setdefault(it.tobytes(), len(seen)) for it in row] for row in pieces])
    _, first = np.unique(kinds, return_index=True)
    return pieces.reshape(-1, pieces.shape[-1])[first], kinds
