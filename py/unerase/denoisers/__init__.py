"""Denoisers: callables (x_t, alpha_bar_t) -> x0_hat, interchangeable everywhere."""

from unerase.denoisers.contract import (
    Denoiser,
    ask,
    eps_from_v,
    eps_from_x0,
    score_from_x0,
    v_from_x0,
    x0_from_eps,
    x0_from_score,
    x0_from_v,
)
from unerase.denoisers.guided import Guided, guided_posterior_mean
from unerase.denoisers.local_score import LocalScore
from unerase.denoisers.locked import Locked, locked_start
from unerase.denoisers.oracle import Oracle
from unerase.denoisers.posterior_mean import PosteriorMean
from unerase.denoisers.weaver import Weaver
from unerase.denoisers.wiener import Wiener

__all__ = [
    "Denoiser",
    "Guided",
    "LocalScore",
    "Locked",
    "Oracle",
    "PosteriorMean",
    "Weaver",
    "Wiener",
    "ask",
    "eps_from_v",
    "eps_from_x0",
    "guided_posterior_mean",
    "locked_start",
    "score_from_x0",
    "v_from_x0",
    "x0_from_eps",
    "x0_from_score",
    "x0_from_v",
]
