"""The figure "Without the oracle" as files: its lanes side by side, step by step."""

from __future__ import annotations

from page import samplers
from page.denoisers import DENOISERS
from page.denoisers.scripting import example_lines
from page.denoisers.spec import Asked
from page.export import scripts
from page.export.film import Array, Film, numbers, of_walks, side_by_side, walked
from page.export.making import Making, check_here
from page.figures.walks import PRESSED
from page.figures.without.scene import Scene
from page.figures.without.settings import WithoutSettings
from page.state import schedules
from page.state.controls import STEPS
from page.state.subject import Subject
from unerase.presets import SIDE

AGAIN = ("", "_again")
"""What the names of the arrays end with, for the first and for the second walk."""

NOT_HERE = "The learner’s weights have not arrived. Wait for them, or leave its lane out."


def film(s: WithoutSettings, subject: Subject) -> Making[Film]:
    """Every lane from the start noise to its end, and what its denoiser said on the way."""
    for name in s.shown:
        check_here(name, NOT_HERE)
    scene = Scene(s, subject)
    walks = yield from walked(
        {
            f"{name}{again}": walk
            for name in s.shown
            for again, walk in zip(AGAIN, scene.walks(name, s.twice), strict=False)
        }
    )
    arrays = of_walks(walks)
    asked = Asked(window=s.window)
    lanes = "\n".join(f"    {one!r}: {DENOISERS[one].script(asked)}," for one in s.shown)
    thrown = (s.walk, s.second_walk)[: 1 + s.twice]
    dice = {
        again: seed if samplers.sampler_of(s.sampler).stochastic else PRESSED
        for again, seed in zip(AGAIN, thrown, strict=False)
    }
    return Film(
        "One noise and several denoisers that do not know the drawing",
        s.seed,
        f"""
{scripts.drawing(subject.drawing)}
{example_lines(*s.shown, shelf=subject.shelf)}
denoisers = {{
{lanes}
}}
schedule = {schedules.in_python(s.schedule, STEPS, subject.curve)}
start = NoiseSource({s.seed}).normal(({SIDE}, {SIDE}))
sampler = {samplers.in_python(s.sampler)}
walks = {{
    f"{{name}}{{again}}": list(sampler(denoiser, schedule, start, NoiseSource({s.seed}, dice)))
    for name, denoiser in denoisers.items()
    for again, dice in {dice!r}.items()
}}  # x_T … x_0, each
""",
        [
            Array("x0", subject.x0, "x0"),
            Array("alpha_bar", scene.schedule.alpha_bar, "schedule.alpha_bar"),
            *arrays,
            *numbers(shelf=subject.shelf.bits, seed=s.seed, walk_seed=s.walk),
        ],
        [side_by_side(*((one, "signal") for one in arrays if one.name.startswith("x_t_")))],
        s.timestep,
    )
