"""Schedules that are told by beta, the variance which each step adds."""

from __future__ import annotations

import numpy as np

from unerase import checks
from unerase.schedules.schedule import MAX_STEPS, Schedule
from unerase.stops import trailing

BETA_FIRST, BETA_LAST = 1e-4, 0.02
SCALED_FIRST, SCALED_LAST = 0.00085, 0.012


def linear(steps: int = 20) -> Schedule:
    """The 1000-step linear schedule of Ho et al. 2020 (§4), seen at `steps` trailing stops.

    beta runs from 1e-4 to 0.02 per *fine* step; the last stop is the last fine step
    (`stops.trailing`).
    """
    beta = np.linspace(BETA_FIRST, BETA_LAST, MAX_STEPS)
    return trailing(Schedule.from_betas("linear", beta), steps)


def linear_literal(steps: int = 20) -> Schedule:
    """`steps` literal betas, evenly spaced from 1e-4 to 0.02 (one step: 1e-4).

    At T = 1000 this is the schedule of Ho et al. 2020; at T = 20 it leaves alpha_bar = 0.817 and
    never reaches noise, which is why the page shows it.
    """
    steps = checks.integer("steps", steps, 1, MAX_STEPS)
    return Schedule.from_betas("literal", np.linspace(BETA_FIRST, BETA_LAST, steps))


def scaled_linear(steps: int = 20) -> Schedule:
    """The schedule of latent diffusion (Rombach et al. 2022), at `steps` of its 1000.

    The root of beta, not beta, rises evenly: from sqrt(0.00085) to sqrt(0.012) per fine step. Its
    last step leaves alpha_bar = 0.0047, more than Lin et al. 2023 find good. Stops as of `linear`.
    """
    beta = np.linspace(SCALED_FIRST**0.5, SCALED_LAST**0.5, MAX_STEPS) ** 2
    return trailing(Schedule.from_betas("scaled", beta), steps)
