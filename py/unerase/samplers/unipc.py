"""UniPC of order 2, with B(h) = e^h - 1, on x0_hat (Zhao et al. 2023)."""

from __future__ import annotations

from collections.abc import Iterator

from unerase.arrays import Picture
from unerase.denoisers import Denoiser
from unerase.noise import Noise
from unerase.samplers.ddim import towards
from unerase.samplers.dpm_solver import line, strides, weights
from unerase.samplers.frame import Frame
from unerase.samplers.loop import Stop, walk
from unerase.schedules import Schedule


def corrected(at: Stop) -> Picture:
    """x_t, walked to again: towards D of the stride that led here, now that both ends have spoken.

    D = x0_hat_1 + mean·slope + mean_square·bend, of the parabola through three answers; on the
    first stride the mean of two. x_t stays at the start, and after a stride from no signal.
    """
    match strides(*at.before):
        case [_]:
            last = at.before[0]
            return towards(0.5 * (last.x0_hat + at.x0_hat), last)
        case [h, h_1]:
            last, first = at.before
            change: Picture = at.x0_hat - last.x0_hat
            slope_1: Picture = (h / h_1) * (last.x0_hat - first.x0_hat)
            bend: Picture = (h / (h + h_1)) * (change - slope_1)
            mean, mean_square = weights(h)
            return towards(last.x0_hat + mean * (change - bend) + mean_square * bend, last)
    return at.x_t


def unipc(
    denoiser: Denoiser, schedule: Schedule, x_start: Picture, noise: Noise, start: int | None = None
) -> Iterator[Frame]:
    """Predict as DPM-Solver++(2M) does, then correct by what is said of the prediction.

    A frame shows the prediction. The denoiser is not asked about the corrected picture: one call a
    step. Noise is not drawn.
    """

    def step(at: Stop) -> Picture:
        at.x_t = corrected(at)
        return towards(line(at), at)

    return walk(step, denoiser, schedule, x_start, noise, start)
