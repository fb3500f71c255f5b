"""The figure "Schedule lab" as files: its schedules side by side, into noise and back from it."""

from __future__ import annotations

from page.denoisers import WINDOW
from page.export import scripts
from page.export.film import Array, Film, numbers, series, side_by_side, walked
from page.export.making import Making
from page.figures.lab.scene import Lane
from page.figures.lab.settings import LabSettings
from page.state import schedules
from page.state.controls import STEPS
from page.state.subject import Subject


def film(s: LabSettings, subject: Subject) -> Making[Film]:
    """The film dissolves the drawing under every schedule; then all walk from one pure noise."""
    lanes = {name: Lane(name, s, subject) for name in s.shown}
    steps = range(STEPS + 1)
    yield from walked(lanes)
    arrays = [Array("x0", subject.x0, "x0"), *numbers(seed=subject.seed, walk_seed=s.walk)]
    noisy, walks = [], []
    for name, lane in lanes.items():
        plan, walk = lane.schedule, (frame.x_t for frame in lane.frames)
        noisy.append(series(name, lane.noisy(), steps, plan, f'noisy["{name}"]'))
        walks.append(series(f"{name}_walk", walk, steps[::-1], plan, f'walks["{name}"]'))
        arrays += [
            Array(f"alpha_bar_{name}", plan.alpha_bar, f'plans["{name}"].alpha_bar'),
            noisy[-1],
            walks[-1],
        ]
    listed = "\n".join(
        f'    "{name}": {schedules.in_python(name, STEPS, subject.curve)},' for name in s.shown
    )
    stretched = "plans = {name: zero_terminal_snr(plan) for name, plan in plans.items()}\n"
    return Film(
        "One drawing under several schedules, and walks from pure noise",
        subject.seed,
        f"""
{scripts.drawing(subject.drawing)}
plans = {{
{listed}
}}
{stretched if s.zero else ""}eps = NoiseSource({subject.seed}).normal(x0.shape)
noisy = {{name: diffuse_all(x0, plan, eps) for name, plan in plans.items()}}

presets = np.stack([to_signal(preset(name)) for name in preset_names()])
denoiser = LocalScore(presets, {WINDOW})
walks = {{}}
for name, plan in plans.items():
    noise = NoiseSource({subject.seed}, stream={s.walk})
    frames = ddpm(denoiser, plan, noise.normal(x0.shape), noise)  # x_T … x_0
    walks[name] = np.stack([frame.x_t for frame in frames])
""",
        arrays,
        [side_by_side(*((one, "signal") for one in reel)) for reel in (noisy, walks)],
        s.timestep,
    )
