"""The figure "The code" as files: what a part makes beside what the visitor's own makes."""

from __future__ import annotations

import numpy as np

from page.denoisers import DENOISERS, MEMORISER
from page.denoisers.scripting import example_lines
from page.denoisers.spec import PLAIN
from page.export import scripts
from page.export.film import Array, Film, numbers, series, side_by_side
from page.export.making import CannotSave, Making, check_here
from page.figures.code.exercises import origin_of
from page.figures.code.scene import DICE, Lane, Scene
from page.figures.code.settings import CodeSettings
from page.samplers import in_python
from page.state import schedules
from page.state.controls import STEPS
from page.state.subject import Subject
from page.state.yours import YOURS, Kind
from unerase import Schedule, linear

NOTHING = "A scratch cell has no pictures to save. Copy its text instead."


def film(s: CodeSettings, subject: Subject) -> Making[Film]:
    """All steps of both."""
    scene = Scene(s.part, subject)
    if not scene.kind:
        raise CannotSave(NOTHING)
    origin = origin_of(s.part)
    if scene.kind == "denoiser":
        check_here(origin)
    for lane in scene.lanes.values():
        while not lane.over:
            lane.step()
            yield len(lane.t) / (STEPS + 1)
    names = {name: YOURS if name == YOURS else origin for name in scene.lanes}
    down = scene.kind == "sampler"
    steps = range(STEPS, -1, -1) if down else range(STEPS + 1)
    plans = {name: _plan(scene.kind, named, subject) for name, named in names.items()}
    made = {
        name: series(name, map(lane.at, steps), steps, plans[name], f'made["{name}"]')
        for name, lane in scene.lanes.items()
    }
    return Film(
        "A part of the engine, and one of your own",
        subject.seed,
        f"{scripts.drawing(subject.drawing)}\n{_LINES[scene.kind](names, subject)}",
        [
            Array("x0", subject.x0, "x0"),
            *made.values(),
            *(_values(name, lane) for name, lane in scene.lanes.items()),
            *numbers(seed=subject.seed),
        ],
        [side_by_side(*((one, "signal") for one in made.values()))],
        s.timestep,
    )


def _values(name: str, lane: Lane) -> Array:
    return Array(f"{name}_values", np.array([lane.value(t) for t in range(STEPS + 1)]))


def _plan(kind: Kind | str, name: str, subject: Subject) -> Schedule:
    return subject.schedule(name, STEPS) if kind == "schedule" else linear(STEPS)


def _schedules(names: dict[str, str], subject: Subject) -> str:
    listed = _listed(
        {name: schedules.in_python(one, STEPS, subject.curve) for name, one in names.items()}
    )
    return f"""
eps = NoiseSource({subject.seed}).normal(x0.shape)
plans = {listed}
made = {{name: diffuse_all(x0, plan, eps) for name, plan in plans.items()}}
"""


def _denoisers(names: dict[str, str], subject: Subject) -> str:
    listed = _listed({name: DENOISERS[one].script(PLAIN) for name, one in names.items()})
    return f"""
{example_lines(*names.values(), shelf=subject.shelf)}
eps = NoiseSource({subject.seed}).normal(x0.shape)
schedule = linear({STEPS})
denoisers = {listed}
noisy = diffuse_all(x0, schedule, eps)
made = {{
    name: np.stack([denoiser(x_t, schedule.at(t)) for t, x_t in enumerate(noisy)])
    for name, denoiser in denoisers.items()
}}
"""


def _samplers(names: dict[str, str], subject: Subject) -> str:
    listed = _listed({name: in_python(one) for name, one in names.items()})
    return f"""
{example_lines(MEMORISER, shelf=subject.shelf)}
denoiser = {DENOISERS[MEMORISER].script(PLAIN)}
start = NoiseSource({subject.seed}).normal(x0.shape)
samplers = {listed}
made = {{}}
for name, sampler in samplers.items():
    frames = sampler(denoiser, linear({STEPS}), start, NoiseSource({subject.seed}, {DICE}))
    made[name] = np.stack([frame.x_t for frame in frames])
"""


def _listed(lines: dict[str, str]) -> str:
    return "{\n" + "".join(f'    "{name}": {code},\n' for name, code in lines.items()) + "}"


_LINES = {"schedule": _schedules, "denoiser": _denoisers, "sampler": _samplers}
