"""What the figure "Estimate" shows, computed by the engine."""

from __future__ import annotations

import math
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from page.denoisers import DENOISERS
from page.figures.estimate.settings import EstimateSettings
from page.figures.poster import Picture
from page.figures.walks import Measured, kept
from page.state.controls import STEPS
from page.state.subject import Subject
from unerase import NoiseSource, mse, to_signal
from unerase.denoisers import (
    ask,
    eps_from_v,
    eps_from_x0,
    score_from_x0,
    v_from_x0,
    x0_from_eps,
    x0_from_score,
    x0_from_v,
)
from unerase.forward import diffuse_all
from unerase.metrics import Answer, amplification
from unerase.noise import MAX_SEED, start_noise

Values = NDArray[np.float32]

# The error has randomness of its own: no start noise and hardly a walk is drawn from this stream.
ERROR_STREAM = MAX_SEED
AMPLIFIED: dict[str, Answer] = {"noise": "eps", "clean": "x0", "score": "score", "v": "v"}
"""What the engine calls the spellings of an answer."""
COLOURS: dict[str, Literal["ink", "noise", "estimate"]] = {
    "noise": "noise",
    "clean": "estimate",
    "score": "noise",
    "v": "ink",
}
"""The colour in which an answer is painted. In v̂, as in x_t, are picture and noise both."""
# What single precision does to an estimate; an error that small is none.
ROUNDING = 1e-4


@dataclass(frozen=True)
class View:
    """One step: the question x_t, the answer as it is read, and the clean picture that follows.

    of_answer: the answer's weight in the sum that is `divisor` times the clean picture; a velocity
    leaves no divisor, and there `divisor` is the weight of x_t. noise_error, clean_error, v_error:
    root mean squares, against the noise and the drawing that are really in x_t, and the velocity of
    both. measured: the error of the clean picture over that of the spelling that was put wrong, NaN
    where there is no error. formula: what that ratio should be.
    detour: by how much the clean picture changes when written as the answer and back.
    """

    x_t: Values
    answer: Values
    x0_hat: Values
    of_answer: float
    divisor: float
    noise_error: float
    clean_error: float
    v_error: float
    measured: float
    formula: float
    detour: float


def pictures(view: View, answer: str) -> dict[str, Picture]:
    """What is seen of a step, by the names of the canvases."""
    return {
        "noisy": Picture(view.x_t),
        "answer": Picture(view.answer, COLOURS[answer]),
        "clean": Picture(view.x0_hat, "estimate"),
    }


class Scene:
    """One drawing under one schedule, and what one denoiser answers at each step.

    `measured` wraps every question to the denoiser, which is put when its step is first seen.
    """

    def __init__(
        self, settings: EstimateSettings, subject: Subject, measured: Measured = nullcontext
    ) -> None:
        self.schedule = subject.schedule(settings.schedule, STEPS)
        self._x0 = x0 = subject.x0
        eps = start_noise(subject.seed, x0.shape)
        self._noisy = diffuse_all(x0, self.schedule, eps)
        self._spec, self._subject = DENOISERS[settings.denoiser], subject
        self._measured = measured
        # Each cell off by exactly δ, up or down as a coin falls.
        coins = NoiseSource(subject.seed, stream=ERROR_STREAM).normal(x0.shape)
        self._wrong = to_signal(coins > 0)

    def make(self, in_time: Callable[[], bool]) -> bool:
        """Prepare the denoiser while there is time; whether it can be asked."""
        return self._spec.prepare(self._subject, in_time)

    def at(self, t: int, answer: str, delta: float, mistake: str = "noise") -> View:
        """Step t, 0 … 20, with each cell of the answer, spelled as `mistake`, wrong by `delta`."""
        alpha_bar, noise = self.schedule.at(t), float(self.schedule.noise[t])
        signal = float(self.schedule.signal[t])
        x_t = self._noisy[t]
        eps = eps_from_x0(x_t, self._x0, alpha_bar)
        x0_hat, eps_hat = self._mistaken(t, mistake, np.float32(delta) * self._wrong)
        # Of noise alone no picture follows: there the answer has to be the picture itself.
        follows = alpha_bar > 0.0
        v_hat = np.float32(signal) * eps_hat - np.float32(noise) * x0_hat
        v = np.float32(signal) * eps - np.float32(noise) * self._x0
        shown, of_answer, back = eps_hat, noise, x0_hat
        if answer == "v":
            shown, back = v_hat, x0_from_v(x_t, v_hat, alpha_bar)
        elif answer == "noise" and follows:
            back = x0_from_eps(x_t, eps_from_x0(x_t, x0_hat, alpha_bar), alpha_bar)
        elif answer == "clean":
            shown, of_answer = x0_hat, 1.0
        elif answer == "score" and alpha_bar < 1.0:
            score = score_from_x0(x_t, x0_hat, alpha_bar)
            shown, of_answer = np.float32(noise) * score, 1.0 - alpha_bar
            back = x0_from_score(x_t, score, alpha_bar) if follows else x0_hat
        elif answer == "score":
            shown = np.zeros_like(x_t)  # no noise, no score
        noise_error, clean_error = _rms(eps_hat, eps), _rms(x0_hat, self._x0)
        v_error = _rms(v_hat, v)
        put_wrong = {
            "noise": noise_error if follows else 0.0,
            "clean": clean_error,
            "score": noise_error / noise if follows and noise else 0.0,
            "v": v_error,
        }[mistake]
        return View(
            x_t,
            shown,
            x0_hat,
            of_answer,
            signal,
            noise_error,
            clean_error,
            v_error,
            clean_error / put_wrong if put_wrong > 0 else math.nan,
            amplification(alpha_bar, AMPLIFIED[mistake]),
            float(np.abs(back - x0_hat).max()),
        )

    def _mistaken(self, t: int, mistake: str, off: Values) -> tuple[Values, Values]:
        """The clean and the noise estimate of step t, when one spelling of the answer is off."""
        x_t, alpha_bar, asked = self._noisy[t], self.schedule.at(t), self._answer(t)
        if mistake == "noise":
            eps_hat = eps_from_x0(x_t, asked, alpha_bar) + off
            return (x0_from_eps(x_t, eps_hat, alpha_bar) if alpha_bar else asked), eps_hat
        if mistake == "v":
            v_hat = v_from_x0(x_t, asked, alpha_bar) + off
            return x0_from_v(x_t, v_hat, alpha_bar), eps_from_v(x_t, v_hat, alpha_bar)
        if t == 0:  # nothing was asked, and there is no score
            return asked, np.zeros_like(x_t)
        if mistake == "clean":
            x0_hat = asked + off
            return x0_hat, eps_from_x0(x_t, x0_hat, alpha_bar)
        score = score_from_x0(x_t, asked, alpha_bar) + off
        eps_hat = np.float32(-self.schedule.noise[t]) * score
        return (x0_from_score(x_t, score, alpha_bar) if alpha_bar else asked), eps_hat

    @kept
    def _answer(self, t: int) -> Values:
        x_t: Values = self._noisy[t]
        if t == 0:  # without noise there is nothing to ask: the picture is its own estimate
            return x_t
        denoiser = self._spec.of(self._subject)
        with self._measured():
            return ask(denoiser, x_t, self.schedule.at(t), t)


def _rms(a: Values, b: Values) -> float:
    error = math.sqrt(mse(a, b))
    return error if error > ROUNDING else 0.0
