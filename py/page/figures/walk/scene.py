"""What the figure "Walk back" shows, computed by the engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from page.denoisers import DENOISERS
from page.denoisers.known import Likeness, in_play
from page.figures.walk.curves import curve
from page.figures.walk.pair import Pair
from page.figures.walk.settings import WalkSettings
from page.state.controls import STEPS
from page.state.subject import Subject
from page.widgets.charts.chart import Chart
from unerase import Experiment, Frame, ddim
from unerase.metrics import distance, hamming
from unerase.pixels import to_bits


@dataclass(frozen=True, eq=False)
class Walker:
    """One walk at one step: its picture, the denoiser's answer, and what that is most like.

    in_play: how many of the drawings that the denoiser weighs, `of` which there are so many, it
    still weighs; None for one that weighs none.
    """

    denoiser: str
    x_t: NDArray[np.float32]
    x0_hat: NDArray[np.float32]
    near: Likeness
    in_play: float | None
    of: str


@dataclass(frozen=True, eq=False)
class View:
    """Both walks at step t, how far they are apart, and in how many cells their signs differ."""

    t: int
    walkers: tuple[Walker, Walker]
    distance: float
    differing: int


class Scene:
    """Two walks with each denoiser: one start, and each walk's dice the same for all of them."""

    def __init__(
        self,
        settings: WalkSettings,
        subject: Subject,
        measured: Callable[[str], AbstractContextManager[None]] = lambda _: nullcontext(),
    ) -> None:
        self.schedule = subject.schedule(settings.schedule, STEPS)
        self._settings, self._subject, self._measured = settings, subject, measured
        self._x0 = subject.x0
        self._pairs: dict[str, Pair] = {}
        self._views: dict[tuple[str, int], View] = {}

    def make(self, reached: Mapping[str, int], in_time: Callable[[], bool]) -> bool:
        """Walk on, while there is time, to the step that each denoiser has `reached`.

        Whether all of them are there.
        """
        return all(
            DENOISERS[name].prepare(self._subject, in_time) and self._pair(name).make(t, in_time)
            for name, t in reached.items()
        )

    def at(self, denoiser: str, t: int) -> View:
        """Everything at step t, 0 … 20, of the walks with this denoiser."""
        if (denoiser, t) not in self._views:
            one, other = self._pair(denoiser).at(t)
            self._views[denoiser, t] = View(
                t,
                (self._walker(denoiser, one), self._walker(denoiser, other)),
                distance(one.x_t, other.x_t),
                hamming(to_bits(one.x_t), to_bits(other.x_t)),
            )
        return self._views[denoiser, t]

    def curve(self, reached: Mapping[str, int]) -> Chart:
        """The distance at every step walked: `reached` has the last one for each denoiser."""
        return curve({name: self._pair(name).distances(t) for name, t in reached.items()})

    def frames(self, denoiser: str, t: int) -> tuple[Frame, Frame]:
        """The frames of both walks at step t, 0 … 20."""
        return self._pair(denoiser).at(t)

    def _pair(self, denoiser: str) -> Pair:
        if denoiser not in self._pairs:
            spec = DENOISERS[denoiser]
            answers = spec.of(self._subject)
            walk = partial(ddim, eta=self._settings.eta)
            one, other = (
                Experiment(
                    self._x0, self.schedule, answers, walk, self._subject.seed, seed
                ).reverse()
                for seed in self._settings.walk_seeds
            )
            self._pairs[denoiser] = Pair(one, other, partial(self._measured, spec.measured))
        return self._pairs[denoiser]

    def _walker(self, denoiser: str, frame: Frame) -> Walker:
        spec, subject = DENOISERS[denoiser], self._subject
        return Walker(
            denoiser,
            frame.x_t,
            frame.x0_hat,
            spec.knows.nearest(subject, frame.x0_hat),
            in_play(spec.of(subject), frame.x_t, frame.alpha_bar),
            spec.knows.all_of(subject),
        )
