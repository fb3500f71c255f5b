"""The same seed and drawing give the same frames in the browser and under CPython."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Browser, Page
from support.browser import opened
from support.figure import Figure

from page.widgets.palette import ramp
from unerase import WALKS, Experiment, preset, to_signal, tone

ROOT = Path(__file__).resolve().parent.parent.parent
LIGHT_SHEET, LIGHT_INK = "#f4eee1", "#1c1a17"

CASES = [("linear", "ddpm", 20, 0), ("cosine", "ddim", 13, 4242), ("literal", "ddpm", 20, 7)]
LABELS = {"linear": "Linear", "cosine": "Cosine", "literal": "Linear, 20 literal betas"}


def experiment(schedule: str, walk: str, steps: int, seed: int) -> Experiment:
    return Experiment(to_signal(preset("heart")), schedule, steps, walk, seed)


@pytest.mark.parametrize(("schedule", "walk", "steps", "seed"), CASES)
def test_the_page_shows_the_bytes_that_cpython_computes(
    hero: Page, schedule: str, walk: str, steps: int, seed: int
) -> None:
    figure = Figure(hero)
    figure.choice("Schedule").select_option(label=LABELS[schedule])
    figure.choice("Walk").select_option(label=WALKS[walk])
    figure.number("Steps").fill(str(steps))
    figure.number("Seed").fill(str(seed))
    expected = experiment(schedule, walk, steps, seed)
    colours = ramp(LIGHT_SHEET, LIGHT_INK)[:, :3]

    def same(picture: NDArray[np.float32], t: int) -> None:
        assert np.array_equal(figure.pixels(), colours[tone(picture)]), f"t = {t}"

    for t in range(steps + 1):
        figure.scrub(t)
        same(expected.forward[t], t)
    for frame in expected.reverse():
        if frame.t < steps:
            figure.button("Step back").click()
        figure.wait_for_step(frame.t)
        same(frame.x_t, frame.t)


# Plain Pyodide, without PyScript or our page: the engine needs neither.
RUN_ENGINE = """async ({ runtime, files, program }) => {
    const { loadPyodide } = await import(runtime + 'pyodide.mjs');
    const python = await loadPyodide({ indexURL: runtime, packages: ['numpy'] });
    for (const [path, text] of Object.entries(files)) {
        python.FS.mkdirTree('/home/pyodide/' + path.slice(0, path.lastIndexOf('/')));
        python.FS.writeFile('/home/pyodide/' + path, text);
    }
    return python.runPython(program);
}"""

PROGRAM = """
import base64, json
from unerase import Experiment, preset, to_signal
answers = []
for schedule, walk, steps, seed in json.loads('''CASES'''):
    e = Experiment(to_signal(preset("heart")), schedule, steps, walk, seed)
    walked = [frame.x_t for frame in e.reverse()]
    answers.append([base64.b64encode(a.tobytes()).decode() for a in (e.forward, *walked)])
json.dumps(answers)
"""


def test_the_floats_are_the_same_under_plain_pyodide(browser: Browser, site: str) -> None:
    engine = ROOT / "dist" / "py"
    files = {
        path.relative_to(engine).as_posix(): path.read_text(encoding="utf-8")
        for path in (engine / "unerase").rglob("*.py")
    }
    with opened(browser, site) as (page, guard):
        page.route(f"{site}blank", lambda route: route.fulfill(body="", content_type="text/html"))
        page.goto(f"{site}blank")
        answers = json.loads(
            page.evaluate(
                RUN_ENGINE,
                {
                    "runtime": f"{site}assets/runtime/pyodide/",
                    "files": files,
                    "program": PROGRAM.replace("CASES", json.dumps(CASES)),
                },
            )
        )
        assert guard.seen == []
    for case, (forward, *walked) in zip(CASES, answers, strict=True):
        expected = experiment(*case)
        frames = [expected.forward, *(frame.x_t for frame in expected.reverse())]
        for ours, theirs in zip(frames, (forward, *walked), strict=True):
            there = np.frombuffer(base64.b64decode(theirs), dtype=np.float32).reshape(ours.shape)
            np.testing.assert_allclose(there, ours, rtol=0, atol=1e-5)
