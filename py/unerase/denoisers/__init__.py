"""Denoisers: callables (x_t, alpha_bar_t) -> x0_hat, interchangeable everywhere."""

from unerase.denoisers.contract import Denoiser, eps_from_x0
from unerase.denoisers.oracle import Oracle

__all__ = ["Denoiser", "Oracle", "eps_from_x0"]
