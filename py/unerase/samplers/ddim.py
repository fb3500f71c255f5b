"""DDIM sampling (Song, Meng & Ermon 2021, eq. 12)."""

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


def step(alpha_bar: float, alpha_bar_prev: float, eta: float) -> tuple[float, float, float]:
    """Coefficients of Song, Meng & Ermon 2021, eq. 12: (of x0_hat, of x_t, sigma of eq. 16).

    eps_hat is written out as (x_t - sqrt(alpha_bar)·x0_hat) / sqrt(1 - alpha_bar), which loses
    less in float32 than forming it. alpha_bar <= alpha_bar_prev, both in [0, 1]; where the step
    adds no noise, x_t is kept.
    """
    if alpha_bar == alpha_bar_prev:
        return 0.0, 1.0, 0.0
    left = (1.0 - alpha_bar_prev) / (1.0 - alpha_bar)
    sigma = eta * math.sqrt(left * (1.0 - alpha_bar / alpha_bar_prev))
    # Rounding may push the radicand a hair below 0 when eta = 1 and alpha_bar_prev is near 1.
    of_x = math.sqrt(max(0.0, 1.0 - alpha_bar_prev - sigma**2) / (1.0 - alpha_bar))
    return math.sqrt(alpha_bar_prev) - of_x * math.sqrt(alpha_bar), of_x, sigma


def ddim(
    denoiser: Denoiser,
    schedule: Schedule,
    x_start: NDArray[np.float32],
    noise: Noise,
    start: int | None = None,
    eta: float = 0.0,
) -> Iterator[Frame]:
    """Walk from x_start at step `start` (T when None) to step 0; eta in [0, 1] is how random.

    eta = 0 is deterministic (and, with the oracle, retraces the forward frames). It is Euler's
    method on the probability-flow ODE, in sigma (Karras et al. 2022, eq. 4) as well as along the
    straight lines of rectified flow (Liu, Gong & Liu 2023, eq. 2), and the first-order solver of Lu
    et al. 2022: all of them go from x0_hat and eps_hat to their mixture of the next noise level.
    eta = 1 is DDPM with beta-tilde, and the "Euler ancestral" of Crowson's k-diffusion.
    Noise is drawn even when eta = 0, so that moving eta does not reshuffle the draws.
    Yields start + 1 frames, the first of them x_start itself; one denoiser call a step; the last
    step lands on x0_hat exactly, if it has any noise to take away (alpha_bar_1 < 1).
    Raises ValueError, at the first frame, for eta outside [0, 1], a start outside 0 … T or a
    picture not finite.
    """
    eta = checks.fraction("eta", eta)
    x, start = check_start(x_start, schedule, start)
    alpha_bar = schedule.alpha_bar.tolist()
    for t in range(start, 0, -1):
        x0_hat = ask(denoiser, x, alpha_bar[t], t)
        yield Frame(t, alpha_bar[t], x, x0_hat, start - t)
        z = draw(noise, x.shape, t)
        of_x0, of_x, sigma = step(alpha_bar[t], alpha_bar[t - 1], eta)
        x = of_x0 * x0_hat + of_x * x + sigma * z
    yield Frame(0, alpha_bar[0], x, x, start)
