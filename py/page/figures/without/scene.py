"""What the lanes of the figure "Without the oracle" show, computed by the engine."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from page.denoisers import DENOISERS
from page.denoisers.known import DRAWING, SHELF, in_play
from page.denoisers.spec import Asked
from page.figures.walks import Walk, finish
from page.figures.without.settings import WithoutSettings
from page.state.controls import STEPS
from page.state.subject import Subject
from unerase import Denoiser, Frame, NoiseSource
from unerase.metrics import hamming, undecided
from unerase.noise import start_noise
from unerase.pixels import to_bits
from unerase.presets import SIDE
from unerase.samplers import SAMPLERS

PRESSED = 0  # the dice of a walk that throws none

Measured = Callable[[str], AbstractContextManager[None]]
"""Wraps every denoise-and-step of the denoiser of that name."""


@dataclass(frozen=True, eq=False)
class Lane:
    """One denoiser at one step: its picture, its answer, and what that is most like.

    known: the drawing it is compared with, True where there is ink; name: what that is called;
    off: in how many cells the answer differs from it. alive: how many sketches are still in play,
    for a denoiser that weighs sketches; the improviser weighs them anew at each pixel, and it is
    the mean. other, apart: the picture of the second walk, and in how many cells the two differ;
    None where there is none. undecided: the share of cells that are neither ink nor paper.
    """

    denoiser: str
    x_t: NDArray[np.float32]
    x0_hat: NDArray[np.float32]
    known: NDArray[np.bool_]
    name: str
    off: int
    alive: float | None
    other: NDArray[np.float32] | None
    apart: int | None
    undecided: float


class Scene:
    """The walks of all lanes: one start noise, and the same dice in each."""

    def __init__(
        self,
        settings: WithoutSettings,
        subject: Subject,
        measured: Measured = lambda _: nullcontext(),
    ) -> None:
        self.schedule = subject.schedule(settings.schedule, STEPS)
        self._s, self._subject, self._measured = settings, subject, measured
        self._sampler = SAMPLERS[settings.sampler]
        self._start = start_noise(settings.seed, (SIDE, SIDE))
        self._asked = Asked(window=settings.window)
        self._walks: dict[tuple[str, int], Walk] = {}
        self._lanes: dict[tuple[str, int, bool], Lane] = {}

    def make(self, s: WithoutSettings, in_time: Callable[[], bool]) -> bool:
        """Walk on in all lanes that are shown, while there is time; whether all are at their end.

        A lane whose denoiser has not arrived is left out.
        """
        if not all(DENOISERS[name].prepare(self._subject, in_time) for name in self.ready(s)):
            return False
        return finish(
            (walk for name in self.ready(s) for walk in self.walks(name, s.twice)), in_time
        )

    def ready(self, s: WithoutSettings) -> list[str]:
        """The lanes whose denoisers are here."""
        return [name for name in s.shown if DENOISERS[name].here()]

    def frame(self, name: str, t: int) -> Frame:
        """The first walk of that lane at step t; it must have been made."""
        return self.walks(name, False)[0].frames[STEPS - t]

    def lane(self, name: str, s: WithoutSettings) -> Lane:
        """One lane at the present step; it must have been made.

        Weighing sketches at every cell takes milliseconds, and is not done again for each paint.
        """
        place = (name, s.timestep, s.twice)
        if place not in self._lanes:
            self._lanes[place] = self._lane(*place)
        return self._lanes[place]

    def _lane(self, name: str, t: int, twice: bool) -> Lane:
        frames = [walk.frames[STEPS - t] for walk in self.walks(name, twice)]
        frame = frames[0]
        beside = DRAWING if DENOISERS[name].knows is DRAWING else SHELF
        like = beside.nearest(self._subject, frame.x0_hat)
        other = frames[1].x_t if twice else None
        return Lane(
            name,
            frame.x_t,
            frame.x0_hat,
            like.bits,
            like.name,
            like.off,
            in_play(self.denoiser(name), frame.x_t, frame.alpha_bar),
            other,
            None if other is None else hamming(to_bits(frame.x_t), to_bits(other)),
            undecided(frame.x0_hat),
        )

    def walks(self, name: str, twice: bool) -> list[Walk]:
        """The walks of that lane, one or two, as far as they have been made."""
        dice = (self._s.walk, self._s.second_walk)[: 1 + twice]
        return [self._walk(name, seed) for seed in dice]

    def _walk(self, name: str, dice: int) -> Walk:
        if (name, dice) not in self._walks:
            stream = dice if self._sampler.stochastic else PRESSED
            frames = self._sampler(
                self.denoiser(name),
                self.schedule,
                self._start,
                NoiseSource(self._s.seed, stream),
            )
            self._walks[name, dice] = Walk(frames, partial(self._measured, name))
        return self._walks[name, dice]

    def denoiser(self, name: str) -> Denoiser:
        """The denoiser of that lane; raises LookupError while it is not here."""
        return DENOISERS[name].of(self._subject, self._asked)
