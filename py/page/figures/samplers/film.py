"""The figure "Samplers" as files: its four lanes side by side, call by call."""

from __future__ import annotations

from page.denoisers import DENOISERS
from page.export import scripts
from page.export.film import Array, Colours, Film, Reel, Rgb, beside, numbers, of_walks, walked
from page.export.making import Making, check_here
from page.figures.samplers.scene import Scene
from page.figures.samplers.settings import SamplersSettings
from page.samplers import call, sampler_of
from page.state import schedules
from page.state.subject import Subject
from unerase.noise import start_noise
from unerase.pixels import tone
from unerase.presets import SIDE


def film(s: SamplersSettings, subject: Subject) -> Making[Film]:
    """Every lane from the start noise to its end, and what the denoiser said on the way."""
    check_here(s.denoiser)
    scene = Scene(s, subject)
    walks = yield from walked({lane: scene.walk(lane, s.budget, s.walk) for lane in s.lanes})

    def paint(colours: Colours, calls: int) -> Rgb:
        states = ([one for one in walk if one.calls <= calls][-1] for walk in walks.values())
        return beside(*(colours.signal[tone(frame.x_t)] for frame in states))

    lines = "\n".join(f"    {lane!r}: {_call(lane, s, subject)}," for lane in s.lanes)
    return Film(
        "Four samplers, one noise, one denoiser, the same number of denoiser calls",
        subject.seed,
        f"""
seed, walk_seed = {subject.seed}, {s.walk}
start = NoiseSource(seed).normal(({SIDE}, {SIDE}))
{_denoiser(s.denoiser, subject)}
walks = {{
{lines}
}}  # x_T … x_0, each
walks = {{name: list(walk) for name, walk in walks.items()}}
""",
        [
            Array("start", start_noise(subject.seed, (SIDE, SIDE)), "start"),
            *of_walks(walks),
            *numbers(seed=subject.seed, walk_seed=s.walk),
        ],
        [Reel(range(s.budget, -1, -1), paint)],
        s.timestep,
    )


def _call(lane: str, s: SamplersSettings, subject: Subject) -> str:
    sampler = sampler_of(lane)
    steps = sampler.steps(s.budget, lambda steps: subject.schedule(s.schedule, steps))
    schedule = schedules.in_python(s.schedule, steps, subject.curve)
    noise = f"NoiseSource(seed, {'walk_seed' if sampler.stochastic else '0'})"
    return call(lane, f"denoiser, {schedule}, start, {noise}")


def _denoiser(name: str, subject: Subject) -> str:
    """Lines that make it."""
    made = scripts.answering(name, subject.shelf)
    drawn = DENOISERS[name].knows.drawn
    return f"{scripts.drawing(subject.drawing)}\n{made}" if drawn else made
