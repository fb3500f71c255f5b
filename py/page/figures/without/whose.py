"""Whose pixel is this? Which sketches the cells of a picture owe most to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from page.widgets.strokes import Cell
from unerase import Denoiser, Frame, LocalScore, PosteriorMean
from unerase.pixels import to_bits

MOST = 6
"""How many sketches have a colour of their own; the rest share one."""
TOLD = 3
"""How many are named for one cell."""


@dataclass(frozen=True, eq=False)
class Whose:
    """A picture and its sources.

    ink: what the denoiser answers, True where it is ink. sources: sketches of the shelf, by number,
    and the share of the picture that is mostly theirs. rank: for each cell the place in `sources`
    of the sketch that counts most there, or MOST for one that is not among them.
    """

    ink: NDArray[np.bool_]
    rank: NDArray[np.intp]
    sources: list[tuple[int, float]]


def whose(denoiser: Denoiser, frame: Frame) -> Whose:
    """The sources of a denoiser's answer to a frame: of the improviser, or of the memoriser."""
    assert isinstance(denoiser, LocalScore | PosteriorMean)
    if isinstance(denoiser, LocalScore):
        owner = denoiser.provenance(frame.x_t, frame.alpha_bar)
    else:
        weights = denoiser.weights(frame.x_t, frame.alpha_bar)
        owner = np.full(frame.x_t.shape, weights.argmax())
    counts = np.bincount(owner.reshape(-1), minlength=len(denoiser.examples))
    ranked = np.argsort(-counts, kind="stable")[:MOST]
    place = np.full(len(counts), MOST, dtype=np.intp)
    place[ranked] = np.arange(len(ranked))
    sources = [(int(i), float(counts[i]) / owner.size) for i in ranked if counts[i] > 0]
    return Whose(to_bits(frame.x0_hat), place[owner], sources)


def speakers(denoiser: Denoiser, frame: Frame, cell: Cell) -> list[tuple[int, float]]:
    """The sketches that count most at a cell, by number, with their weights, heaviest first."""
    assert isinstance(denoiser, LocalScore | PosteriorMean)
    if isinstance(denoiser, LocalScore):
        weights = denoiser.weights_at(frame.x_t, frame.alpha_bar, *cell)
    else:
        weights = denoiser.weights(frame.x_t, frame.alpha_bar).astype(np.float64)
    order = np.argsort(-weights, kind="stable")[:TOLD]
    return [(int(index), float(weights[index])) for index in order]
