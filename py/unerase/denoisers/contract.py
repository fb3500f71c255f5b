"""What a denoiser is, and the estimates of noise, score and velocity that follow."""

from __future__ import annotations

import math
from typing import Protocol

import numpy as np

from unerase import checks
from unerase.answers import WrongAnswer, accepted, name_of, read_only
from unerase.arrays import Picture


class Denoiser(Protocol):
    """Answers the clean picture it believes x_t came from.

    It answers x0_hat, never eps_hat: x0_hat stays finite where alpha_bar is 0, and the noise
    estimate follows from it (`eps_from_x0`). x_t and the answer are float32 of one shape, and
    finite; alpha_bar is in [0, 1]. x_t cannot be written to. `ask` checks all that.
    """

    def __call__(self, x_t: Picture, alpha_bar: float, /) -> Picture: ...


def ask(denoiser: Denoiser, x_t: Picture, alpha_bar: float, t: int | None = None) -> Picture:
    """The answer of a denoiser to x_t, not to be written to; every walk asks like this.

    Raises WrongAnswer, which names the denoiser and step t, if it answers anything but finite
    float32 of the shape of x_t, and if it writes to x_t. Its other errors are its own.
    """
    try:
        answer = denoiser(read_only(x_t), alpha_bar)
    except WrongAnswer as wrong:
        raise wrong.at(t) from wrong.__cause__
    except ValueError as error:
        if "read-only" not in str(error):
            raise
        did, must = "wrote to a read-only array", "leave x_t as it is and change a copy"
        raise WrongAnswer(f"denoiser {name_of(denoiser)}", did, must, t) from error
    return accepted("denoiser", denoiser, answer, x_t.shape, t)


def eps_from_x0(x_t: Picture, x0_hat: Picture, alpha_bar: float) -> Picture:
    """The noise that x0_hat implies: (x_t - sqrt(alpha_bar)·x0_hat) / sqrt(1 - alpha_bar).

    Ho et al. 2020, eq. 15 solved for eps; Song, Meng & Ermon 2021, eq. 9. At alpha_bar = 1 there is
    no noise to name and the answer is 0. float32.
    """
    alpha_bar = checks.fraction("alpha_bar", alpha_bar)
    if alpha_bar == 1.0:
        return np.zeros_like(x_t)
    noise: Picture = x_t - math.sqrt(alpha_bar) * x0_hat
    noise /= math.sqrt(1.0 - alpha_bar)
    return noise


def score_from_x0(x_t: Picture, x0_hat: Picture, alpha_bar: float) -> Picture:
    """The score that x0_hat implies: (sqrt(alpha_bar)·x0_hat - x_t) / (1 - alpha_bar).

    The gradient of log p(x_t), exactly so when x0_hat is the posterior mean (Tweedie's formula,
    Efron 2011); = -eps_hat / sqrt(1 - alpha_bar) (Song et al. 2021, "Score-based generative
    modeling through SDEs"). float32 of the shape of x_t. alpha_bar is below 1: without noise there
    is no score.
    """
    alpha_bar = checks.fraction("alpha_bar", alpha_bar)
    if alpha_bar == 1.0:
        raise ValueError(f"alpha_bar was {alpha_bar!r}; it must be below 1 for a score to exist")
    score = eps_from_x0(x_t, x0_hat, alpha_bar)
    score /= -math.sqrt(1.0 - alpha_bar)
    return score


def x0_from_eps(x_t: Picture, eps_hat: Picture, alpha_bar: float) -> Picture:
    """The picture that eps_hat implies: (x_t - sqrt(1 - alpha_bar)·eps_hat) / sqrt(alpha_bar).

    Ho et al. 2020, eq. 15. No sampler here uses it, because it divides by sqrt(alpha_bar): near
    pure noise a small error of eps_hat is a large one of x0_hat (`metrics.amplification`). It is
    here to show just that. float32; alpha_bar is above 0.
    """
    alpha_bar = checks.fraction("alpha_bar", alpha_bar)
    if alpha_bar == 0.0:
        raise ValueError(f"alpha_bar was {alpha_bar!r}; it must be above 0 for a picture to follow")
    picture: Picture = x_t - math.sqrt(1.0 - alpha_bar) * eps_hat
    picture /= math.sqrt(alpha_bar)
    return picture


def x0_from_score(x_t: Picture, score: Picture, alpha_bar: float) -> Picture:
    """The picture that a score implies: (x_t + (1 - alpha_bar)·score) / sqrt(alpha_bar).

    Tweedie's formula (Efron 2011) for x_t = sqrt(alpha_bar)·x0 + noise of variance 1 - alpha_bar;
    undoes `score_from_x0`, and divides by sqrt(alpha_bar) as `x0_from_eps` does. float32 of the
    shape of x_t; alpha_bar is above 0.
    """
    alpha_bar = checks.fraction("alpha_bar", alpha_bar)
    if alpha_bar == 0.0:
        raise ValueError(f"alpha_bar was {alpha_bar!r}; it must be above 0 for a picture to follow")
    picture: Picture = x_t + (1.0 - alpha_bar) * score
    picture /= math.sqrt(alpha_bar)
    return picture


def v_from_x0(x_t: Picture, x0_hat: Picture, alpha_bar: float) -> Picture:
    """The velocity that x0_hat implies: v = sqrt(alpha_bar)·eps_hat - sqrt(1 - alpha_bar)·x0_hat.

    Salimans & Ho 2022, appendix D. At alpha_bar = 1 it is the noise, of which x_t has none to
    name: 0. At alpha_bar = 0 it is -x0_hat. An error of v splits: the squares of the errors of
    eps_hat and x0_hat that follow add up to its own. float32 of the shape of x_t; alpha_bar is in
    [0, 1].
    """
    velocity = eps_from_x0(x_t, x0_hat, alpha_bar)
    velocity *= math.sqrt(alpha_bar)
    velocity -= math.sqrt(1.0 - alpha_bar) * x0_hat
    return velocity


def x0_from_v(x_t: Picture, v_hat: Picture, alpha_bar: float) -> Picture:
    """The picture that v_hat implies: sqrt(alpha_bar)·x_t - sqrt(1 - alpha_bar)·v_hat.

    Salimans & Ho 2022, appendix D. Undoes `v_from_x0` without a division, so every alpha_bar in
    [0, 1] has a picture. float32 of the shape of x_t.
    """
    alpha_bar = checks.fraction("alpha_bar", alpha_bar)
    picture: Picture = math.sqrt(alpha_bar) * x_t - math.sqrt(1.0 - alpha_bar) * v_hat
    return picture


def eps_from_v(x_t: Picture, v_hat: Picture, alpha_bar: float) -> Picture:
    """The noise that v_hat implies: sqrt(1 - alpha_bar)·x_t + sqrt(alpha_bar)·v_hat.

    Salimans & Ho 2022, appendix D. float32 of the shape of x_t; alpha_bar is in [0, 1].
    """
    alpha_bar = checks.fraction("alpha_bar", alpha_bar)
    noise: Picture = math.sqrt(1.0 - alpha_bar) * x_t + math.sqrt(alpha_bar) * v_hat
    return noise
