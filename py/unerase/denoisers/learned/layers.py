"""What the learner's network is made of, in numpy: channels last, any number of pictures at once.

Arrays are float32 of shape (pictures, height, width, channels). A layer's matrix has one row per
unit, so that a product runs along the contiguous axis of both its factors: without BLAS, as in the
browser, that is where `einsum` is fastest.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from unerase.denoisers.learned.weights import Weights
from unerase.products import product, silu


def cells(weights: Weights, name: str, x: NDArray[np.float32]) -> NDArray[np.float32]:
    """The layer at every cell by itself: a 1 × 1 convolution."""
    flat = product(x.reshape(-1, x.shape[-1]), weights[f"{name}.weight"])
    flat += weights[f"{name}.bias"]
    return flat.reshape(*x.shape[:-1], -1)


def around(weights: Weights, name: str, x: NDArray[np.float32]) -> NDArray[np.float32]:
    """The layer over the 3 × 3 cells around each, with zeros beyond the edge: a convolution."""
    count, height, width, channels = x.shape
    padded = np.zeros((count, height + 2, width + 2, channels), dtype=np.float32)
    padded[:, 1:-1, 1:-1] = x
    patches = np.empty((count, height, width, 9, channels), dtype=np.float32)
    for place in range(9):
        down, right = divmod(place, 3)
        patches[:, :, :, place] = padded[:, down : down + height, right : right + width]
    return cells(weights, name, patches.reshape(count, height, width, 9 * channels))


def gather(x: NDArray[np.float32]) -> NDArray[np.float32]:
    """Each 2 × 2 cells as one cell of four times the channels (rows, columns, channels)."""
    count, height, width, channels = x.shape
    split = x.reshape(count, height // 2, 2, width // 2, 2, channels)
    return split.transpose(0, 1, 3, 2, 4, 5).reshape(count, height // 2, width // 2, 4 * channels)


def scatter(x: NDArray[np.float32]) -> NDArray[np.float32]:
    """The opposite of `gather`."""
    count, height, width, channels = x.shape
    split = x.reshape(count, height, width, 2, 2, channels // 4)
    return split.transpose(0, 1, 3, 2, 4, 5).reshape(count, 2 * height, 2 * width, channels // 4)


def film(
    weights: Weights, name: str, x: NDArray[np.float32], told: NDArray[np.float32]
) -> NDArray[np.float32]:
    """x with a scale and a shift per channel that follow from `told` (FiLM, Perez et al. 2018)."""
    scale, shift = np.split(cells(weights, f"{name}.told", told), 2)
    return np.asarray(x * (1 + scale) + shift)


def block(
    weights: Weights, name: str, x: NDArray[np.float32], told: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Two 3 × 3 convolutions, told in between, added to what came in (He et al. 2016)."""
    y = film(weights, name, around(weights, f"{name}.first", silu(x)), told)
    y = around(weights, f"{name}.second", silu(y))
    y += x
    return y


def mixer(weights: Weights, name: str, x: NDArray[np.float32]) -> NDArray[np.float32]:
    """Every cell to every cell, alike for all channels (Tolstikhin et al. 2021), added to x."""
    count, height, width, channels = x.shape
    y = silu(x).reshape(count, height * width, channels)
    y = np.ascontiguousarray(y.transpose(0, 2, 1))  # a product runs along cells that lie together
    y = cells(weights, f"{name}.widen", silu(cells(weights, f"{name}.narrow", y)))
    return x + y.transpose(0, 2, 1).reshape(x.shape)


def bottleneck(
    weights: Weights, name: str, x: NDArray[np.float32], told: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Every cell to every cell, through one narrow dense layer, added to what came in."""
    count, height, width, _ = x.shape
    y = silu(cells(weights, f"{name}.squeeze", silu(x))).reshape(count, -1)
    y = film(weights, name, cells(weights, f"{name}.narrow", y), told)
    y = silu(cells(weights, f"{name}.widen", silu(y)))
    return x + cells(weights, f"{name}.spread", y.reshape(count, height, width, -1))
