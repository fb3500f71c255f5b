"""What the figure "Walk back" shows, computed by the engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cache, partial
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from page.figures.poster import Picture
from page.figures.walk_back.curve import curve
from page.figures.walk_back.pair import Pair
from page.figures.walk_back.settings import ORACLE, PRESETS, STEPS, WalkSettings
from page.state.subject import DEFAULT_SUBJECT, Subject
from page.widgets.charts.chart import Chart
from unerase import (
    Denoiser,
    Experiment,
    Frame,
    Oracle,
    PosteriorMean,
    ddim,
    distance,
    hamming,
    nearest_preset,
    perplexity,
    preset,
    preset_names,
    to_bits,
    to_signal,
)

MEASURED_AS: Mapping[str, str] = MappingProxyType({ORACLE: "oracle", PRESETS: "posterior mean"})
"""What the steps of each denoiser are called in measurements."""


@dataclass(frozen=True, eq=False)
class Walker:
    """One walk at one step: its picture, the denoiser's answer, and what that is most like.

    `nearest` is a preset's slug, or empty for the visitor's own drawing; `off` says in how many
    cells the answer differs from it; `in_play` how many drawings the denoiser still weighs.
    """

    x_t: NDArray[np.float32]
    x0_hat: NDArray[np.float32]
    nearest: str
    off: int
    in_play: float


@dataclass(frozen=True, eq=False)
class View:
    """Both walks at step t, how far they are apart, and in how many cells their signs differ."""

    t: int
    walkers: tuple[Walker, Walker]
    distance: float
    differing: int


class Scene:
    """Two walks with each denoiser: one start, and each walk's dice the same for both denoisers."""

    def __init__(
        self,
        settings: WalkSettings,
        subject: Subject,
        measured: Callable[[str], AbstractContextManager[None]] = lambda _: nullcontext(),
    ) -> None:
        self.schedule = subject.schedule(settings.schedule, STEPS)
        self._settings, self._subject, self._measured = settings, subject, measured
        self._bits, self._x0 = subject.bits, subject.x0
        self._pairs: dict[str, Pair] = {}

    def at(self, denoiser: str, t: int) -> View:
        """Everything at step t, 0 … 20, of the walks with this denoiser."""
        one, other = self._pair(denoiser).at(t)
        return View(
            t,
            (self._walker(denoiser, one), self._walker(denoiser, other)),
            distance(one.x_t, other.x_t),
            hamming(to_bits(one.x_t), to_bits(other.x_t)),
        )

    def curve(self, reached: Mapping[str, int]) -> Chart:
        """The distance at every step walked: `reached` has the last one for each denoiser."""
        return curve({name: self._pair(name).distances(t) for name, t in reached.items()})

    def frames(self, denoiser: str, t: int) -> tuple[Frame, Frame]:
        """The frames of both walks at step t, 0 … 20."""
        return self._pair(denoiser).at(t)

    def _pair(self, denoiser: str) -> Pair:
        if denoiser not in self._pairs:
            answers: Denoiser = Oracle(self._x0) if denoiser == ORACLE else _presets()
            walk = partial(ddim, eta=self._settings.eta)
            one, other = (
                Experiment(
                    self._x0, self.schedule, answers, walk, self._subject.seed, seed
                ).reverse()
                for seed in self._settings.walk_seeds
            )
            self._pairs[denoiser] = Pair(one, other, partial(self._measured, MEASURED_AS[denoiser]))
        return self._pairs[denoiser]

    def _walker(self, denoiser: str, frame: Frame) -> Walker:
        answer = to_bits(frame.x0_hat)
        if denoiser == ORACLE:
            return Walker(frame.x_t, frame.x0_hat, "", hamming(answer, self._bits), 1.0)
        in_play = perplexity(_presets().weights(frame.x_t, frame.alpha_bar))
        return Walker(frame.x_t, frame.x0_hat, *nearest_preset(answer), in_play)


@cache
def _presets() -> PosteriorMean:
    return PosteriorMean(np.stack([to_signal(preset(slug)) for slug in preset_names()]))


def posters() -> dict[str, Picture]:
    """The pictures at the default settings, by the name of their place."""
    settings = WalkSettings()
    view = Scene(settings, DEFAULT_SUBJECT).at(settings.denoiser, settings.timestep)
    found: dict[str, Picture] = {}
    for number, walker in enumerate(view.walkers, 1):
        found[f"picture-{number}"] = Picture(walker.x_t)
        found[f"estimate-{number}"] = Picture(walker.x0_hat, "estimate")
    return found


def poster_chart() -> Chart:
    """The chart at the default settings: nothing has been walked yet."""
    settings = WalkSettings()
    return Scene(settings, DEFAULT_SUBJECT).curve({settings.denoiser: settings.timestep})
