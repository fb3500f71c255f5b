"""The figure "Schedule lab" as files: its schedules side by side, into noise and back from it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from page.export import scripts
from page.export.album import Album, Colours, Making, Rgb, Series, beside
from page.figures.lab.scene import WINDOW, Lane
from page.figures.lab.settings import STEPS, LabSettings
from page.state import schedules
from page.state.subject import Subject
from unerase.pixels import tone

FRAMES = STEPS + 1


def album(s: LabSettings, subject: Subject, colours: Colours, state: str) -> Making[Album]:
    """The film dissolves the drawing under every schedule; then all walk from one pure noise."""
    lanes = {name: Lane(name, s, subject) for name in s.shown}
    for number, lane in enumerate(lanes.values()):
        while not lane.over:
            lane.step()
            yield (number * FRAMES + len(lane.walk)) / (len(lanes) * FRAMES)
    noisy = {name: lane.noisy() for name, lane in lanes.items()}

    def paint(i: int) -> Rgb:
        walking = i >= FRAMES
        pictures = (
            lane.walk[i - FRAMES].x_t if walking else noisy[name][i] for name, lane in lanes.items()
        )
        return beside(*(colours.signal[tone(picture)] for picture in pictures))

    series: list[Series] = []
    extra: dict[str, NDArray[Any]] = {"x0": subject.x0}
    up = tuple(range(FRAMES))
    for name, lane in lanes.items():
        alpha_bar = lane.schedule.alpha_bar
        extra[f"alpha_bar_{name}"] = alpha_bar
        walk = np.stack([frame.x_t for frame in lane.walk])
        series.append(Series(name, noisy[name], up, alpha_bar))
        series.append(Series(f"{name}_walk", walk, up[::-1], alpha_bar[::-1]))
    title = f"unerase-lab-seed{subject.seed}"
    return Album(
        name=title,
        count=2 * FRAMES,
        paint=paint,
        shown=FRAMES + STEPS - s.timestep,
        rows=(range(FRAMES), range(2 * FRAMES - 1, FRAMES - 1, -1)),
        series=tuple(series),
        extra=extra | {"seed": np.array(subject.seed), "walk_seed": np.array(s.walk)},
        script=script(s, subject, title),
        state=state,
    )


def script(s: LabSettings, subject: Subject, title: str) -> str:
    """The same in Python."""
    listed = "\n".join(
        f'    "{name}": {schedules.in_python(name, STEPS, subject.curve)},' for name in s.shown
    )
    zero = (
        "plans = {name: zero_terminal_snr(plan) for name, plan in plans.items()}\n"
        if s.zero
        else ""
    )
    body = f"""
{scripts.drawing(subject.drawing)}
plans = {{
{listed}
}}
{zero}eps = NoiseSource({subject.seed}).normal(x0.shape)
noisy = {{name: diffuse_all(x0, plan, eps) for name, plan in plans.items()}}

presets = np.stack([to_signal(preset(name)) for name in preset_names()])
denoiser = LocalScore(presets, {WINDOW})
walks = {{}}
for name, plan in plans.items():
    noise = NoiseSource({subject.seed}, stream={s.walk})
    frames = ddpm(denoiser, plan, noise.normal(x0.shape), noise)  # x_T … x_0
    walks[name] = np.stack([frame.x_t for frame in frames])
"""
    arrays = {"x0": "x0"}
    for name in s.shown:
        arrays[f"alpha_bar_{name}"] = f'plans["{name}"].alpha_bar'
        arrays[name] = f'noisy["{name}"]'
        arrays[f"{name}_walk"] = f'walks["{name}"]'
    return scripts.script(
        "One drawing under several schedules, and walks from pure noise",
        title,
        body,
        arrays,
    )
