"""What the figure "Two schedules" says in numbers and sentences, all of them computed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from page.figures.schedules.scene import LANES, View, lanes, schedule_of
from page.state.controls import STEPS
from page.widgets.numbers import decibel, percent, short
from unerase.metrics import signal_left

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
    return whole.replace("step ", "step\u00a0").replace(" %", "\u00a0%")


def _third_words() -> str:
    end = schedule_of("literal").at(STEPS)
    left = f"ᾱ = {short(end)}, which is {percent(signal_left(end))} of the amplitude"
    half = half_step("literal")
    lost = "never lose half of it" if half == NEVER else f"have lost half of it by step {half}"
    return (
        f"The {STEPS} literal betas {lost}: after {STEPS} steps they still leave {left}. "
        "That is not noise: a denoiser that does not know the drawing could not start from pure "
        "noise under them."
    )


def readings(view: View) -> dict[str, str]:
    """The numbers of one lane, by the name of their place."""
    return {
        "power": short(view.alpha_bar),
        "signal": percent(view.signal_left),
        "snr": decibel(view.snr_db),
        "mse": f"{view.error:.3f}",
        "formula": f"{view.expected_error:.3f}",
        "estimate": "exact" if view.estimate_error == 0 else f"{view.estimate_error:.3f}",
    }


def arrival_words(views: Mapping[str, View]) -> str:
    """What is said when time has run to step T."""
    errors = ", ".join(f"{LANES[lane]} {view.error:.3f}" for lane, view in views.items())
    return f"Step {STEPS} of {STEPS}. MSE vs clean: {errors}."
