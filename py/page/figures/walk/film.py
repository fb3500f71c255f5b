"""The figure "Walk back" as files: both walks side by side."""

from __future__ import annotations

from page.export import scripts
from page.export.film import Array, Film, numbers, of_walk, side_by_side
from page.export.making import Making, check_here
from page.figures.walk.scene import Scene
from page.figures.walk.settings import WalkSettings
from page.state import schedules
from page.state.controls import STEPS
from page.state.subject import Subject


def film(s: WalkSettings, subject: Subject) -> Making[Film]:
    """Both walks from step T down to 0."""
    check_here(s.denoiser)
    scene = Scene(s, subject)
    pairs = []
    for t in range(STEPS, -1, -1):
        pairs.append(scene.pair(s.denoiser).at(t))
        yield len(pairs) / (STEPS + 1)
    one, other = (
        list(of_walk(str(number), walk, f"walks[{number}]"))
        for number, walk in enumerate(zip(*pairs, strict=True), 1)
    )
    return Film(
        "One start and two walks back",
        subject.seed,
        f"""
{scripts.drawing(subject.drawing)}
schedule = {schedules.in_python(s.schedule, STEPS, subject.curve)}
{scripts.answering(s.denoiser, subject.shelf)}
sampler = partial(ddim, eta={s.eta!r})
walks = {{
    number: list(Experiment(x0, schedule, denoiser, sampler, {subject.seed}, walk_seed).reverse())
    for number, walk_seed in enumerate({s.walk_seeds}, 1)
}}  # x_T … x_0, twice
""",
        [
            Array("x0", subject.x0, "x0"),
            Array("alpha_bar", scene.schedule.alpha_bar, "schedule.alpha_bar"),
            *one,
            *other,
            *numbers(seed=subject.seed, walk_seeds=s.walk_seeds),
        ],
        [side_by_side((one[0], "signal"), (other[0], "signal"))],
        s.timestep,
    )
