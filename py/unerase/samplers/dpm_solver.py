"""DPM-Solver++, multistep (Lu et al. 2022b): x0_hat is drawn on from what it was before.

If x0_hat stayed as it is, DDIM's step would be exact. It does not, so these step towards D, what
x0_hat will be on average over the stride, of length h in lambda; h_1, h_2 are the strides before.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from unerase.arrays import Picture
from unerase.denoisers import Denoiser
from unerase.noise import Noise
from unerase.samplers.ddim import towards
from unerase.samplers.ddpm import posterior
from unerase.samplers.frame import Frame
from unerase.samplers.loop import Stop, walk
from unerase.schedules import Schedule


def strides(*stops: Stop) -> list[float]:
    """The strides of the stops, the latest first, up to one without a finite length above 0.

    No curve can be drawn across such a one: from no signal, to no noise, or on the spot.
    """
    found = []
    for stop in stops:
        if not 0.0 < (h := stop.stride) < math.inf:
            break
        found.append(h)
    return found


def weights(h: float) -> tuple[float, float]:
    """The means of s and s² over a stride, s = 0 … 1, where what is said at s has weight e^{hs}."""
    share = -math.expm1(-h)
    mean = 1.0 / share - 1.0 / h
    return mean, 1.0 / share - 2.0 * mean / h


def line(at: Stop) -> Picture:
    """D = x0_hat + ½·slope, on in the line through the last two answers; else x0_hat."""
    match strides(at, *at.before):
        case [h, h_1, *_]:
            return at.x0_hat + (0.5 * h / h_1) * (at.x0_hat - at.before[0].x0_hat)
    return at.x0_hat


def parabola(at: Stop) -> Picture:
    """D = x0_hat + mean·slope + ½·mean_square·bend, on in the parabola through three; else `line`.

    That ½ is one too many: with it the method is of order 2, not 3. The authors' code has it, and
    so do k-diffusion and diffusers.
    """
    match strides(at, *at.before):
        case [h, h_1, h_2]:
            x0, x0_1, x0_2 = at.x0_hat, at.before[0].x0_hat, at.before[1].x0_hat
            slope: Picture = (h / h_1) * (x0 - x0_1)
            slope_1: Picture = (h / h_2) * (x0_1 - x0_2)
            bend: Picture = (h / (h_1 + h_2)) * (slope - slope_1)
            mean, mean_square = weights(h)
            slope += (h_1 / h) * bend  # where the stride begins, not in the middle of the last one
            D: Picture = x0 + mean * slope + (0.5 * mean_square) * bend
            return D
    return line(at)


def dpmpp_2m(
    denoiser: Denoiser, schedule: Schedule, x_start: Picture, noise: Noise, start: int | None = None
) -> Iterator[Frame]:
    """DPM-Solver++(2M), algorithm 2: DDIM's step (eta = 0) along a line. Noise is not drawn."""

    def step(at: Stop) -> Picture:
        return towards(line(at), at)

    return walk(step, denoiser, schedule, x_start, noise, start)


def dpmpp_2m_sde(
    denoiser: Denoiser, schedule: Schedule, x_start: Picture, noise: Noise, start: int | None = None
) -> Iterator[Frame]:
    """SDE-DPM-Solver++(2M): DDPM's step (beta-tilde) along a line."""

    def step(at: Stop) -> Picture:
        of_x0, of_x, sigma = posterior(at.alpha_bar, at.alpha_bar_prev)
        x_prev: Picture = of_x0 * line(at) + of_x * at.x_t + sigma * at.noise()
        return x_prev

    return walk(step, denoiser, schedule, x_start, noise, start)


def dpmpp_3m(
    denoiser: Denoiser, schedule: Schedule, x_start: Picture, noise: Noise, start: int | None = None
) -> Iterator[Frame]:
    """DPM-Solver++(3M): DDIM's step (eta = 0) along a parabola. Noise is not drawn."""

    def step(at: Stop) -> Picture:
        return towards(parabola(at), at)

    return walk(step, denoiser, schedule, x_start, noise, start)
