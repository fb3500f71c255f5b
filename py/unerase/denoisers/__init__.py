"""Denoisers: callables (x_t, alpha_bar_t) -> x0_hat, interchangeable everywhere."""

from unerase.denoisers.contract import (
    Denoiser,
    eps_from_x0,
    score_from_x0,
    x0_from_eps,
    x0_from_score,
)
from unerase.denoisers.local_score import LocalScore
from unerase.denoisers.oracle import Oracle
from unerase.denoisers.posterior_mean import PosteriorMean
from unerase.denoisers.weaver import Weaver

__all__ = [
    "Denoiser",
    "LocalScore",
    "Oracle",
    "PosteriorMean",
    "Weaver",
    "eps_from_x0",
    "score_from_x0",
    "x0_from_eps",
    "x0_from_score",
]
