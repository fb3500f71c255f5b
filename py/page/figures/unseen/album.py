"""The figure "The unseen drawing" as files: every denoiser's answer at every step."""

from __future__ import annotations

import numpy as np

from page.denoisers import Asked
from page.denoisers.scripting import expression, shelf_lines
from page.export import scripts
from page.export.album import Album, Colours, Making, Rgb, Series, beside
from page.figures.unseen.masks import NOTHING, in_python, mask_of
from page.figures.unseen.scene import ALL_STEPS, NOISES, SAMPLER, Scene, scene_of
from page.figures.unseen.settings import STEPS, UnseenSettings
from page.state import schedules
from page.state.subject import Subject
from unerase.pixels import tone
from unerase.presets import SIDE


def album(s: UnseenSettings, subject: Subject, colours: Colours, state: str) -> Making[Album]:
    """The noised drawing and what each denoiser answers, from step 0 on, and the walks back.

    A denoiser whose weights have not arrived is left out.
    """
    scene = scene_of(s, subject)
    names, steps = scene.ready(), tuple(ALL_STEPS)
    yield from _made(scene, s)
    noised = np.stack([scene.noised(t) for t in steps])
    answers = {name: np.stack(scene.answers(name, s)) for name in names}

    def paint(t: int) -> Rgb:
        return beside(
            colours.signal[tone(noised[t])],
            *(colours.estimate[tone(answer[t])] for answer in answers.values()),
        )

    alpha_bar = scene.schedule.alpha_bar
    series = [Series("x_t", noised, steps, alpha_bar)]
    series += [Series(f"x0_hat_{name}", answers[name], steps, alpha_bar) for name in names]
    name = f"unerase-unseen-seed{s.seed}"
    extra = {"x0": subject.x0, "shelf": subject.shelf.bits, "locked": mask_of(s.locked)}
    for one in names:
        end, errors = scene.end(one, s), scene.curve(one, s)
        assert end is not None  # made
        extra |= {f"end_{one}": end.picture, f"error_{one}": np.array(errors)}
    return Album(
        name=name,
        count=len(steps),
        paint=paint,
        shown=s.timestep,
        rows=(range(len(steps)),),
        series=tuple(series),
        extra=extra | {"seed": np.array(s.seed), "walk_seed": np.array(s.walk)},
        script=script(names, s, subject, name),
        state=state,
    )


def _made(scene: Scene, s: UnseenSettings) -> Making[None]:
    """All of the scene, one question after the other."""
    asked = 0
    total = len(scene.ready()) * (s.timestep + 2 + NOISES * (STEPS + 1))
    while not scene.make(s, iter((True, False)).__next__):
        asked += 1
        yield min(1.0, asked / total)


def script(names: list[str], s: UnseenSettings, subject: Subject, name: str) -> str:
    """The same in Python."""
    asked = Asked(window=s.window)
    rows = "\n".join(f"    {one!r}: {expression(one, asked)}," for one in names)
    walker = "denoiser" if s.locked == NOTHING else "Locked(denoiser, x0, mask)"
    body = f"""
{scripts.drawing(subject.drawing)}
{shelf_lines(*names, shelf=subject.shelf)}
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
"""
    arrays = {"x0": "x0", "locked": "mask", "x_t": "np.stack(noised[0])"}
    for one in names:
        arrays[f"x0_hat_{one}"] = f'np.stack(answers["{one}"][0])'
        arrays[f"error_{one}"] = f'errors["{one}"]'
        arrays[f"end_{one}"] = f'ends["{one}"]'
    return scripts.script(
        "A drawing that is not on the shelf: what each denoiser makes of it at every step",
        name,
        body,
        arrays,
    )
