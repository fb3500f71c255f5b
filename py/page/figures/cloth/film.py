"""The figure "More cloth" as files: the pattern and its cloths side by side, step by step."""

from __future__ import annotations

from page.export import scripts
from page.export.film import Array, Colours, Film, Reel, Rgb, beside, numbers, of_walks, walked
from page.export.making import Making
from page.figures.cloth.scene import Scene
from page.figures.cloth.settings import WINDOWS, ClothSettings
from page.state import schedules
from page.state.controls import STEPS
from page.state.subject import Subject
from unerase import to_signal
from unerase.pixels import tone
from unerase.presets import SIDE


def film(s: ClothSettings, subject: Subject) -> Making[Film]:
    """Every cloth from the start noise to its end, and what its weaver said on the way."""
    scene = Scene(s, subject)
    walks = yield from walked({str(window): scene.weaving(window) for window in WINDOWS})
    x0 = to_signal(scene.pattern)

    def paint(colours: Colours, i: int) -> Rgb:
        pictures = (x0, *(frames[i].x_t for frames in walks.values()))
        return beside(*(colours.signal[tone(picture)] for picture in pictures))

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
            *of_walks(walks),
            *numbers(seed=s.seed, walk_seed=s.walk),
        ],
        [Reel(range(STEPS, -1, -1), paint)],
        s.timestep,
    )
