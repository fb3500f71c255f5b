"""DDPM ancestral sampling (Ho et al. 2020, algorithm 2)."""

from __future__ import annotations

import math
from collections.abc import Iterator

from unerase import checks
from unerase.arrays import Picture
from unerase.denoisers import Denoiser
from unerase.noise import Noise
from unerase.samplers.frame import Frame
from unerase.samplers.loop import Step, Stop, walk
from unerase.schedules import Schedule

VARIANCES = ("beta_tilde", "beta")


def posterior(alpha_bar: float, alpha_bar_prev: float, variance: str = "beta_tilde") -> Step:
    """q(x_{t-1} | x_t, x0) (Ho et al. 2020, eqs. 6-7).

    sigma² is the posterior variance beta-tilde, which is exact when x0 is known, or beta, which is
    when x0 is pure noise itself (§3.2). alpha_bar <= alpha_bar_prev, both in [0, 1]; where the step
    adds no noise, x_t is kept. The step to the picture (alpha_bar_prev = 1) has sigma = 0.
    """
    if alpha_bar == alpha_bar_prev:
        return Step(0.0, 1.0, 0.0)
    alpha = alpha_bar / alpha_bar_prev
    left = (1.0 - alpha_bar_prev) / (1.0 - alpha_bar)
    of_x0 = math.sqrt(alpha_bar_prev) * (1.0 - alpha) / (1.0 - alpha_bar)
    beta = 1.0 - alpha
    if variance == "beta_tilde":
        beta *= left
    sigma = math.sqrt(beta) if alpha_bar_prev < 1.0 else 0.0
    return Step(of_x0, math.sqrt(alpha) * left, sigma)


def ddpm(
    denoiser: Denoiser,
    schedule: Schedule,
    x_start: Picture,
    noise: Noise,
    start: int | None = None,
    variance: str = "beta_tilde",
) -> Iterator[Frame]:
    """x_{t-1} is drawn from the posterior, as if x0_hat were x0.

    variance is of VARIANCES: "beta" is the larger of the two that Ho et al. tried (diffusers'
    "fixed_large"); diffusers then adds noise to the last picture too, here none is.
    """
    checks.one_of("variance", variance, VARIANCES)

    def step(at: Stop) -> Picture:
        of_x0, of_x, sigma = posterior(at.alpha_bar, at.alpha_bar_prev, variance)
        x_prev: Picture = of_x0 * at.x0_hat + of_x * at.x_t + sigma * at.noise()
        return x_prev

    return walk(step, denoiser, schedule, x_start, noise, start)
