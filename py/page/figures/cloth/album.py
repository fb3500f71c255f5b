"""The figure "More cloth" as files: the pattern and its cloths side by side, step by step."""

from __future__ import annotations

import numpy as np

from page.export import scripts
from page.export.album import Album, Colours, Making, Rgb, beside
from page.export.walked import saved, series_of, walked
from page.figures.cloth.scene import Scene
from page.figures.cloth.settings import STEPS, WINDOWS, ClothSettings
from page.state import schedules
from page.state.subject import Subject
from unerase import to_signal
from unerase.pixels import tone
from unerase.presets import SIDE


def album(s: ClothSettings, subject: Subject, colours: Colours, state: str) -> Making[Album]:
    """Every cloth from the start noise to its end, and what its weaver said on the way."""
    scene = Scene(s, subject)
    walks = yield from walked({str(window): scene.weaving(window) for window in WINDOWS})
    x0 = to_signal(scene.pattern)

    def paint(i: int) -> Rgb:
        cloths = (frames[i].x_t for frames in walks.values())
        return beside(*(colours.signal[tone(picture)] for picture in (x0, *cloths)))

    name = f"unerase-cloth-seed{s.seed}"
    return Album(
        name=name,
        count=STEPS + 1,
        paint=paint,
        shown=STEPS - s.timestep,
        rows=(range(STEPS + 1),),
        series=series_of(walks),
        extra={
            "x0": x0,
            "alpha_bar": scene.schedule.alpha_bar,
            "seed": np.array(s.seed),
            "walk_seed": np.array(s.walk),
        },
        script=script(s, scene, subject, name),
        state=state,
    )


def script(s: ClothSettings, scene: Scene, subject: Subject, name: str) -> str:
    """The same in Python."""
    body = f"""
{scripts.drawing(scene.packed)}
schedule = {schedules.in_python(s.schedule, STEPS, subject.curve)}
start = NoiseSource({s.seed}).normal(({SIDE}, {SIDE}))
walks = {{
    str(window): list(ddpm(Weaver(x0, window), schedule, start, NoiseSource({s.seed}, {s.walk})))
    for window in {WINDOWS}
}}  # x_T … x_0, each
"""
    keys = [str(window) for window in WINDOWS]
    return scripts.script(
        "More cloth from one pattern, by patches of seven sizes",
        name,
        body,
        {"x0": "x0", "alpha_bar": "schedule.alpha_bar"} | saved(keys),
    )
