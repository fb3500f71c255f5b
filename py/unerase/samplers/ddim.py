"""DDIM sampling (Song, Meng & Ermon 2021, eq. 12)."""

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


def implicit(alpha_bar: float, alpha_bar_prev: float, eta: float) -> Step:
    """Song, Meng & Ermon 2021, eq. 12, with the sigma of eq. 16.

    eps_hat is written out as (x_t - sqrt(alpha_bar)·x0_hat) / sqrt(1 - alpha_bar), which loses
    less in float32 than forming it. alpha_bar <= alpha_bar_prev, both in [0, 1]; where the step
    adds no noise, x_t is kept.
    """
    if alpha_bar == alpha_bar_prev:
        return Step(0.0, 1.0, 0.0)
    left = (1.0 - alpha_bar_prev) / (1.0 - alpha_bar)
    sigma = eta * math.sqrt(left * (1.0 - alpha_bar / alpha_bar_prev))
    # Rounding may push the radicand a hair below 0 when eta = 1 and alpha_bar_prev is near 1.
    of_x = math.sqrt(max(0.0, 1.0 - alpha_bar_prev - sigma**2) / (1.0 - alpha_bar))
    return Step(math.sqrt(alpha_bar_prev) - of_x * math.sqrt(alpha_bar), of_x, sigma)


def towards(x0: Picture, at: Stop) -> Picture:
    """The step at eta = 0, with x0 for x0_hat: exact if the denoiser said x0 all along it."""
    of_x0, of_x, _ = implicit(at.alpha_bar, at.alpha_bar_prev, eta=0.0)
    return of_x0 * x0 + of_x * at.x_t


def ddim(
    denoiser: Denoiser,
    schedule: Schedule,
    x_start: Picture,
    noise: Noise,
    start: int | None = None,
    eta: float = 0.0,
) -> Iterator[Frame]:
    """x_{t-1} mixes x0_hat and eps_hat anew; eta in [0, 1] is how much of the noise is fresh.

    eta = 0 is deterministic (and, with the oracle, retraces the forward frames). It is Euler's
    method on the probability-flow ODE, in sigma (Karras et al. 2022, eq. 4) as well as along the
    straight lines of rectified flow (Liu, Gong & Liu 2023, eq. 2), and the first-order solver of Lu
    et al. 2022: all of them go from x0_hat and eps_hat to their mixture of the next noise level.
    eta = 1 is DDPM with beta-tilde, and the "Euler ancestral" of Crowson's k-diffusion.
    Noise is drawn even when eta = 0, so that moving eta does not reshuffle the draws.
    """
    eta = checks.fraction("eta", eta)

    def step(at: Stop) -> Picture:
        of_x0, of_x, sigma = implicit(at.alpha_bar, at.alpha_bar_prev, eta)
        x_prev: Picture = of_x0 * at.x0_hat + of_x * at.x_t + sigma * at.noise()
        return x_prev

    return walk(step, denoiser, schedule, x_start, noise, start)
