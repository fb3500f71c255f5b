"""One cloth's walk, woven little by little: an answer at the larger windows outlasts a frame."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from page.figures.walks import Measured, Walk
from unerase import Schedule, Weaver, ddpm
from unerase.answers import read_only
from unerase.denoisers.slices import Slices
from unerase.noise import Noise

ROWS = 4  # of cells in a slice


class Weaving(Walk):
    """A walk of `ddpm` whose answers are made in slices; its frames are those of a plain one.

    The sampler hands a frame over before it needs what the denoiser says of it. So it gets a
    blank picture for an answer, which is filled in before the sampler is asked to go on. It gets
    it as `read_only`: anything else would be copied. The last frame of an unfinished walk may have
    an answer that is not there yet.
    """

    def __init__(
        self,
        weaver: Weaver,
        schedule: Schedule,
        start: NDArray[np.float32],
        noise: Noise,
        measured: Measured,
    ) -> None:
        super().__init__(ddpm(self._later, schedule, start, noise), measured)
        self._weaver = weaver
        self._slices: Slices[NDArray[np.float32]] | None = None

    def _later(self, x_t: NDArray[np.float32], alpha_bar: float, /) -> NDArray[np.float32]:
        self._slices = self._weaver.in_slices(x_t, alpha_bar, ROWS)
        self._answer = np.zeros(x_t.shape, np.float32)
        return read_only(self._answer)

    def step(self) -> None:
        """Make a slice more of an answer; where none is under way, a frame."""
        if self._slices is None:
            super().step()
            return
        with self._measured():
            try:
                next(self._slices)
            except StopIteration as end:
                self._answer[...] = end.value
                self._slices = None
