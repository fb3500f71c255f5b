"""What the figure "Two schedules" says in numbers and sentences, all of them computed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from page.figures.schedules.scene import LANES, lanes, schedule_of
from page.state.controls import STEPS
from page.widgets.numbers import decibel, percent, short
from page.widgets.words import end_of
from unerase import Frame, mse
from unerase.arrays import Picture
from unerase.metrics import expected_mse, signal_left, snr_db

NEVER = "never"


def half_step(lane: str) -> str:
    """The step by which half of the signal's power is gone, with one decimal, or `NEVER`."""
    crossed = schedule_of(lane).crossing(0.5)
    return NEVER if crossed is None else f"{crossed:.1f}"


@cache
def half_words(literal: bool) -> str:
    """At which step each schedule that is shown loses half of its signal, and what it leaves."""
    first, second = lanes(False)
    ends = [percent(signal_left(schedule_of(lane).at(STEPS))) for lane in (first, second)]
    said = (
        f"{LANES[first]} has lost half of its signal power by step {half_step(first)}, "
        f"{second} by step {half_step(second)}. After {STEPS} steps {first} leaves {ends[0]} of "
        f"the amplitude, {second} {ends[1]}."
    )
    whole = f"{said} {_third_words()}" if literal else said
    return whole.replace("step ", "step\u00a0")


def _third_words() -> str:
    end = schedule_of("literal").at(STEPS)
    left = f"ᾱ = {short(end)}, which is {percent(signal_left(end))} of the amplitude"
    half = half_step("literal")
    lost = "never lose half of it" if half == NEVER else f"have lost half of it by step {half}"
    return (
        f"The {STEPS} literal betas {lost}: after {STEPS} steps they still leave {left}. "
        f"That is {end_of(schedule_of('literal'))}: a denoiser that does not know the drawing "
        "could not start from pure noise under them."
    )


def texts(frames: Mapping[str, Frame], x0: Picture) -> dict[str, str]:
    """The numbers of the lanes, by the names of their places."""
    return {
        f"{lane}-{key}": text
        for lane, frame in frames.items()
        for key, text in readings(frame, x0).items()
    }


def readings(frame: Frame, x0: Picture) -> dict[str, str]:
    """The numbers of one lane."""
    error = mse(frame.x0_hat, x0)
    return {
        "power": short(frame.alpha_bar),
        "signal": percent(signal_left(frame.alpha_bar)),
        "snr": decibel(snr_db(frame.alpha_bar)),
        "mse": f"{mse(frame.x_t, x0):.3f}",
        "formula": f"{expected_mse(x0, frame.alpha_bar):.3f}",
        "estimate": "exact" if error == 0 else f"{error:.3f}",
    }


def arrival_words(frames: Mapping[str, Frame], x0: Picture) -> str:
    """What is said when time has run to step T."""
    errors = ", ".join(f"{LANES[lane]} {mse(each.x_t, x0):.3f}" for lane, each in frames.items())
    return f"Step {STEPS} of {STEPS}. MSE vs clean: {errors}."
