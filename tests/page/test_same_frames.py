"""The same seed and drawing give the same frames in the browser and under CPython."""

from __future__ import annotations

import base64
import json

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Browser, Page
from support.browser import opened
from support.figure import Figure

from bench.pages import engine
from page.widgets.palette import ramp
from posters import colours
from serve import serving
from unerase import Experiment, Oracle, preset, to_signal
from unerase.pixels import tone
from unerase.samplers import SAMPLERS
from unerase.schedules import SCHEDULES

CASES = [("linear", "ddpm", 20, 0), ("cosine", "ddim", 13, 4242), ("literal", "ddpm", 20, 7)]
LABELS = {"linear": "Linear", "cosine": "Cosine", "literal": "Linear, 20 literal betas"}


def experiment(schedule: str, sampler: str, steps: int, seed: int) -> Experiment:
    x0 = to_signal(preset("heart"))
    return Experiment(x0, SCHEDULES[schedule](steps), Oracle(x0), SAMPLERS[sampler], seed)


@pytest.mark.parametrize(
    ("schedule", "sampler", "steps", "seed"),
    [CASES[0], *[pytest.param(*case, marks=pytest.mark.soak) for case in CASES[1:]]],
)
def test_the_page_shows_the_bytes_that_cpython_computes(
    hero: Page, schedule: str, sampler: str, steps: int, seed: int
) -> None:
    figure = Figure(hero)
    figure.choice("Schedule").select_option(label=LABELS[schedule])
    figure.choice("Walk").select_option(sampler)
    figure.number("Steps").fill(str(steps))
    figure.number("Seed").fill(str(seed))
    expected = experiment(schedule, sampler, steps, seed)
    light = colours(dark=False)
    table = ramp(light["sheet"], light["ink"])[:, :3]

    def same(picture: NDArray[np.float32], t: int) -> None:
        assert np.array_equal(figure.pixels(), table[tone(picture)]), f"t = {t}"

    for t, x_t in enumerate(expected.forward()):
        figure.scrub(t)
        same(x_t, t)
    for frame in expected.reverse():
        if frame.t < steps:
            figure.button("Step back").click()
        figure.wait_for_step(frame.t)
        same(frame.x_t, frame.t)


# Plain Pyodide, without PyScript or our page: the engine needs neither.
RUN_ENGINE = """async ({ runtime, program }) => {
    const { loadPyodide } = await import(runtime + 'pyodide.mjs');
    const python = await loadPyodide({ indexURL: runtime });
    const archive = async name => (await fetch(runtime + name)).arrayBuffer();
    const extractDir = '/lib/python3.14/site-packages';
    python.unpackArchive(await archive('numpy.zip'), 'zip', { extractDir });
    python.unpackArchive(await archive('unerase.zip'), 'zip');
    return python.runPython(program);
}"""


PROGRAM = """
import base64, json
from unerase import Experiment, Oracle, preset, to_signal
from unerase.samplers import SAMPLERS
from unerase.schedules import SCHEDULES
answers = []
x0 = to_signal(preset("heart"))
for schedule, sampler, steps, seed in json.loads('''CASES'''):
    e = Experiment(x0, SCHEDULES[schedule](steps), Oracle(x0), SAMPLERS[sampler], seed)
    pictures = (e.forward(), *(frame.x_t for frame in e.reverse()))
    answers.append([base64.b64encode(picture.tobytes()).decode() for picture in pictures])
json.dumps(answers)
"""


def test_the_floats_are_the_same_under_plain_pyodide(browser: Browser) -> None:
    with serving(engine()) as plain, opened(browser, plain) as (page, guard):
        page.goto(plain)
        answers = json.loads(
            page.evaluate(
                RUN_ENGINE,
                {
                    "runtime": plain,
                    "program": PROGRAM.replace("CASES", json.dumps(CASES)),
                },
            )
        )
        assert guard.seen == []
    for case, answer in zip(CASES, answers, strict=True):
        expected = experiment(*case)
        pictures = (expected.forward(), *(frame.x_t for frame in expected.reverse()))
        for ours, theirs in zip(pictures, answer, strict=True):
            there = np.frombuffer(base64.b64decode(theirs), dtype=np.float32).reshape(ours.shape)
            assert np.array_equal(there, ours), f"{case}: {np.abs(there - ours).max()}"
