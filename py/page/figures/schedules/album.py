"""The figure "Two schedules" as files: its lanes side by side."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from page.export import scripts
from page.export.album import Album, Colours, Making, Rgb, Series, beside, check_here
from page.figures.schedules.scene import Scene, lanes, schedule_of
from page.figures.schedules.settings import STEPS, SchedulesSettings
from page.state.subject import Subject
from unerase.pixels import tone


def album(s: SchedulesSettings, subject: Subject, colours: Colours, state: str) -> Making[Album]:
    """Every step under each of the schedules that are seen."""
    check_here(s.denoiser)
    scene = Scene(s, subject)
    shown = lanes(s.literal)
    steps = tuple(range(STEPS + 1))
    views = []
    for t in steps:
        views.append(scene.at(t))
        yield len(views) / len(steps)

    def paint(i: int) -> Rgb:
        return beside(*(colours.signal[tone(views[i][lane].x_t)] for lane in shown))

    series, extra = [], _extra(subject)
    for lane in shown:
        alpha_bar = schedule_of(lane).alpha_bar
        extra[f"alpha_bar_{lane}"] = alpha_bar
        noisy = np.stack([view[lane].x_t for view in views])
        answers = np.stack([view[lane].estimate for view in views])
        series.append(Series(lane, noisy, steps, alpha_bar))
        series.append(Series(f"{lane}_x0_hat", answers, steps, alpha_bar))
    name = f"unerase-schedules-seed{subject.seed}"
    return Album(
        name=name,
        count=len(steps),
        paint=paint,
        shown=s.timestep,
        rows=(range(len(steps)),),
        series=tuple(series),
        extra=extra,
        script=script(s, subject, name),
        state=state,
    )


def _extra(subject: Subject) -> dict[str, NDArray[Any]]:
    return {"x0": subject.x0, "seed": np.array(subject.seed)}


def script(s: SchedulesSettings, subject: Subject, name: str) -> str:
    """The same in Python."""
    shown = lanes(s.literal)
    body = f"""
{scripts.drawing(subject.drawing)}
eps = NoiseSource({subject.seed}).normal(x0.shape)
{scripts.answering(s.denoiser, subject.shelf)}
schedules = {{name: SCHEDULES[name]({STEPS}) for name in {shown}}}
noisy = {{name: diffuse_all(x0, schedule, eps) for name, schedule in schedules.items()}}
answers = {{
    name: np.stack([denoiser(x_t, schedules[name].at(t)) for t, x_t in enumerate(frames)])
    for name, frames in noisy.items()
}}
"""
    arrays = {"x0": "x0"}
    for lane in shown:
        arrays[f"alpha_bar_{lane}"] = f'schedules["{lane}"].alpha_bar'
        arrays[lane] = f'noisy["{lane}"]'
        arrays[f"{lane}_x0_hat"] = f'answers["{lane}"]'
    return scripts.script(
        "One drawing and one noise under several schedules",
        name,
        body,
        arrays,
    )
