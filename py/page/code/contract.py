"""Makes a part of the page of a visitor's text, and checks what it answers at every use.

A schedule's text ends with a function of the number of steps that answers a Schedule; a denoiser's
with one of (x0, examples) that answers a denoiser; a sampler's with a sampler (`unerase.samplers`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import numpy as np

from page.code.running import last_definition, run, words
from page.state.yours import YOURS, Broken, Kind, Yours
from unerase import Denoiser, Frame, NoiseSource, Oracle, Schedule, linear
from unerase.answers import WrongAnswer, accepted, name_of
from unerase.arrays import Picture
from unerase.denoisers import ask
from unerase.noise import Noise

STEPS = (20, 1, 7)
"""At so many steps every schedule is tried, and every sampler walks."""
ASKED = (1.0, 0.5, 0.0)
"""At these alpha_bar every denoiser is asked."""
ENDINGS = {
    "schedule": "a function of the number of steps that returns a Schedule",
    "denoiser": "a function of x0 and examples that returns a denoiser",
    "sampler": "a sampler: a function of denoiser, schedule, x_start, noise and start with a yield",
}
"""What a text of each kind has to end with."""


def made_of(kind: Kind, text: str, x0: Picture, examples: Picture) -> Yours:
    """Run a text and try what it ends with; raises Broken."""
    module = run(text, kind, {})
    name = last_definition(text)
    if not name:
        raise Broken(kind, f"The text defines nothing. It must end with {ENDINGS[kind]}.")
    found = getattr(module, name)
    if not callable(found):
        raise Broken(kind, f"{name} is no function. The text must end with {ENDINGS[kind]}.")
    checked: dict[Kind, Callable[..., Any]] = {
        "schedule": lru_cache(maxsize=32)(_schedule(name, found)),
        "denoiser": _denoiser(name, found),
        "sampler": _sampler(name, found),
    }
    yours = Yours(kind, name, text, checked[kind])
    try_out(yours, x0, examples)
    return yours


def try_out(yours: Yours, x0: Picture, examples: Picture) -> None:
    """Use it as the page does; raises Broken if it fails."""
    if yours.kind == "schedule":
        for steps in STEPS:
            yours.make(steps)
    elif yours.kind == "denoiser":
        denoiser = yours.make(x0, examples)
        noisy = NoiseSource(0).normal(x0.shape)
        for alpha_bar in ASKED:
            ask(denoiser, noisy, alpha_bar)
    else:
        for steps in STEPS:
            start = NoiseSource(0).normal(x0.shape)
            for _frame in yours.make(Oracle(x0), linear(steps), start, NoiseSource(0, 1)):
                pass


def _schedule(name: str, function: Callable[..., Any]) -> Callable[[int], Schedule]:
    def schedule(steps: int) -> Schedule:
        with words("schedule"):
            made = function(steps)
        if not isinstance(made, Schedule):
            raise Broken(
                "schedule",
                f"{name}({steps}) returned {_said(made)}. It must return a Schedule, as in "
                'return Schedule("mine", alpha_bar).',
            )
        if made.steps != steps:
            raise Broken(
                "schedule",
                f"{name}({steps}) returned a schedule of {made.steps} steps. It must have {steps}, "
                f"with alpha_bar at the stops 0, 1 … {steps}.",
            )
        return Schedule(YOURS, made.alpha_bar)

    return schedule


def _denoiser(name: str, function: Callable[..., Any]) -> Callable[..., Denoiser]:
    def denoiser_of(x0: Picture, examples: Picture) -> Denoiser:
        with words("denoiser"):
            made = function(x0, examples)
        if not callable(made):
            raise Broken(
                "denoiser",
                f"{name}(x0, examples) returned {_said(made)}. It must return a denoiser: a "
                "function of x_t and alpha_bar that returns x0_hat.",
            )

        def asked(x_t: Picture, alpha_bar: float, /) -> Picture:
            with words("denoiser"):
                answer = made(x_t, alpha_bar)
            return _picture("denoiser", made, answer, x_t.shape)

        return asked

    return denoiser_of


def _sampler(name: str, function: Callable[..., Any]) -> Callable[..., Iterator[Frame]]:
    def sampler(
        denoiser: Denoiser,
        schedule: Schedule,
        x_start: Picture,
        noise: Noise,
        start: int | None = None,
    ) -> Iterator[Frame]:
        top = schedule.steps if start is None else start
        with words("sampler"):
            walk = function(denoiser, schedule, x_start, noise, start)
        if not isinstance(walk, Iterator):
            raise Broken(
                "sampler",
                f"{name}(…) returned {_said(walk)}. A sampler yields a Frame at every step: is a "
                "yield missing, or a return before walk(…)?",
            )
        for t in range(top, -1, -1):
            with words("sampler"):
                frame = next(walk, None)
            if frame is None:
                raise Broken(
                    "sampler", f"{name} yielded nothing at step {t}. It must go on to step 0."
                )
            yield _frame(function, frame, t, x_start.shape)
        with words("sampler"):
            more = next(walk, None)
        if more is not None:
            raise Broken("sampler", f"{name} yielded once more after step 0.")

    return sampler


def _frame(sampler: object, frame: Any, t: int, shape: tuple[int, ...]) -> Frame:
    """What a sampler has yielded, if it is the frame of step t."""
    name = name_of(sampler)
    if not isinstance(frame, Frame):
        raise Broken("sampler", f"{name} yielded {_said(frame)}. It must yield a Frame.")
    if frame.t != t:
        raise Broken(
            "sampler",
            f"{name} yielded the frame of step {frame.t!r} instead of step {t}. Steps go down "
            "one by one, to 0.",
        )
    x_t = _picture("sampler", sampler, frame.x_t, shape, t)
    x0_hat = _picture("sampler", sampler, frame.x0_hat, shape, t)
    return Frame(t, float(frame.alpha_bar), x_t, x0_hat, int(frame.calls))


def _picture(
    kind: Kind, part: object, answer: Any, shape: tuple[int, ...], t: int | None = None
) -> Picture:
    try:
        return accepted(kind, part, answer, shape, t)
    except WrongAnswer as wrong:
        hint = ""
        if isinstance(answer, np.ndarray) and answer.dtype == np.float64:
            hint = " Write .astype(np.float32) at its end."
        raise Broken(kind, f"{wrong}{hint}") from wrong


def _said(value: object) -> str:
    if value is None:
        return "None (is a return missing?)"
    if isinstance(value, np.ndarray):
        return f"an array of {value.dtype}, shape {value.shape}"
    return f"a value of type {type(value).__name__}"
