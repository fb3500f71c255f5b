"""The hero as files: the way into noise and the walk back."""

from __future__ import annotations

import numpy as np

from page.denoisers import ORACLE
from page.export import scripts
from page.export.film import Array, Film, numbers, series, side_by_side
from page.export.making import Making, check_here
from page.figures.hero.scene import experiment_of
from page.figures.hero.settings import HeroSettings
from page.state import schedules
from page.state.subject import Subject

MADE_AT_ONCE = 20


def film(s: HeroSettings, subject: Subject) -> Making[Film]:
    """Everything that these settings lead to; the film runs into noise and back again."""
    check_here(s.denoiser)
    run = experiment_of(s)
    down = range(s.walk_start, -1, -1)
    walk = np.empty((len(down), *run.x0.shape), dtype=np.float32)
    answers = np.empty_like(walk)
    for i, frame in enumerate(run.reverse(s.walk_start)):
        walk[i], answers[i] = frame.x_t, frame.x0_hat
        if i % MADE_AT_ONCE == 0 or s.denoiser != ORACLE:
            yield i / len(down)
    forward = series("forward", run.forward(), range(s.steps + 1), run.schedule, "forward")
    walked = series("walk", walk, down, run.schedule, "np.stack([frame.x_t for frame in walk])")
    return Film(
        "A drawing on its way into noise and back",
        s.seed,
        f"""
{scripts.drawing(subject.drawing)}
schedule = {schedules.in_python(s.schedule, s.steps, subject.curve)}
{scripts.answering(s.denoiser, subject.shelf)}
run = Experiment(
    x0, schedule, denoiser, SAMPLERS["{s.sampler}"], seed={s.seed}, walk_seed={s.walk_seed}
)
forward = run.forward()  # x_0 … x_T
walk = list(run.reverse({s.start or ""}))  # x_{s.start or "T"} … x_0
""",
        [
            Array("x0", run.x0, "x0"),
            Array("eps", run.eps, "run.eps"),
            Array("alpha_bar", run.schedule.alpha_bar, "schedule.alpha_bar"),
            forward,
            walked,
            series(
                "walk_x0_hat",
                answers,
                down,
                run.schedule,
                "np.stack([frame.x0_hat for frame in walk])",
            ),
            *numbers(seed=s.seed, walk_seed=s.walk_seed),
        ],
        [side_by_side((forward, "signal")), side_by_side((walked, "signal"))],
        s.timestep,
        shown=int(s.phase == "reverse" and s.timestep <= s.walk_start),
    )
