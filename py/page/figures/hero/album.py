"""The hero as files: the way into noise and the walk back."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from page.denoisers import ORACLE
from page.export import scripts
from page.export.album import Album, Colours, Making, Rgb, Series, check_here
from page.figures.hero.scene import experiment_of
from page.sharing.links import hero_state
from page.state import schedules
from page.state.settings import Settings
from unerase.pixels import tone

MADE_AT_ONCE = 20


def album(s: Settings, colours: Colours) -> Making[Album]:
    """Everything that these settings lead to; the film runs into noise and back again."""
    check_here(s.denoiser)
    run = experiment_of(s)
    forward = run.forward()
    frames, walked = s.steps + 1, s.walk_start + 1
    walk = np.empty((walked, *run.x0.shape), dtype=np.float32)
    answers = np.empty_like(walk)
    for i, frame in enumerate(run.reverse(s.walk_start)):
        walk[i], answers[i] = frame.x_t, frame.x0_hat
        if i % MADE_AT_ONCE == 0 or s.denoiser != ORACLE:
            yield i / walked
    table = colours.signal[:, :3]

    def paint(i: int) -> Rgb:
        x_t: NDArray[np.float32] = forward[i] if i < frames else walk[i - frames]
        return table[tone(x_t)]

    alpha_bar = run.schedule.alpha_bar
    down = tuple(range(s.walk_start, -1, -1))
    name = f"unerase-hero-seed{s.seed}"
    walking = s.phase == "reverse" and s.timestep <= s.walk_start
    return Album(
        name=name,
        count=frames + walked,
        paint=paint,
        shown=frames + s.walk_start - s.timestep if walking else s.timestep,
        rows=(range(frames), range(frames + walked - 1, frames - 1, -1)),
        series=(
            Series("forward", forward, tuple(range(frames)), alpha_bar),
            Series("walk", walk, down, alpha_bar[walked - 1 :: -1]),
            Series("walk_x0_hat", answers, down, alpha_bar[walked - 1 :: -1]),
        ),
        extra={
            "x0": run.x0,
            "eps": run.eps,
            "alpha_bar": alpha_bar,
            "seed": np.array(s.seed),
            "walk_seed": np.array(s.walk_seed),
        },
        script=script(s, name),
        state=hero_state(s),
    )


def script(s: Settings, name: str) -> str:
    """The same in Python."""
    body = f"""
{scripts.drawing(s.drawing)}
schedule = {schedules.in_python(s.schedule, s.steps, s.curve)}
{scripts.answering(s.denoiser, s.shelf)}
run = Experiment(
    x0, schedule, denoiser, SAMPLERS["{s.sampler}"], seed={s.seed}, walk_seed={s.walk_seed}
)
forward = run.forward()  # x_0 … x_T
walk = list(run.reverse({s.start or ""}))  # x_{s.start or "T"} … x_0
"""
    return scripts.script(
        "A drawing on its way into noise and back",
        name,
        body,
        {
            "x0": "x0",
            "eps": "run.eps",
            "alpha_bar": "schedule.alpha_bar",
            "forward": "forward",
            "walk": "np.stack([frame.x_t for frame in walk])",
            "walk_x0_hat": "np.stack([frame.x0_hat for frame in walk])",
        },
    )
