"""The figure "The unseen drawing" as files: every denoiser's answer at every step."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from page.denoisers import DENOISERS
from page.denoisers.scripting import example_lines
from page.denoisers.spec import Asked
from page.export import scripts
from page.export.film import Array, Film, numbers, series, side_by_side
from page.export.making import Making
from page.figures.unseen.masks import NOTHING, in_python, mask_of
from page.figures.unseen.scene import ALL_STEPS, NOISES, SAMPLER, Scene
from page.figures.unseen.settings import YOURS, UnseenSettings
from page.state import schedules
from page.state.controls import STEPS
from page.state.subject import Subject
from unerase.presets import SIDE


def film(s: UnseenSettings, subject: Subject) -> Making[Film]:
    """The noised drawing and what each denoiser answers, from step 0 on, and the walks back.

    The errors are always for your drawing, whatever the chart shows.

    A denoiser whose weights have not arrived is left out.
    """
    s = replace(s, charted=YOURS)
    scene = Scene(s, subject)
    subject = scene.subject
    names, steps, plan = scene.ready(), tuple(ALL_STEPS), scene.schedule
    yield from _made(scene, s)
    noised = series("x_t", map(scene.noised, steps), steps, plan, "np.stack(noised[0])")
    arrays, answers = [Array("x0", subject.x0, "x0"), noised], []
    for name in names:
        end = scene.end(name, s)
        assert end is not None  # made
        said = f'np.stack(answers["{name}"][0])'
        answers.append(series(f"x0_hat_{name}", scene.answers(name, s), steps, plan, said))
        arrays += [
            answers[-1],
            Array(f"end_{name}", end.picture, f'ends["{name}"]'),
            Array(f"error_{name}", np.array(scene.curve(name, s)), f'errors["{name}"]'),
        ]
    asked = Asked(window=s.window)
    rows = "\n".join(f"    {one!r}: {DENOISERS[one].script(asked)}," for one in names)
    walker = "denoiser" if s.locked == NOTHING else "Locked(denoiser, x0, mask)"
    return Film(
        "A drawing that is not on the shelf: what each denoiser makes of it at every step",
        s.seed,
        f"""
{scripts.drawing(subject.drawing)}
{example_lines(*names, shelf=subject.shelf)}
denoisers = {{
{rows}
}}
schedule = {schedules.in_python(s.schedule, STEPS, subject.curve)}
source = NoiseSource({s.seed})
noises = [source.normal(({SIDE}, {SIDE})) for _ in range({NOISES})]
noised = [[diffuse(x0, schedule.at(t), eps) for t in range({STEPS + 1})] for eps in noises]
answers = {{
    name: [[denoiser(x, schedule.at(t)) for t, x in enumerate(row)] for row in noised]
    for name, denoiser in denoisers.items()
}}
errors = {{
    name: np.mean([[mse(x0_hat, x0) for x0_hat in row] for row in rows], axis=0)
    for name, rows in answers.items()
}}

# Back from step {s.timestep}, with some cells of the drawing locked or none.
{in_python(s.locked)}
ends = {{}}
for name, denoiser in denoisers.items():
    dice = NoiseSource({s.seed}, {s.walk})
    start = noised[0][{s.timestep}]
    walk = SAMPLERS["{SAMPLER}"]({walker}, schedule, start, dice, {s.timestep})
    ends[name] = list(walk)[-1].x_t
""",
        [
            *arrays,
            Array("locked", mask_of(s.locked), "mask"),
            *numbers(shelf=subject.shelf.bits, seed=s.seed, walk_seed=s.walk),
        ],
        [side_by_side((noised, "signal"), *((answer, "estimate") for answer in answers))],
        s.timestep,
    )


def _made(scene: Scene, s: UnseenSettings) -> Making[None]:
    """All of the scene, one question after the other."""
    asked = 0
    total = len(scene.ready()) * (s.timestep + 2 + NOISES * (STEPS + 1))
    while not scene.make(s, iter((True, False)).__next__):
        asked += 1
        yield min(1.0, asked / total)
