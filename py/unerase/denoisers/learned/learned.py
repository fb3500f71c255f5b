"""The learned denoiser: a small network that was trained on drawings and is asked by name."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from unerase import checks
from unerase.arrays import Picture
from unerase.denoisers.learned.layers import (
    around,
    block,
    bottleneck,
    cells,
    gather,
    mixer,
    scatter,
)
from unerase.denoisers.learned.weights import FEATURES, SIDE, Weights
from unerase.products import silu
from unerase.shapes import KINDS, STYLES


@dataclass(frozen=True)
class Learned:
    """Answers E[x0 | x_t, name] as a network has learned it from thousands of drawings.

    The network predicts x0 (Ho et al. 2020, §3.2, "predict x0"), pixel by pixel as the mean of ±1
    with learned log-odds, from x_t, alpha_bar and the name: a kind of `unerase.shapes.KINDS` and a
    style of `STYLES`, either of them None for "not told". It was trained with names left out, so
    that with both None it answers for drawings at large, as guidance without a classifier wants it
    (Ho & Salimans 2022). `tools/learner` holds the training.

    x_t has shape (*batch, 32, 32); the answer is float32 of that shape, within -1 … 1.
    """

    weights: Weights
    kind: str | None = None
    style: str | None = None

    def __post_init__(self) -> None:
        if self.kind is not None:
            checks.one_of("kind", self.kind, KINDS)
        if self.style is not None:
            checks.one_of("style", self.style, STYLES)

    @classmethod
    def load(cls, kind: str | None = None, style: str | None = None) -> Learned:
        """The learner with the weights that were installed with the engine."""
        return cls(Weights.load(), kind, style)

    def __call__(self, x_t: Picture, alpha_bar: float, /) -> Picture:
        """Return x0_hat, float32 of the shape of x_t."""
        x = checks.picture("x_t", x_t)
        if x.shape[-2:] != (SIDE, SIDE):
            raise ValueError(f"x_t had shape {x.shape}; it must end in the axes {(SIDE, SIDE)}")
        told = self._told(checks.fraction("alpha_bar", alpha_bar))
        fine, middle, coarse = _inwards(self.weights, x.reshape(-1, SIDE, SIDE, 1), told)
        answer = np.tanh(_outwards(self.weights, fine, middle, coarse, told))
        return np.asarray(answer.reshape(x.shape))

    def _told(self, alpha_bar: float) -> NDArray[np.float32]:
        """What the blocks are told: the noise level and the name in one row of numbers."""
        kind = len(KINDS) if self.kind is None else KINDS.index(self.kind)
        style = len(STYLES) if self.style is None else list(STYLES).index(self.style)
        level = cells(self.weights, "level", level_features(alpha_bar))
        told = level + self.weights["kind"][kind] + self.weights["style"][style]
        return silu(cells(self.weights, "tell", silu(told)))


def level_features(alpha_bar: float) -> NDArray[np.float32]:
    """cos(k·φ) for k = 1 … 8 with alpha_bar = cos²(φ/2): finite where the log-SNR is not."""
    phase = math.acos(2 * alpha_bar - 1)
    features: NDArray[np.float64] = np.cos(phase * np.arange(1, FEATURES + 1))
    return features.astype(np.float32)


def _inwards(
    weights: Weights, x: NDArray[np.float32], told: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    """From pixels to 16, 8 and 4 cells a side."""
    fine = block(weights, "fine_in", around(weights, "enter", gather(x)), told)
    fine = mixer(weights, "fine_in_mixer", fine)
    middle = block(weights, "middle_in", cells(weights, "to_middle", gather(fine)), told)
    middle = mixer(weights, "middle_in_mixer", middle)
    coarse = block(weights, "coarse_in", cells(weights, "to_coarse", gather(middle)), told)
    return fine, middle, coarse


def _outwards(
    weights: Weights,
    fine: NDArray[np.float32],
    middle: NDArray[np.float32],
    coarse: NDArray[np.float32],
    told: NDArray[np.float32],
) -> NDArray[np.float32]:
    """Back to pixels, with what was found at each size on the way in (Ronneberger et al. 2015)."""
    coarse = block(weights, "coarse_out", bottleneck(weights, "bottleneck", coarse, told), told)
    middle = mixer(
        weights, "middle_out_mixer", middle + scatter(cells(weights, "from_coarse", coarse))
    )
    middle = block(weights, "middle_out", middle, told)
    fine = mixer(weights, "fine_out_mixer", fine + scatter(cells(weights, "from_middle", middle)))
    fine = block(weights, "fine_out", fine, told)
    return scatter(around(weights, "leave", silu(fine)))
