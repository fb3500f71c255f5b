"""The figure "More cloth" as files: the pattern and its cloths side by side, step by step."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from page.export import scripts
from page.export.film import Array, Film, numbers, of_walks, side_by_side, walked
from page.export.making import Making
from page.figures.cloth.scene import Scene
from page.figures.cloth.settings import WINDOWS, ClothSettings
from page.state import schedules
from page.state.controls import STEPS
from page.state.subject import Subject
from unerase import to_signal
from unerase.presets import SIDE


def film(s: ClothSettings, subject: Subject) -> Making[Film]:
    """Every cloth from the start noise to its end, and what its weaver said on the way."""
    scene = Scene(s, subject)
    walks = yield from walked({str(window): scene.weaving(window) for window in WINDOWS})
    x0, cloths = to_signal(scene.pattern), of_walks(walks)
    woven = [one for one in cloths if one.name.startswith("x_t_")]
    still = replace(woven[0], values=np.broadcast_to(x0, woven[0].values.shape))
    return Film(
        "More cloth from one pattern, by patches of seven sizes",
        s.seed,
        f"""
{scripts.drawing(scene.packed)}
schedule = {schedules.in_python(s.schedule, STEPS, subject.curve)}
start = NoiseSource({s.seed}).normal(({SIDE}, {SIDE}))
walks = {{
    str(window): list(ddpm(Weaver(x0, window), schedule, start, NoiseSource({s.seed}, {s.walk})))
    for window in {WINDOWS}
}}  # x_T … x_0, each
""",
        [
            Array("x0", x0, "x0"),
            Array("alpha_bar", scene.schedule.alpha_bar, "schedule.alpha_bar"),
            *cloths,
            *numbers(seed=s.seed, walk_seed=s.walk),
        ],
        [side_by_side(*((one, "signal") for one in (still, *woven)))],
        s.timestep,
    )
