"""The frames that the hero shows, computed as they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from page.denoisers import DENOISERS
from page.denoisers.known import DRAWING, Likeness
from page.figures.hero.settings import HeroSettings
from page.samplers import sampler_of
from page.state.controls import Phase
from page.state.subject import Subject
from page.widgets.film import Ends
from unerase import Experiment, Frame, Schedule, mse
from unerase.denoisers import ask
from unerase.forward import diffuse_all
from unerase.noise import start_noise
from unerase.pixels import tone
from unerase.presets import SIDE


class Scene:
    """An experiment, the walk made in it so far, and both as pictures.

    `measured` wraps every denoise-and-step; `now` gives milliseconds, for the time budget.
    """

    def __init__(
        self, measured: Callable[[], AbstractContextManager[None]], now: Callable[[], float]
    ) -> None:
        self._measured = measured
        self._now = now
        self._used: HeroSettings | None = None
        self._experiment_of: object = None
        self._done = 0.0  # the share of the walk that is due
        self._due = 0

    def use(self, s: HeroSettings) -> bool:
        """Take over the settings; True when frames made before are no longer right.

        After a change the walk is due as far as it was before, or to the step shown.
        """
        subject = Subject.of(s).under(s.schedule, s.shelved)
        used = replace(s, curve=subject.curve, shelf=subject.shelf, timestep=0, phase="forward")
        # Another denoiser where it has learned more; others where the visitor has run other code.
        made = (
            DENOISERS[used.denoiser].of(subject),
            subject.schedule(s.schedule, s.steps),
            sampler_of(s.sampler),
        )
        before, fresh = self._used, used != self._used or made != self._experiment_of
        self._experiment_of = made
        if fresh:
            self.experiment = experiment_of(used)
            self._start = s.walk_start
            self._walk: list[Frame] = []
            self._walk_tones = np.empty((s.walk_start + 1, SIDE, SIDE), dtype=np.uint8)
            self._answers: dict[int, NDArray[np.float32]] = {}
        walking = s.phase == "reverse"
        if walking and not (before and before.steps != s.steps):
            # Not while the steps change: what is shown then has been rounded, and would add up.
            self._done = max(self._done, 1 - s.timestep / s.steps)
        self._due = s.steps - round(self._done * s.steps)
        if walking:
            self._due = min(self._due, s.timestep)
        self._used = used
        return fresh

    @property
    def reached(self) -> int:
        """The step down to which the walk has been made."""
        return self._walk[-1].t if self._walk else self._start

    def _begin(self) -> None:
        """Begin the walk, if that has not been done: not every move of a stroke has to."""
        if not self._walk:
            self._generator: Iterator[Frame] = self.experiment.reverse(self._start)
            self._add(next(self._generator))

    def _add(self, frame: Frame) -> None:
        self._walk.append(frame)
        self._walk_tones[frame.t] = tone(frame.x_t)

    def walk_on(self, deadline_ms: float) -> bool:
        """Walk on to where it is due, at least one step, until the deadline; True when there."""
        while self.reached > self._due:
            self._begin()
            with self._measured():
                frame = next(self._generator)
            self._add(frame)
            if self._now() > deadline_ms:
                break
        return self.reached <= self._due

    def frame(self, phase: Phase, t: int) -> Frame:
        """The frame at step t of one phase; a walk that is not there yet gives its last frame.

        Where a walk leaves from less than noise, what lies before it is the way forward.
        """
        if phase == "reverse" and t <= self._start:
            self._begin()
            return self._walk[min(self._start - t, len(self._walk) - 1)]
        x_t = self.experiment.at(t)
        alpha_bar = self.experiment.schedule.at(t)
        if t not in self._answers:
            self._answers[t] = ask(self.experiment.denoiser, x_t, alpha_bar, t)
        return Frame(t, alpha_bar, x_t, self._answers[t], calls=0)

    def error(self, frame: Frame) -> float:
        """Mean squared error of the frame's picture against the drawing."""
        return mse(frame.x_t, self.experiment.x0)

    def near(self, frame: Frame) -> Likeness:
        """The drawing, of those that the denoiser knows, that its answer is most like."""
        assert self._used is not None  # before anything is shown
        knows = DENOISERS[self._used.denoiser].knows
        return knows.nearest(Subject.of(self._used), frame.x0_hat)

    def off(self, frame: Frame) -> int:
        """In how many cells the denoiser's answer differs from the visitor's drawing."""
        assert self._used is not None  # before anything is shown
        return DRAWING.nearest(Subject.of(self._used), frame.x0_hat).off

    def forward_ends(self, first: int, end: int) -> Ends:
        """What forward frames first … end - 1 are made of: in each cell, of one or the other.

        The same pair as before, while schedule and noise are.
        """
        return _blank_and_full(self.experiment.schedule, self.experiment.seed, first, end)

    def walk_tones(self, first: int, end: int) -> tuple[int, NDArray[np.uint8]]:
        """The walk's frames among first … end - 1: (step of the first one, tones)."""
        first, end = max(first, self.reached), min(end, len(self._walk_tones))
        if first < end:
            self._begin()
        return first, self._walk_tones[first : max(first, end)]


@lru_cache(maxsize=2)
def _blank_and_full(schedule: Schedule, seed: int, first: int, end: int) -> Ends:
    eps = start_noise(seed, (SIDE, SIDE))
    paper, ink = (
        tone(diffuse_all(np.full_like(eps, level), schedule, eps, first, end)) for level in (-1, 1)
    )
    return paper, ink


def experiment_of(s: HeroSettings) -> Experiment:
    """The experiment that these settings describe; raises LookupError as `DenoiserSpec` says."""
    subject = Subject.of(s)
    return Experiment(
        subject.x0,
        subject.schedule(s.schedule, s.steps),
        DENOISERS[s.denoiser].of(subject),
        sampler_of(s.sampler),
        s.seed,
        s.walk_seed,
    )
