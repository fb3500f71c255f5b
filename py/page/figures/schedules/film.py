"""The figure "Two schedules" as files: its lanes side by side."""

from __future__ import annotations

from page.export import scripts
from page.export.film import Array, Film, numbers, series, side_by_side
from page.export.making import Making, check_here
from page.figures.schedules.scene import Scene, lanes, schedule_of
from page.figures.schedules.settings import SchedulesSettings
from page.state.controls import STEPS
from page.state.subject import Subject


def film(s: SchedulesSettings, subject: Subject) -> Making[Film]:
    """Every step under each of the schedules that are seen."""
    check_here(s.denoiser)
    scene = Scene(s, subject)
    shown, steps = lanes(s.literal), range(STEPS + 1)
    frames = []
    for t in steps:
        frames.append(scene.at(t))
        yield t / STEPS
    arrays = [Array("x0", subject.x0, "x0"), *numbers(seed=subject.seed)]
    noisy = []
    for lane in shown:
        schedule = schedule_of(lane)
        seen, answers = zip(*((each[lane].x_t, each[lane].x0_hat) for each in frames), strict=True)
        noisy.append(series(lane, seen, steps, schedule, f'noisy["{lane}"]'))
        arrays += [
            Array(f"alpha_bar_{lane}", schedule.alpha_bar, f'schedules["{lane}"].alpha_bar'),
            noisy[-1],
            series(f"{lane}_x0_hat", answers, steps, schedule, f'answers["{lane}"]'),
        ]
    return Film(
        "One drawing and one noise under several schedules",
        subject.seed,
        f"""
{scripts.drawing(subject.drawing)}
eps = NoiseSource({subject.seed}).normal(x0.shape)
{scripts.answering(s.denoiser, subject.shelf)}
schedules = {{name: SCHEDULES[name]({STEPS}) for name in {shown}}}
noisy = {{name: diffuse_all(x0, schedule, eps) for name, schedule in schedules.items()}}
answers = {{
    name: np.stack([denoiser(x_t, schedules[name].at(t)) for t, x_t in enumerate(frames)])
    for name, frames in noisy.items()
}}
""",
        arrays,
        [side_by_side(*((lane, "signal") for lane in noisy))],
        s.timestep,
    )
