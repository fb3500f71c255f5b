"""The hero as files: the way into noise and the walk back."""

from __future__ import annotations

from page import samplers
from page.denoisers import ORACLE
from page.export import scripts
from page.export.film import Array, Film, numbers, series, side_by_side
from page.export.making import Making, check_here
from page.figures.hero.scene import experiment_of
from page.figures.hero.settings import HeroSettings
from page.state import schedules
from page.state.subject import Subject
from unerase import Frame

MADE_AT_ONCE = 20


def film(s: HeroSettings, subject: Subject) -> Making[Film]:
    """Everything that these settings lead to; the film runs into noise and back again."""
    check_here(s.denoiser)
    run = experiment_of(s)
    down = range(s.walk_start, -1, -1)
    walk: list[Frame] = []
    for frame in run.reverse(s.walk_start):
        walk.append(frame)
        if len(walk) % MADE_AT_ONCE == 1 or s.denoiser != ORACLE:
            yield len(walk) / len(down)
    forward = series("forward", run.forward(), range(s.steps + 1), run.schedule, "forward")

    def recorded(name: str, part: str) -> Array:
        values = (getattr(frame, part) for frame in walk)
        return series(
            name, values, down, run.schedule, f"np.stack([frame.{part} for frame in walk])"
        )

    walked = recorded("walk", "x_t")
    return Film(
        "A drawing on its way into noise and back",
        s.seed,
        f"""
{scripts.drawing(subject.drawing)}
schedule = {schedules.in_python(s.schedule, s.steps, subject.curve)}
{scripts.answering(s.denoiser, subject.shelf)}
run = Experiment(
    x0, schedule, denoiser, {samplers.in_python(s.sampler)}, seed={s.seed}, walk_seed={s.walk_seed}
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
            recorded("walk_x0_hat", "x0_hat"),
            *numbers(seed=s.seed, walk_seed=s.walk_seed),
        ],
        [side_by_side((forward, "signal")), side_by_side((walked, "signal"))],
        s.timestep,
        shown=int(s.phase == "reverse" and s.timestep <= s.walk_start),
    )
