"""What the figure "Two schedules" shows, computed by the engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from page.denoisers import DENOISERS
from page.figures.schedules.settings import SchedulesSettings
from page.state.controls import STEPS
from page.state.subject import Subject
from unerase import Schedule, diffuse, mse
from unerase.denoisers import ask
from unerase.metrics import expected_mse, signal_left, snr_db
from unerase.noise import start_noise
from unerase.schedules import SCHEDULES

Values = NDArray[np.float32]

LANES = {"linear": "Linear", "cosine": "Cosine", "literal": "Literal"}
"""The schedules of the figure by name, with what their columns and curves are called."""


@cache
def schedule_of(lane: str) -> Schedule:
    """The schedule of a lane, 20 steps; raises KeyError for a name that is no lane's."""
    return SCHEDULES[lane](STEPS)


def lanes(literal: bool) -> tuple[str, ...]:
    """The lanes that are seen, the third only when it is switched on."""
    return tuple(LANES) if literal else tuple(LANES)[:2]


@dataclass(frozen=True)
class View:
    """One step under one schedule.

    error and expected_error are the MSE of x_t, measured and by formula; estimate_error is that of
    the estimate.
    """

    alpha_bar: float
    signal_left: float
    snr_db: float
    x_t: Values
    estimate: Values
    error: float
    expected_error: float
    estimate_error: float


class Scene:
    """Every step of one drawing and one noise under each schedule, with a denoiser's estimate.

    A step is made when it is first seen; `measured` wraps every question to the denoiser.
    """

    def __init__(
        self,
        settings: SchedulesSettings,
        subject: Subject,
        measured: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:
        self._s, self._subject, self._measured = settings, subject, measured
        self._x0 = subject.x0
        self._eps = start_noise(subject.seed, self._x0.shape)
        self._lanes = lanes(settings.literal)
        self._views: dict[tuple[str, int], View] = {}

    def make(self, t: int, in_time: Callable[[], bool]) -> bool:
        """Ask for what step t, 0 … 20, shows, while there is time; whether all of it is there."""
        if not DENOISERS[self._s.denoiser].prepare(self._subject, in_time):
            return False
        for lane in self._lanes:
            if (lane, t) not in self._views:
                if not in_time():
                    return False
                self._views[lane, t] = self._view(lane, t)
        return True

    def at(self, t: int) -> Mapping[str, View]:
        """What each lane shows at step t, by the lane's name; made at once if it is not there."""
        self.make(t, lambda: True)
        return {lane: self._views[lane, t] for lane in self._lanes}

    def _view(self, lane: str, t: int) -> View:
        alpha_bar = schedule_of(lane).at(t)
        x_t = diffuse(self._x0, alpha_bar, self._eps)
        denoiser = DENOISERS[self._s.denoiser].of(self._subject)
        with self._measured():
            estimate = ask(denoiser, x_t, alpha_bar, t)
        return View(
            alpha_bar,
            signal_left(alpha_bar),
            snr_db(alpha_bar),
            x_t,
            estimate,
            mse(x_t, self._x0),
            expected_mse(self._x0, alpha_bar),
            mse(estimate, self._x0),
        )
