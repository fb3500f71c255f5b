"""A network that learns points in the plane, and samples that flow along what it has learned."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from page.figures.learn.run import InTime, Run
from page.figures.learn.settings import POINT_STEPS
from page.figures.points.marks import grid
from page.figures.walks import Measured, Walk
from page.state.points import unpack
from unerase import Denoiser, NoiseSource, PosteriorMean, ddim, linear
from unerase.denoisers import score_from_x0
from unerase.denoisers.slices import Slices
from unerase.scatter import nearest_distance
from unerase.schedules import MAX_STEPS
from unerase.stops import quadratic
from unerase.training import Error, Exam, Trained, Training, points_training

SAMPLES = 300
"""How many samples flow."""
BANDWIDTH = 0.1
"""The blur of the points: what the figure *Points* begins with."""
EXAMINED = 100
GRID = grid()

START, _EXAM = 21, 22
"""Streams of noise; the engine has the first ones."""

PLAN = quadratic(linear(MAX_STEPS), POINT_STEPS)
LEVELS = tuple(range(4, POINT_STEPS + 1, 4))
"""The steps at which the error is measured."""

Points = NDArray[np.float32]


@dataclass(frozen=True)
class Standing:
    """The errors of the network and of the exact denoiser at each of LEVELS, and how far the
    samples of both end from the nearest point, on average."""

    errors: tuple[Error, ...]
    exact: tuple[Error, ...]
    distance: float
    exact_distance: float


class CloudRun(Run):
    """standing: at the last mark; None before the first. walk: of the samples, as far as made."""

    MARKS = (10, 20, 50, 100, 200, 300, 400, 600, 800, 1200, 1600, 2400, 3200)

    def __init__(self, packed: bytes, seed: int, measured: Measured) -> None:
        self.points = unpack(packed)
        super().__init__(measured)
        self._seed = seed
        self.exact = PosteriorMean(self.points, BANDWIDTH)
        self.standing: Standing | None = None
        self._start = NoiseSource(0, START).normal((SAMPLES, 2))
        blurred = NoiseSource(seed, _EXAM)
        drawn = np.arange(EXAMINED) % len(self.points)
        data = self.points[drawn] + np.float32(BANDWIDTH) * blurred.normal((EXAMINED, 2))
        self._exams = [Exam.of(data, PLAN.alpha_bar[[t]], blurred) for t in LEVELS]
        self._exact: tuple[tuple[Error, ...], float] | None = None
        self._scores: dict[int, Points] = {}  # exact ones, which no training changes
        self.renew()

    def begin(self) -> Training:
        return points_training(self.points, BANDWIDTH, PLAN.alpha_bar[1:], self._seed)

    @property
    def trained(self) -> Trained:
        """The network, which goes on learning."""
        return Trained(self.training.network, self.training.target, (2,))

    def renew(self) -> None:
        """Let the samples start anew, with what the network has learned by now."""
        self.walk = Walk(ddim(self.trained, PLAN, self._start, NoiseSource(0)), self._measured)

    def walk_on(self, t: int, in_time: InTime) -> bool:
        """Walk to step t while there is time; whether the samples are there."""
        while len(self.walk.frames) <= POINT_STEPS - t:
            if not in_time():
                return False
            self.walk.step()
        return True

    def samples(self, t: int) -> Points:
        """The samples at step t, or where they are on their way there."""
        frames = self.walk.frames
        return frames[min(POINT_STEPS - t, len(frames) - 1)].x_t if frames else self._start

    def score(self, t: int) -> Points:
        """The network's score at the places of GRID, shape (256, 2), at step t >= 1."""
        alpha_bar = PLAN.at(max(1, t))
        return score_from_x0(GRID, self.trained(GRID, alpha_bar), alpha_bar)

    def exact_score(self, t: int) -> Points:
        """The exact one."""
        if t not in self._scores:
            self._scores[t] = self.exact.score(GRID, PLAN.at(max(1, t)))
        return self._scores[t]

    def mark(self) -> Slices[None]:
        network = Trained(self.training.network.copy(), self.training.target, (2,))
        if self._exact is None:
            errors = yield from self._errors(self.exact)
            self._exact = errors, (yield from self._distance(self.exact))
        errors = yield from self._errors(network)
        distance = yield from self._distance(network)
        self.standing = Standing(errors, self._exact[0], distance, self._exact[1])

    def _errors(self, denoiser: Denoiser) -> Slices[tuple[Error, ...]]:
        found = []
        for exam in self._exams:
            found.append((yield from exam.error(denoiser, EXAMINED)))
        return tuple(found)

    def _distance(self, denoiser: Denoiser) -> Slices[float]:
        for frame in ddim(denoiser, PLAN, self._start, NoiseSource(0)):
            last = frame.x_t
            yield 1 - frame.t / POINT_STEPS
        return float(nearest_distance(last, self.points).mean(dtype=np.float64))
