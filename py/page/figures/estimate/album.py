"""The figure "Estimate" as files: question, answer and clean picture side by side."""

from __future__ import annotations

import numpy as np

from page.export import scripts
from page.export.album import Album, Colours, Making, Rgb, beside, check_here, recorded
from page.figures.estimate.scene import ERROR_STREAM, Scene
from page.figures.estimate.settings import STEPS, EstimateSettings
from page.state import schedules
from page.state.subject import Subject
from unerase.pixels import tone

SERIES = ("x_t", "answer", "x0_hat")


def album(s: EstimateSettings, subject: Subject, colours: Colours, state: str) -> Making[Album]:
    """Every step, with the answer read as it is on the page."""
    check_here(s.denoiser)
    scene = Scene(s, subject)
    steps = tuple(range(STEPS + 1))
    views = []
    for t in steps:
        views.append(scene.at(t, s.answer, s.delta))
        yield len(views) / len(steps)

    def paint(i: int) -> Rgb:
        view = views[i]
        of_answer = colours.estimate if s.answer == "clean" else colours.noise
        return beside(
            colours.signal[tone(view.x_t)],
            of_answer[tone(view.answer)],
            colours.estimate[tone(view.x0_hat)],
        )

    alpha_bar = scene.schedule.alpha_bar
    name = f"unerase-estimate-seed{subject.seed}"
    return Album(
        name=name,
        count=len(steps),
        paint=paint,
        shown=s.timestep,
        rows=(range(len(steps)),),
        series=recorded(SERIES, views, steps, alpha_bar),
        extra={
            "x0": subject.x0,
            "alpha_bar": alpha_bar,
            "seed": np.array(subject.seed),
            "delta": np.array(s.delta),
        },
        script=script(s, subject, name),
        state=state,
    )


# The answer as the page shows it.
_READ = {
    "noise": "eps_hat",
    "clean": "x0_hat",
    # Without noise there is no score.
    "score": "np.float32(schedule.noise[t]) * score_from_x0(x_t, x0_hat, alpha_bar)"
    " if t else np.zeros_like(x_t)",
}


def script(s: EstimateSettings, subject: Subject, name: str) -> str:
    """The same in Python."""
    body = f"""
{scripts.drawing(subject.drawing)}
schedule = {schedules.in_python(s.schedule, STEPS, subject.curve)}
{scripts.answering(s.denoiser, subject.shelf)}
noisy = diffuse_all(x0, schedule, NoiseSource({subject.seed}).normal(x0.shape))
# Every cell of the noise estimate is put wrong by so much, up or down.
delta = np.float32({s.delta!r})
wrong = to_signal(NoiseSource({subject.seed}, stream={ERROR_STREAM}).normal(x0.shape) > 0)

answers, clean = [], []
for t, x_t in enumerate(noisy):
    alpha_bar = schedule.at(t)
    asked = denoiser(x_t, alpha_bar) if t else x_t
    eps_hat = eps_from_x0(x_t, asked, alpha_bar) + delta * wrong
    # Of noise alone no picture follows.
    x0_hat = x0_from_eps(x_t, eps_hat, alpha_bar) if alpha_bar else asked
    answers.append({_READ[s.answer]})
    clean.append(x0_hat)
"""
    return scripts.script(
        "A denoiser's answer at every step",
        name,
        body,
        {
            "x0": "x0",
            "alpha_bar": "schedule.alpha_bar",
            "x_t": "noisy",
            "answer": "np.stack(answers)",
            "x0_hat": "np.stack(clean)",
        },
    )
