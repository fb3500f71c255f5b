"""The figure "Corrupt" as files: signal, noise and their sum side by side."""

from __future__ import annotations

import numpy as np

from page.export import scripts
from page.export.album import Album, Colours, Making, Rgb, beside, recorded
from page.figures.corrupt.scene import Scene
from page.figures.corrupt.settings import STEPS, CorruptSettings
from page.state import schedules
from page.state.subject import Subject
from unerase.pixels import tone

SERIES = ("signal", "noise", "jump", "chained")


def album(s: CorruptSettings, subject: Subject, colours: Colours, state: str) -> Making[Album]:
    """Every step: the two terms, their sum, and the same by the chain."""
    scene = Scene(s, subject)
    steps = tuple(range(STEPS + 1))
    views = []
    for t in steps:
        views.append(scene.at(t))
        yield len(views) / len(steps)

    def paint(i: int) -> Rgb:
        view = views[i]
        return beside(
            colours.signal[tone(view.signal)],
            colours.noise[tone(view.noise)],
            colours.signal[tone(view.jump)],
        )

    alpha_bar = scene.schedule.alpha_bar
    name = f"unerase-corrupt-seed{subject.seed}"
    return Album(
        name=name,
        count=len(steps),
        paint=paint,
        shown=s.timestep,
        rows=(range(len(steps)),),
        series=recorded(SERIES, views, steps, alpha_bar),
        extra={
            "x0": subject.x0,
            "alpha_bar": alpha_bar,
            "seed": np.array(subject.seed),
            "chain_seed": np.array(s.walk),
        },
        script=script(s, subject, name),
        state=state,
    )


def script(s: CorruptSettings, subject: Subject, name: str) -> str:
    """The same in Python."""
    body = f"""
{scripts.drawing(subject.drawing)}
eps = NoiseSource({subject.seed}).normal(x0.shape)
schedule = {schedules.in_python(s.schedule, STEPS, subject.curve)}
nothing = np.zeros_like(x0)
steps = range(schedule.steps + 1)
signal = np.stack([diffuse(x0, schedule.at(t), nothing) for t in steps])
noise = np.stack([diffuse(nothing, schedule.at(t), eps) for t in steps])
jump = diffuse_all(x0, schedule, eps)
chained = np.stack(list(chain(x0, schedule, NoiseSource({subject.seed}, stream={s.walk}))))
"""
    arrays = {"x0": "x0", "alpha_bar": "schedule.alpha_bar"} | {key: key for key in SERIES}
    return scripts.script(
        "A drawing on its way into noise, by the formula and by the chain",
        name,
        body,
        arrays,
    )
