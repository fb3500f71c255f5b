"""The figure "Corrupt" as files: signal, noise and their sum side by side."""

from __future__ import annotations

from page.export import scripts
from page.export.film import Array, Film, numbers, series, side_by_side
from page.export.making import Making
from page.figures.corrupt.scene import Scene
from page.figures.corrupt.settings import CorruptSettings
from page.state import schedules
from page.state.controls import STEPS
from page.state.subject import Subject


def film(s: CorruptSettings, subject: Subject) -> Making[Film]:
    """Every step: the two terms, their sum, and the same by the chain."""
    scene = Scene(s, subject)
    signal, noise, jump, chained = (
        series(name, getattr(scene, name), range(STEPS + 1), scene.schedule, name)
        for name in ("signal", "noise", "jump", "chained")
    )
    yield 1.0
    return Film(
        "A drawing on its way into noise, by the formula and by the chain",
        subject.seed,
        f"""
{scripts.drawing(subject.drawing)}
eps = NoiseSource({subject.seed}).normal(x0.shape)
schedule = {schedules.in_python(s.schedule, STEPS, subject.curve)}
nothing = np.zeros_like(x0)
steps = range(schedule.steps + 1)
signal = np.stack([diffuse(x0, schedule.at(t), nothing) for t in steps])
noise = np.stack([diffuse(nothing, schedule.at(t), eps) for t in steps])
jump = diffuse_all(x0, schedule, eps)
chained = np.stack(list(chain(x0, schedule, NoiseSource({subject.seed}, stream={s.walk}))))
""",
        [
            Array("x0", subject.x0, "x0"),
            Array("alpha_bar", scene.schedule.alpha_bar, "schedule.alpha_bar"),
            signal,
            noise,
            jump,
            chained,
            *numbers(seed=subject.seed, chain_seed=s.walk),
        ],
        [side_by_side((signal, "signal"), (noise, "noise"), (jump, "signal"))],
        s.timestep,
    )
