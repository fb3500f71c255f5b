"""What the figure "Two schedules" shows, computed by the engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from page.figures.poster import Picture
from page.figures.two_schedules.settings import STEPS, TwoSchedulesSettings
from page.state.subject import DEFAULT_SUBJECT, Subject
from unerase import (
    SCHEDULES,
    Denoiser,
    NoiseSource,
    Oracle,
    PosteriorMean,
    Schedule,
    diffuse_all,
    expected_mse,
    mse,
    preset,
    preset_names,
    signal_left,
    snr_db,
    to_signal,
)

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
    """Every step of one drawing and one noise under each schedule, with a denoiser's estimate."""

    def __init__(self, settings: TwoSchedulesSettings, subject: Subject) -> None:
        self._x0 = subject.x0
        eps = NoiseSource(subject.seed).normal(self._x0.shape)
        self._noisy = {
            lane: diffuse_all(self._x0, schedule_of(lane), eps) for lane in lanes(settings.literal)
        }
        self._denoiser = _denoiser(settings.denoiser, self._x0)
        self._views: dict[int, Mapping[str, View]] = {}

    def at(self, t: int) -> Mapping[str, View]:
        """What each lane shows at step t, 0 … 20, by the lane's name."""
        if t not in self._views:
            self._views[t] = {lane: self._view(lane, t) for lane in self._noisy}
        return self._views[t]

    def _view(self, lane: str, t: int) -> View:
        alpha_bar, x_t = schedule_of(lane).at(t), self._noisy[lane][t]
        estimate = self._denoiser(x_t, alpha_bar)
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


def _denoiser(name: str, x0: Values) -> Denoiser:
    return Oracle(x0) if name == "oracle" else _of_presets()


@cache
def _of_presets() -> PosteriorMean:
    return PosteriorMean(np.stack([to_signal(preset(slug)) for slug in preset_names()]))


def posters() -> dict[str, Picture]:
    """The pictures at the default settings, the third lane's too, by the name of their place."""
    settings = TwoSchedulesSettings(literal=True)
    found = {}
    for lane, view in Scene(settings, DEFAULT_SUBJECT).at(settings.timestep).items():
        found[f"{lane}-xt"] = Picture(view.x_t)
        found[f"{lane}-hat"] = Picture(view.estimate, "estimate")
    return found
