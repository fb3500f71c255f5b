"""The exercises: where each begins, what it asks for, and whether a result is that."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np

from page.figures.code.settings import HALF_DICE, HALF_POWER, LEFT_HALF
from page.widgets.numbers import percent
from page.widgets.words import listed
from unerase import NoiseSource, PosteriorMean, ddim, linear, preset, to_signal
from unerase.noise import start_noise
from unerase.presets import SIDE

NEAR = 0.01
"""So much power more or less than half still counts as half."""
SAME = 1e-4
"""Frames nearer than this are the same: sums may be made in another order."""


@dataclass(frozen=True)
class Exercise:
    """origin: the part whose text it begins with, unless it has a `text`. task: what to do. hints:
    unfold one by one. check: what the result does, and whether that is what was asked for."""

    origin: str
    task: str
    hints: tuple[str, ...]
    check: Callable[[Any], tuple[bool, str]]
    text: str = ""


def _half_power(schedule: Callable[[int], Any]) -> tuple[bool, str]:
    middle = {steps: schedule(steps).at(steps // 2) for steps in (20, 10, 50)}
    good = all(abs(power - 0.5) <= NEAR for power in middle.values())
    said = (f"{percent(power)} at step {t // 2} of {t}" for t, power in middle.items())
    return good, f"Signal power: {listed(said)}."


def _half_dice(sampler: Callable[..., Any]) -> tuple[bool, str]:
    examples = np.stack([to_signal(preset(name)) for name in ("heart", "star", "house")])
    of = PosteriorMean(examples, 0.5), linear(20), start_noise(3, (SIDE, SIDE))
    walks = sampler(*of, NoiseSource(3, 1)), ddim(*of, NoiseSource(3, 1), eta=0.5)
    apart = 0.0
    for mine, right in zip(*walks, strict=True):
        apart = max(apart, float(np.abs(mine.x_t - right.x_t).max()))
    if apart <= SAME:
        return True, "Every frame is that of DDIM with η = ½."
    return False, f"Some cell is {apart:.2g} away from DDIM with η = ½."


def _left_half(denoiser_of: Callable[..., Any]) -> tuple[bool, str]:
    drawing, half = to_signal(preset("heart")), SIDE // 2
    other = np.concatenate([drawing[:, :half], to_signal(preset("star"))[:, half:]], axis=1)
    examples, x_t = np.stack([drawing, other]), start_noise(3, (SIDE, SIDE))
    ours, theirs = (denoiser_of(one, examples)(x_t, 0.3) for one in (drawing, other))
    known = float(np.abs(ours - drawing)[:, :half].max())
    told = float(np.abs(ours - theirs).max())
    if known > SAME:
        return False, "It does not know the left half: its answer there is not the drawing."
    if told > SAME:
        return False, "It knows something of the right half: another right half changes its answer."
    return True, "It knows the left half, and no right half changes its answer."


EXERCISES: Mapping[str, Exercise] = MappingProxyType(
    {
        HALF_POWER: Exercise(
            "linear",
            "Write a schedule that keeps half of the power at the middle step, whatever the number "
            "of steps.",
            (
                "alpha_bar is the share of the power. What is it in the middle, at t / T = ½?",
                "Now it is 1 − (1/2)⁴ = 0.94. Which exponent gives ½?",
            ),
            _half_power,
            '''\
import numpy as np

from unerase import Schedule


def half_power(steps: int) -> Schedule:
    """Loses nothing for long, and then everything."""
    t = np.arange(steps + 1)
    alpha_bar = 1 - (t / steps) ** 4
    return Schedule("half power", alpha_bar)
''',
        ),
        HALF_DICE: Exercise(
            "ddpm",
            "This is DDPM, which throws all of its dice. Make it DDIM with η = ½ (Song, Meng & "
            "Ermon 2021, eq. 12): half as much fresh noise, and the rest kept from x_t.",
            (
                "Change what posterior returns. Equation 16 has sigma: η times that of DDPM, "
                "with beta-tilde.",
                "Of the noise of x_{t−1}, sigma² is fresh and 1 − alpha_bar_prev − sigma² is kept: "
                "of_x is the root of that over 1 − alpha_bar.",
                "of_x0 = sqrt(alpha_bar_prev) − of_x · sqrt(alpha_bar). See the part DDIM.",
            ),
            _half_dice,
        ),
        LEFT_HALF: Exercise(
            "oracle",
            "This is the oracle. Make it forget the right half of the drawing: on the left it "
            "answers the drawing, and on the right nothing that depends on it.",
            (
                "x0 has the shape (32, 32), rows first. So x0[:, 16:] is its right half.",
                "0 is neither paper nor ink: the mean of both. Change a copy, in __init__.",
            ),
            _left_half,
        ),
    }
)
"""By the names of their parts."""


def origin_of(part: str) -> str:
    """The part of the engine that an exercise begins with; any other part itself."""
    return EXERCISES[part].origin if part in EXERCISES else part
