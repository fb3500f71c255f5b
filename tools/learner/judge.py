"""A judge of drawings in numpy: which kind and which style it sees, or that it sees neither.

`classifier.py` trains two of them, apart from the learner: one must name a kind, the other may call
a drawing junk.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from unerase.arrays import Bits
from unerase.denoisers.learned.layers import around, cells, gather
from unerase.denoisers.learned.weights import Weights
from unerase.pixels import to_signal
from unerase.products import silu
from unerase.shapes import KINDS, STYLES

JUNK = len(KINDS)
"""The kind of what is none."""


@dataclass(frozen=True, eq=False)
class Judge:
    """A small convolutional network; its arrays as `classifier.py` wrote them."""

    arrays: Mapping[str, NDArray[np.float32]]

    @classmethod
    def read(cls, data: bytes) -> Judge:
        """The judge in the bytes of an .npz file."""
        with np.load(io.BytesIO(data), allow_pickle=False) as archive:
            return cls({name: archive[name].astype(np.float32) for name in archive.files})

    def logits(self, drawings: Bits) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """For each of the drawings (count, 32, 32) one number per kind, and one per style."""
        weights = Weights(self.arrays)
        x = gather(to_signal(drawings)[..., np.newaxis])
        x = gather(silu(around(weights, "fine", x)))
        x = silu(around(weights, "middle", silu(cells(weights, "to_middle", x))))
        x = silu(around(weights, "coarse", silu(cells(weights, "to_coarse", gather(x)))))
        x = silu(cells(weights, "dense", x.reshape(len(x), -1)))
        return cells(weights, "kind", x), cells(weights, "style", x)

    def names(self, drawings: Bits) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The places in KINDS (or JUNK) and in STYLES of what it sees, for each drawing."""
        kinds, styles = self.logits(drawings)
        return kinds.argmax(axis=1), styles.argmax(axis=1)

    def recognises(self, drawings: Bits, kind: str, style: str) -> NDArray[np.bool_]:
        """Whether each of the drawings is seen as that kind in that style."""
        kinds, styles = self.names(drawings)
        return np.asarray((kinds == KINDS.index(kind)) & (styles == list(STYLES).index(style)))
