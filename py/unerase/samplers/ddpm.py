"""DDPM ancestral sampling (Ho et al. 2020, algorithm 2)."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from unerase import checks
from unerase.denoisers import Denoiser, ask
from unerase.noise import Noise, draw
from unerase.samplers.frame import Frame, check_start
from unerase.schedules import Schedule

VARIANCES = ("beta_tilde", "beta")


def posterior(
    alpha_bar: float, alpha_bar_prev: float, variance: str = "beta_tilde"
) -> tuple[float, float, float]:
    """Coefficients of q(x_{t-1} | x_t, x0) (Ho et al. 2020, eqs. 6-7): (of x0, of x_t, sigma).

    sigma² is the posterior variance beta-tilde, which is exact when x0 is known, or beta, which is
    when x0 is pure noise itself (§3.2). alpha_bar <= alpha_bar_prev, both in [0, 1]; where the step
    adds no noise, x_t is kept. The step to the picture (alpha_bar_prev = 1) has sigma = 0.
    """
    if alpha_bar == alpha_bar_prev:
        return 0.0, 1.0, 0.0
    alpha = alpha_bar / alpha_bar_prev
    left = (1.0 - alpha_bar_prev) / (1.0 - alpha_bar)
    of_x0 = math.sqrt(alpha_bar_prev) * (1.0 - alpha) / (1.0 - alpha_bar)
    beta = 1.0 - alpha
    if variance == "beta_tilde":
        beta *= left
    sigma = math.sqrt(beta) if alpha_bar_prev < 1.0 else 0.0
    return of_x0, math.sqrt(alpha) * left, sigma


def ddpm(
    denoiser: Denoiser,
    schedule: Schedule,
    x_start: NDArray[np.float32],
    noise: Noise,
    start: int | None = None,
    variance: str = "beta_tilde",
) -> Iterator[Frame]:
    """Walk from x_start at step `start` (T when None) to step 0, drawing fresh noise on the way.

    Yields start + 1 frames, the first of them x_start itself; one denoiser call and one draw a
    step. The last step has sigma = 0 and lands on x0_hat exactly, if it has any noise to take away
    (alpha_bar_1 < 1). variance is of VARIANCES: "beta" is the larger of the two that Ho et al.
    tried (diffusers' "fixed_large"); diffusers then adds noise to the last picture too, here none
    is.
    Raises ValueError, at the first frame, for a start outside 0 … T, another variance or a picture
    not finite.
    """
    checks.one_of("variance", variance, VARIANCES)
    x, start = check_start(x_start, schedule, start)
    alpha_bar = schedule.alpha_bar.tolist()
    for t in range(start, 0, -1):
        x0_hat = ask(denoiser, x, alpha_bar[t], t)
        yield Frame(t, alpha_bar[t], x, x0_hat, start - t)
        z = draw(noise, x.shape, t)
        of_x0, of_x, sigma = posterior(alpha_bar[t], alpha_bar[t - 1], variance)
        x = of_x0 * x0_hat + of_x * x + sigma * z
    yield Frame(0, alpha_bar[0], x, x, start)
