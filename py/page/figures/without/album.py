"""The figure "Without the oracle" as files: its lanes side by side, step by step."""

from __future__ import annotations

import numpy as np

from page.denoisers import Asked
from page.denoisers.scripting import expression, shelf_lines
from page.export import scripts
from page.export.album import Album, CannotSave, Colours, Making, Rgb, beside
from page.export.walked import saved, series_of, walked
from page.figures.without.scene import PRESSED, Scene
from page.figures.without.settings import STEPS, WithoutSettings
from page.state import schedules
from page.state.subject import Subject
from unerase.pixels import tone
from unerase.presets import SIDE
from unerase.samplers import SAMPLERS

AGAIN = ("", "_again")
"""What the names of the arrays end with, for the first and for the second walk."""

NOT_HERE = "The learner’s weights have not arrived. Wait for them, or leave its lane out."


def album(s: WithoutSettings, subject: Subject, colours: Colours, state: str) -> Making[Album]:
    """Every lane from the start noise to its end, and what its denoiser said on the way."""
    scene = Scene(s, subject)
    if len(scene.ready(s)) < len(s.shown):
        raise CannotSave(NOT_HERE)
    walks = yield from walked(
        {
            f"{name}{again}": walk
            for name in s.shown
            for again, walk in zip(AGAIN, scene.walks(name, s.twice), strict=False)
        }
    )

    def paint(i: int) -> Rgb:
        return beside(*(colours.signal[tone(frames[i].x_t)] for frames in walks.values()))

    name = f"unerase-without-seed{s.seed}"
    return Album(
        name=name,
        count=STEPS + 1,
        paint=paint,
        shown=STEPS - s.timestep,
        rows=(range(STEPS + 1),),
        series=series_of(walks),
        extra={
            "shelf": subject.shelf.bits,
            "x0": subject.x0,
            "alpha_bar": scene.schedule.alpha_bar,
            "seed": np.array(s.seed),
            "walk_seed": np.array(s.walk),
        },
        script=script(s, subject, name),
        state=state,
    )


def script(s: WithoutSettings, subject: Subject, name: str) -> str:
    """The same in Python."""
    asked = Asked(window=s.window)
    lanes = "\n".join(f"    {lane!r}: {expression(lane, asked)}," for lane in s.shown)
    thrown = (s.walk, s.second_walk)[: 1 + s.twice]
    dice = {
        again: seed if SAMPLERS[s.sampler].stochastic else PRESSED
        for again, seed in zip(AGAIN, thrown, strict=False)
    }
    body = f"""
{scripts.drawing(subject.drawing)}
{shelf_lines(*s.shown, shelf=subject.shelf)}
denoisers = {{
{lanes}
}}
schedule = {schedules.in_python(s.schedule, STEPS, subject.curve)}
start = NoiseSource({s.seed}).normal(({SIDE}, {SIDE}))
sampler = SAMPLERS["{s.sampler}"]
walks = {{
    f"{{name}}{{again}}": list(
        sampler(denoiser, schedule, start, NoiseSource({s.seed}, dice))
    )
    for name, denoiser in denoisers.items()
    for again, dice in {dice!r}.items()
}}  # x_T … x_0, each
"""
    keys = [f"{lane}{again}" for lane in s.shown for again in dice]
    return scripts.script(
        "One noise and several denoisers that do not know the drawing",
        name,
        body,
        {"x0": "x0", "alpha_bar": "schedule.alpha_bar"} | saved(keys),
    )
