"""The figure "Walk back" as files: both walks side by side."""

from __future__ import annotations

import numpy as np

from page.export import scripts
from page.export.album import Album, Colours, Making, Rgb, Series, beside, check_here
from page.figures.walk.scene import Scene
from page.figures.walk.settings import STEPS, WalkSettings
from page.state import schedules
from page.state.subject import Subject
from unerase.pixels import tone


def album(s: WalkSettings, subject: Subject, colours: Colours, state: str) -> Making[Album]:
    """Both walks from step T down to 0."""
    check_here(s.denoiser)
    scene = Scene(s, subject)
    steps = tuple(range(STEPS, -1, -1))
    pairs = []
    for t in steps:
        pairs.append(scene.frames(s.denoiser, t))
        yield len(pairs) / len(steps)

    def paint(i: int) -> Rgb:
        return beside(*(colours.signal[tone(frame.x_t)] for frame in pairs[i]))

    alpha_bar = scene.schedule.alpha_bar
    name = f"unerase-walk-seed{subject.seed}"
    series = []
    for number, walk in enumerate(zip(*pairs, strict=True), 1):
        for field in ("x_t", "x0_hat"):
            values = np.stack([getattr(frame, field) for frame in walk])
            series.append(Series(f"{field}_{number}", values, steps, alpha_bar[::-1]))
    return Album(
        name=name,
        count=len(steps),
        paint=paint,
        shown=STEPS - s.timestep,
        rows=(range(len(steps)),),
        series=tuple(series),
        extra={
            "x0": subject.x0,
            "alpha_bar": alpha_bar,
            "seed": np.array(subject.seed),
            "walk_seeds": np.array(s.walk_seeds),
        },
        script=script(s, subject, name),
        state=state,
    )


def script(s: WalkSettings, subject: Subject, name: str) -> str:
    """The same in Python."""
    body = f"""
{scripts.drawing(subject.drawing)}
schedule = {schedules.in_python(s.schedule, STEPS, subject.curve)}
{scripts.answering(s.denoiser, subject.shelf)}
sampler = partial(ddim, eta={s.eta!r})
one, other = (
    list(Experiment(x0, schedule, denoiser, sampler, {subject.seed}, walk_seed).reverse())
    for walk_seed in {s.walk_seeds}
)  # x_T … x_0, twice
"""
    return scripts.script(
        "One start and two walks back",
        name,
        body,
        {
            "x0": "x0",
            "alpha_bar": "schedule.alpha_bar",
            "x_t_1": "np.stack([frame.x_t for frame in one])",
            "x0_hat_1": "np.stack([frame.x0_hat for frame in one])",
            "x_t_2": "np.stack([frame.x_t for frame in other])",
            "x0_hat_2": "np.stack([frame.x0_hat for frame in other])",
        },
    )
