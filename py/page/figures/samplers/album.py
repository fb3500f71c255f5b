"""The figure "Samplers" as files: its four lanes side by side, call by call."""

from __future__ import annotations

import numpy as np

from page.denoisers import WEAVER
from page.export import scripts
from page.export.album import Album, Colours, Making, Rgb, beside, check_here
from page.export.walked import saved, series_of, walked
from page.figures.samplers.scene import BANDWIDTH, WINDOW, Scene
from page.figures.samplers.settings import GRAIN, LOCAL, SamplersSettings
from page.samplers import call
from page.state import schedules
from page.state.subject import Subject
from unerase import NoiseSource
from unerase.pixels import tone
from unerase.presets import SIDE
from unerase.samplers import SAMPLERS


def album(s: SamplersSettings, subject: Subject, colours: Colours, state: str) -> Making[Album]:
    """Every lane from the start noise to its end, and what the denoiser said on the way."""
    check_here(s.denoiser)
    scene = Scene(s, subject)
    walks = yield from walked({lane: scene.walk(lane, s.budget, s.walk) for lane in s.lanes})

    def paint(i: int) -> Rgb:
        states = ([frame for frame in walk if frame.calls <= i][-1] for walk in walks.values())
        return beside(*(colours.signal[tone(frame.x_t)] for frame in states))

    name = f"unerase-samplers-seed{subject.seed}"
    return Album(
        name=name,
        count=s.budget + 1,
        paint=paint,
        shown=s.budget - s.timestep,
        rows=(range(s.budget + 1),),
        series=series_of(walks),
        extra={
            "start": NoiseSource(subject.seed).normal((SIDE, SIDE)),
            "seed": np.array(subject.seed),
            "walk_seed": np.array(s.walk),
        },
        script=script(s, subject, name),
        state=state,
    )


def script(s: SamplersSettings, subject: Subject, name: str) -> str:
    """The same in Python."""
    lines = "\n".join(f"    {lane!r}: {_call(lane, s, subject)}," for lane in s.lanes)
    body = f"""
seed, walk_seed = {subject.seed}, {s.walk}
start = NoiseSource(seed).normal(({SIDE}, {SIDE}))
{_denoiser(s.denoiser, subject)}
walks = {{
{lines}
}}  # x_T … x_0, each
walks = {{name: list(walk) for name, walk in walks.items()}}
"""
    return scripts.script(
        "Four samplers, one noise, one denoiser, the same number of denoiser calls",
        name,
        body,
        {"start": "start"} | saved(s.lanes),
    )


def _call(lane: str, s: SamplersSettings, subject: Subject) -> str:
    sampler = SAMPLERS[lane]
    steps = sampler.steps(s.budget, lambda steps: subject.schedule(s.schedule, steps))
    schedule = schedules.in_python(s.schedule, steps, subject.curve)
    noise = f"NoiseSource(seed, {'walk_seed' if sampler.stochastic else '0'})"
    return call(lane, f"denoiser, {schedule}, start, {noise}")


def _denoiser(name: str, subject: Subject) -> str:
    """Lines that make it."""
    if name not in (GRAIN, LOCAL):
        lines = [scripts.answering(name, subject.shelf)]
        if name == WEAVER:
            lines.insert(0, scripts.drawing(subject.drawing))
        return "\n".join(lines)
    kind, how = ("LocalScore", WINDOW) if name == LOCAL else ("PosteriorMean", BANDWIDTH)
    return (
        "examples = np.stack([to_signal(preset(name)) for name in preset_names()])\n"
        f"denoiser = {kind}(examples, {how})"
    )
