"""The hero as files: the way into noise and the walk back."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from page.export import scripts
from page.export.album import Album, Colours, Making, Rgb, Series
from page.figures.hero.session import experiment_of
from page.sharing.links import hero_state
from page.state import schedules
from page.state.settings import Settings
from unerase import tone

MADE_AT_ONCE = 20


def album(s: Settings, colours: Colours) -> Making[Album]:
    """Everything that these settings lead to; the film runs into noise and back again."""
    run = experiment_of(s)
    forward = run.forward()
    walk = np.empty_like(forward)
    answers = np.empty_like(forward)
    for i, frame in enumerate(run.reverse()):
        walk[i], answers[i] = frame.x_t, frame.x0_hat
        if i % MADE_AT_ONCE == 0:
            yield i / (s.steps + 1)
    table = colours.signal[:, :3]
    frames = s.steps + 1

    def paint(i: int) -> Rgb:
        x_t: NDArray[np.float32] = forward[i] if i < frames else walk[i - frames]
        return table[tone(x_t)]

    alpha_bar = run.schedule.alpha_bar
    down = tuple(range(s.steps, -1, -1))
    name = f"unerase-hero-seed{s.seed}"
    walking = s.phase == "reverse"
    return Album(
        name=name,
        count=2 * frames,
        paint=paint,
        shown=frames + s.steps - s.timestep if walking else s.timestep,
        rows=(range(frames), range(2 * frames - 1, frames - 1, -1)),
        series=(
            Series("forward", forward, down[::-1], alpha_bar),
            Series("walk", walk, down, alpha_bar[::-1]),
            Series("walk_x0_hat", answers, down, alpha_bar[::-1]),
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
run = Experiment(
    x0, schedule, Oracle(x0), SAMPLERS["{s.sampler}"], seed={s.seed}, walk_seed={s.walk_seed}
)
forward = run.forward()  # x_0 … x_T
walk = list(run.reverse())  # x_T … x_0
"""
    names = ("Experiment", "Oracle", "SAMPLERS", *schedules.asked(s.schedule))
    return scripts.script(
        "A drawing on its way into noise and back",
        name,
        scripts.imports(s.drawing, *names),
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
