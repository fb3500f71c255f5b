"""What the figure "Two schedules" says in numbers and sentences, all of them computed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial

from page.figures.schedules.scene import LANES, Scene, View, lanes, schedule_of
from page.figures.schedules.settings import SchedulesSettings
from page.state.controls import STEPS
from page.state.subject import DEFAULT_SUBJECT
from page.widgets.numbers import decibel, percent, short
from unerase.metrics import sign_accuracy, signal_left
from unerase.schedules import BETA_FIRST, BETA_LAST, MAX_STEPS

NEVER = "never"
HALF_WAY = STEPS // 2


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


def default_texts() -> dict[str, str]:
    """What stands in the figure's places until it is painted, by the name of the place."""
    settings = SchedulesSettings(literal=True)
    views = Scene(settings, DEFAULT_SUBJECT).at(settings.timestep)
    found = {
        f"{lane}-{key}": text
        for lane, view in views.items()
        for key, text in readings(view).items()
    }
    return found | {"half": half_words(SchedulesSettings().literal)}


def _arrived(lane: str) -> str:
    return percent(1 - schedule_of(lane).at(HALF_WAY))


FACTS: Mapping[str, Callable[[], str]] = {
    "schedules.half.linear": partial(half_step, "linear"),
    "schedules.half.cosine": partial(half_step, "cosine"),
    "schedules.half-way": lambda: str(HALF_WAY),
    "schedules.arrived.linear": partial(_arrived, "linear"),
    "schedules.arrived.cosine": partial(_arrived, "cosine"),
    "schedules.fine-steps": lambda: f"{MAX_STEPS // STEPS}",
    "schedules.betas": lambda: f"{BETA_FIRST:g} to {BETA_LAST:g}",
    "schedules.cap.with": lambda: short(schedule_of("cosine").at(STEPS), 1),
    "schedules.literal.end": lambda: short(schedule_of("literal").at(STEPS)),
    "schedules.literal.signs": lambda: percent(sign_accuracy(schedule_of("literal").at(STEPS))),
}
