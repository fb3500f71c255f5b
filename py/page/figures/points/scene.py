"""What the figure "Points" shows, computed by the engine as it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from page.figures.points.marks import grid
from page.figures.points.settings import PointsSettings
from page.figures.walks import Measured
from page.samplers import sampler_of
from page.state.controls import Phase
from page.state.points import STEPS_PER_UNIT, unpack
from page.state.subject import Subject
from unerase import Frame, NoiseSource, PosteriorMean, Schedule
from unerase.clouds import MAX_POINTS
from unerase.forward import diffuse_all
from unerase.scatter import CloudMoments, cloud_moments, nearest_distance
from unerase.schedules import MAX_STEPS
from unerase.stops import quadratic

Points = NDArray[np.float32]

SAMPLES = 1000
"""How many fresh samples walk back."""
AS_GOOD_AS_ON = 1 / STEPS_PER_UNIT
"""A sample nearer than this to a point is one: no finer step can be placed."""
GRID = grid()


def schedule_of(name: str, steps: int, subject: Subject) -> Schedule:
    """The schedule at that many steps: literal betas as they are, any other by quadratic stops."""
    if name == "literal":
        return subject.schedule(name, steps)
    return quadratic(subject.schedule(name, MAX_STEPS), steps)


@dataclass(frozen=True)
class Numbers:
    """What can be said of those on the plane: moments, and for fresh samples their mean distance to
    the nearest data point and the share, 0 … 1, of those that are as good as on one."""

    count: int
    moments: CloudMoments
    distance: float | None = None
    copies: float | None = None


class Scene:
    """The points on their way into noise, the walk of fresh samples as far as it has been due, and
    the score between.

    `measured` wraps every denoise-and-step, the arrows' scores included.
    """

    def __init__(
        self, s: PointsSettings, subject: Subject, measured: Measured = nullcontext
    ) -> None:
        self._measured = measured
        self.points = unpack(s.points)
        self.schedule = schedule_of(s.schedule, s.steps, subject)
        # Who owns all points detects them together: they are as loud as so many cells of ±1.
        self.cells = max(1, round(float(np.square(self.points, dtype=np.float64).sum())))
        # One stream for all, in a fixed order: another point does not stir the others' noise.
        noise = NoiseSource(subject.seed, stream=s.walk)
        start = noise.normal((SAMPLES, 2))
        eps = noise.normal((MAX_POINTS, 2))[: len(self.points)]
        self.walk: list[Frame] = []
        self._scores: dict[int, Points] = {}
        self.forward: Points = np.empty((s.steps + 1, 0, 2), dtype=np.float32)
        if self.points.size:
            self.forward = diffuse_all(self.points, self.schedule, eps)
            self._denoiser = PosteriorMean(self.points, s.bandwidth)
            sampler = sampler_of(s.sampler)
            self._steps: Iterator[Frame] = sampler(self._denoiser, self.schedule, start, noise)

    def step(self, arrows: bool = False) -> None:
        """Walk one step on; the first gives the samples at T."""
        with self._measured():
            frame = next(self._steps)
            self.walk.append(frame)
            if arrows:
                self.score(frame.t)

    def walk_on(self, s: PointsSettings, in_time: Callable[[], bool]) -> bool:
        """Walk on to where it is due, while there is time; whether it is there."""
        while len(self.walk) < _due(s):
            if not in_time():
                return False
            self.step(s.arrows)
        return True

    def score(self, t: int) -> Points | None:
        """∇log p_t at the places of GRID, shape (256, 2).

        None without data, and at step 0 if these are not blurred: bare points have no density.
        """
        if not self.points.size or (t == 0 and self._denoiser.bandwidth == 0):
            return None
        if t not in self._scores:
            self._scores[t] = self._denoiser.score(GRID, self.schedule.at(t))
        return self._scores[t]

    def gone(self, s: PointsSettings) -> int:
        """How many steps of its way what is shown has gone, as far as that has been made."""
        return s.timestep if s.phase == "forward" else min(_due(s), len(self.walk)) - 1

    def reached(self, s: PointsSettings) -> int:
        """The step that can be shown: a walk that is not there yet is seen on its way."""
        return s.timestep if s.phase == "forward" else s.steps - self.gone(s)

    def stop(self, phase: Phase, gone: int) -> Points:
        """The points that are seen after so many steps of this way."""
        return self.walk[gone].x_t if phase == "reverse" else self.forward[gone]

    def numbers(self, s: PointsSettings) -> Numbers | None:
        """What can be said of the points shown; None when there are none."""
        shown = self.stop(s.phase, self.gone(s))
        if not shown.size:
            return None
        found = Numbers(len(shown), cloud_moments(shown))
        if s.phase == "forward":
            return found
        distance = nearest_distance(shown, self.points)
        copies = float((distance < AS_GOOD_AS_ON).mean())
        return replace(found, distance=float(distance.mean(dtype=np.float64)), copies=copies)


def _due(s: PointsSettings) -> int:
    return s.steps - s.timestep + 1 if s.phase == "reverse" and s.points else 0
