"""What the hero says in numbers and in sentences."""

from __future__ import annotations

import math
from functools import lru_cache

from page.denoisers import DENOISERS, ORACLE
from page.denoisers.known import DRAWING, Likeness
from page.figures.hero.settings import HeroSettings
from page.state.yours import YOURS
from page.widgets.numbers import SUPERSCRIPT, counted, decibel, percent, short
from page.widgets.words import away, end_of, stops_short
from unerase import Frame, Schedule
from unerase.metrics import sign_accuracy, signal_left, snr, snr_db, undecided, verdict
from unerase.schedules import BETA_FIRST, BETA_LAST, MAX_STEPS
from unerase.schedules.betas import SCALED_FIRST, SCALED_LAST
from unerase.schedules.curves import POLYNOMIAL_POWER
from unerase.schedules.sigmas import RHO, SIGMA_MAX, SIGMA_MIN

STILL_HERE = "Your earlier drawing is still here."
WAITING = "The learner’s weights are loading; until they arrive, the oracle answers."
VERDICTS = {"copy": "a copy of it", "close": "close to it", "new": "something else"}
BLURRED = 0.05
"""With more undecided cells than this share an answer is a blur."""


def readings(frame: Frame, steps: int, error: float) -> dict[str, str]:
    """What the engine computed for a frame, of a way of `steps` steps, by place."""
    ratio = snr(frame.alpha_bar)
    level = "" if math.isinf(ratio) or ratio == 0 else f" ({decibel(snr_db(frame.alpha_bar))})"
    return {
        "t": f"{frame.t} of {steps}",
        "abar": short(frame.alpha_bar),
        "snr": short(ratio) + level,
        "signal": percent(signal_left(frame.alpha_bar)),
        "mse": short(error),
    }


def near_words(denoiser: str, near: Likeness, frame: Frame, over: bool) -> str:
    """What the denoiser's answer is most like; when the walk is `over`, also what to call it."""
    knows = DENOISERS[denoiser].knows
    if knows is DRAWING:
        off = counted(near.off, "cell")
        return f"{off} away from your drawing." if near.off else "Matches your drawing exactly."
    found = f"Nearest {knows.kind}: “{near.name}”, {away(near.off)}"
    if not over:
        return f"{found}."
    blur = undecided(frame.x0_hat) > BLURRED
    return f"{found}: {'a blur' if blur else VERDICTS[verdict(near.off)]}."


def start_words(s: HeroSettings, schedule: Schedule) -> str:
    """A sentence if the walk leaves from less than noise; else nothing."""
    if not s.start:
        return ""
    left = percent(signal_left(schedule.at(s.start)))
    return f"This walk leaves from step {s.start}, with {left} of the signal left."


def arrival_words(s: HeroSettings, frame: Frame, error: float, near: str) -> str:
    """What assistive technology says when time has run to its end; `near` is for a walk's end."""
    if s.phase == "reverse":
        found = "" if s.denoiser == ORACLE else f" {near}"
        return f"The walk back is over: MSE vs clean {short(error)}.{found}"
    return f"Step {frame.t} of {s.steps}: {percent(signal_left(frame.alpha_bar))} of signal left."


@lru_cache(maxsize=4)
def schedule_words(name: str, steps: int) -> str:
    """What the schedule is, in a sentence."""
    betas = f"β from {BETA_FIRST:g} to {BETA_LAST:g}"
    stops = "one stop" if steps == 1 else f"{steps} stops"
    per_stop = f"{'about ' if MAX_STEPS % steps else ''}{MAX_STEPS / steps:.4g}"
    fine = "one fine step" if steps == MAX_STEPS else f"{per_stop} fine steps"
    power = str(POLYNOMIAL_POWER).translate(SUPERSCRIPT)
    made_for = f"the {MAX_STEPS} steps that they were made for"
    return {
        "linear": f"Linear: {betas} per fine step, {MAX_STEPS} fine steps seen at {stops}, "
        f"{fine} per stop (Ho et al. 2020).",
        "cosine": "Cosine: signal left follows a cosine from 1 to nearly 0, slow at first and fast "
        "at the end (Nichol & Dhariwal 2021).",
        "literal": f"Literal: {betas} over {made_for} (Ho et al. 2020)."
        if steps == MAX_STEPS
        else f"Literal: {betas}, put on {stops.replace('stop', 'step')} instead of {made_for}.",
        "scaled": f"Scaled linear: √β rises evenly, √{SCALED_FIRST:g} to √{SCALED_LAST:g} per fine "
        f"step, {MAX_STEPS} fine steps seen at {stops} (Rombach et al. 2022).",
        "sigmoid": "Sigmoid: signal power falls as an S, slow at both ends (Jabri, Fleet & Chen "
        "2022).",
        "poly": f"Polynomial: the signal's amplitude falls as 1 − (t/T){power} "
        "(Hoogeboom et al. 2022).",
        "laplace": "Laplace: most steps where signal and noise are equally strong. Proposed for "
        "training (Hang et al. 2024); as sampling stops it leaps at both ends.",
        "karras": f"Karras: noise of σ from {SIGMA_MIN:g} to {SIGMA_MAX:g} on a picture that does "
        f"not shrink, its root of order {RHO:g} rising evenly (Karras et al. 2022).",
        "flow": "Rectified flow: a straight line from picture to noise, scaled to even power (Liu, "
        "Gong & Liu 2023).",
        "custom": "Your own curve of log-SNR, from the figure “Schedule lab”.",
        YOURS: "Your own schedule, from the figure “The code”.",
    }[name]


def schedule_notice(schedule: Schedule) -> str:
    """A plain warning when the schedule stops before noise, else an empty text."""
    said = stops_short(schedule)
    if end_of(schedule) != "still a picture":
        return said
    alpha_bar = schedule.at(schedule.steps)
    return (
        f"{said} ᾱ is still {short(alpha_bar)}: {percent(signal_left(alpha_bar))} of the signal is "
        f"left, and {percent(sign_accuracy(alpha_bar))} of the cells are still on the right side "
        "of grey. A denoiser that does not know the drawing could not start from pure noise under "
        "it."
    )
