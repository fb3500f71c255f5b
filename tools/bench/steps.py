"""What a step costs in the browser, and how that grows with the picture and with the shelf.

The engine runs by itself under Pyodide, in Chromium: no page, no PyScript.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from playwright.sync_api import sync_playwright

from bench.host import hosting
from bench.pages import engine
from bench.table import Sample, line
from chromium import find

SIDES = (16, 32, 64, 128)
SHELVES = (50, 200, 1000)
SHELF = 200
"""How many sketches there are while the side varies, and (below) the side while the shelf does."""
SIDE = 32
LOAD = """async () => {
    const { loadPyodide } = await import('./pyodide.mjs');
    globalThis.python = await loadPyodide();
    const archive = async name => (await fetch(name)).arrayBuffer();
    const extractDir = '/lib/python3.14/site-packages';
    python.unpackArchive(await archive('numpy.zip'), 'zip', { extractDir });
    python.unpackArchive(await archive('unerase.zip'), 'zip');
}"""
# Each case: name, side, sketches. A step is the least of several: other work can only add to it.
PROGRAM = """
import json, time
import numpy as np
from unerase import LocalScore, NoiseSource, Oracle, PosteriorMean, Weaver, Wiener
from unerase import Experiment, ddpm, linear
from unerase.denoisers.learned import Learned
from unerase.denoisers.slices import whole
from unerase.training.recipes import drawings_training

def shelf(side, sketches):
    rng = np.random.default_rng(0)
    return np.where(rng.random((sketches, side, side)) < 0.3, 1, -1).astype(np.float32)

def least(work, times):
    work()
    spent, count = 0.0, 1
    while spent < 20:  # a browser's clock is coarse
        count *= 2
        spent = timed(work, count)
        if spent > 2000:
            return spent / count
    return min(timed(work, count) for _ in range(times)) / count

def timed(work, count):
    start = time.perf_counter()
    for _ in range(count):
        work()
    return 1000 * (time.perf_counter() - start)

def cost(name, side, sketches):
    examples = shelf(side, sketches)
    x = NoiseSource(1).normal((side, side))
    if name == "forward, all 20 stops":
        x0 = examples[0]
        return least(lambda: Experiment(x0, linear(20), Oracle(x0), ddpm).forward(), 5)
    if name == "training step":
        training = drawings_training(examples, linear(20).alpha_bar, 128, 0)
        return least(lambda: whole(training.step()), 3)
    make = {
        "oracle": lambda: Oracle(examples[0]),
        "memoriser": lambda: PosteriorMean(examples),
        "averager": lambda: Wiener(examples),
        "improviser, k = 13": lambda: LocalScore(examples, 13),
        "weaver, k = 7": lambda: Weaver(examples[0], 7),
        "learner": Learned.load,
    }[name]
    denoiser = make()
    return least(lambda: denoiser(x, 0.3), 3)

json.dumps([cost(*case) for case in json.loads(CASES)])
"""
PLAIN = "async given => (await import('./steps.mjs')).cost(given)"
BY_SIDE = (
    "forward, all 20 stops",
    "oracle",
    "memoriser",
    "averager",
    "improviser, k = 13",
    "weaver, k = 7",
    "learner",
    "training step",
)
BY_SHELF = ("memoriser", "averager", "improviser, k = 13")
IN_JAVASCRIPT = ("forward, all 20 stops", "memoriser")
LARGEST = {"averager": 64, "weaver, k = 7": 64, "learner": SIDE}
"""The averager's factors and the weaver's pairs of patches grow with the square of the cells: 128 a
side are too much for a browser. The learner's weights are for its own side."""
SMALLEST = {"learner": SIDE}
Case = tuple[str, int, int]


def exponent(sizes: Sequence[float], costs: Sequence[float]) -> float:
    """The power p of cost ∝ size^p."""
    return float(np.polyfit(np.log(sizes), np.log(costs), 1)[0])


def sides(name: str) -> list[int]:
    """The sides at which it is measured."""
    return [one for one in SIDES if SMALLEST.get(name, 0) <= one <= LARGEST.get(name, one)]


def report(rounds: int, found: dict[str, Any]) -> Iterator[str]:
    """The table, line by line; the numbers go into `found`, too."""
    cases: list[Case] = [(name, side, SHELF) for name in BY_SIDE for side in sides(name)]
    cases += [(name, SIDE, sketches) for name in BY_SHELF for sketches in SHELVES]
    plainly: list[Case] = [case for case in cases if case[0] in IN_JAVASCRIPT]
    program = PROGRAM.replace("CASES", repr(json.dumps(cases)))
    ours: list[list[float]] = []
    theirs: list[list[float]] = []
    with hosting(engine()) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(address)
        page.evaluate(LOAD)
        for _ in range(rounds):
            ours.append(json.loads(page.evaluate("text => python.runPython(text)", program)))
            theirs.append([page.evaluate(PLAIN, list(case)) for case in plainly])
        browser.close()
    costs = {case: Sample(each) for case, each in zip(cases, zip(*ours, strict=True), strict=True)}
    beside = {
        case: Sample(each) for case, each in zip(plainly, zip(*theirs, strict=True), strict=True)
    }
    found["ms per step"] = [[*case, list(sample.values)] for case, sample in costs.items()]
    found["in JavaScript"] = [[*case, list(sample.values)] for case, sample in beside.items()]

    yield f"A step in the browser, ms, with {SHELF} sketches, by cells a side"
    yield line("", *(f"{side} × {side}" for side in SIDES), "exponent of cells")
    for name in BY_SIDE:
        yield _row(name, name, costs, found)
        if name in IN_JAVASCRIPT:
            yield _row(name, f"  {name}, in JavaScript", beside, found)
    yield f"The same at {SIDE} × {SIDE} cells, by sketches"
    yield line("", *map(str, SHELVES))
    for name in BY_SHELF:
        yield line(name, *(str(costs[name, SIDE, sketches]) for sketches in SHELVES))


def _row(name: str, label: str, costs: Mapping[Case, Sample], found: dict[str, Any]) -> str:
    measured = {side: costs[name, side, SHELF] for side in sides(name)}
    grows = "–"
    if len(measured) > 1:
        power = exponent(
            [side * side for side in measured], [one.median for one in measured.values()]
        )
        found[f"exponent of {label.strip()}"] = power
        grows = f"{power:.2f}"
    return line(label, *(str(measured.get(side, "–")) for side in SIDES), grows)
