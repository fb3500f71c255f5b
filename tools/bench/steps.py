"""What a step costs in the browser, and how that grows with the picture and with the shelf.

The engine runs by itself under Pyodide, in Chromium: no page, no PyScript.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from playwright.sync_api import sync_playwright

from bench.host import hosting
from bench.pages import engine
from bench.table import Sample, line
from chromium import find

SIDES = (32, 64, 128)
SHELVES = (50, 200, 1000)
SHELF = 200
"""How many sketches there are while the side varies, and (below) the side while the shelf does."""
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

def shelf(side, sketches):
    rng = np.random.default_rng(0)
    return np.where(rng.random((sketches, side, side)) < 0.3, 1, -1).astype(np.float32)

def least(work, times):
    work()
    spent, count = 0.0, 1
    while spent < 20:  # a browser's clock is coarse
        count *= 2
        spent = timed(work, count)
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
    make = {
        "oracle": lambda: Oracle(examples[0]),
        "memoriser": lambda: PosteriorMean(examples),
        "averager": lambda: Wiener(examples),
        "improviser, k = 13": lambda: LocalScore(examples, 13),
        "weaver, k = 7": lambda: Weaver(examples[0], 7),
    }[name]
    denoiser = make()
    return least(lambda: denoiser(x, 0.3), 3)

json.dumps([cost(*case) for case in json.loads(CASES)])
"""
BY_SIDE = ("forward, all 20 stops", "oracle", "memoriser", "averager", "improviser, k = 13")
BY_SHELF = ("memoriser", "averager", "improviser, k = 13")
LARGEST_FOR_AVERAGER = 64
"""Its factors grow with the square of the cells: 128 a side are too much for a browser."""


def exponent(sizes: Sequence[float], costs: Sequence[float]) -> float:
    """The power p of cost ∝ size^p."""
    return float(np.polyfit(np.log(sizes), np.log(costs), 1)[0])


def report(rounds: int, found: dict[str, Any]) -> Iterator[str]:
    """The table, line by line; the numbers go into `found`, too."""
    sides = [
        (name, side, SHELF)
        for name in BY_SIDE
        for side in SIDES
        if name != "averager" or side <= LARGEST_FOR_AVERAGER
    ]
    cases = sides + [(name, SIDES[0], sketches) for name in BY_SHELF for sketches in SHELVES]
    cases.append(("weaver, k = 7", SIDES[0], 1))
    program = PROGRAM.replace("CASES", repr(json.dumps(cases)))
    with hosting(engine()) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(address)
        page.evaluate(LOAD)
        runs = [
            json.loads(page.evaluate("text => python.runPython(text)", program))
            for _ in range(rounds)
        ]
        browser.close()
    costs = {
        case: Sample(values) for case, values in zip(cases, zip(*runs, strict=True), strict=True)
    }
    found["ms per step"] = [[*case, list(sample.values)] for case, sample in costs.items()]

    yield f"A step in the browser, ms, with {SHELF} sketches, by cells a side"
    yield line("", *(f"{side} × {side}" for side in SIDES), "exponent of cells")
    for name in BY_SIDE:
        row = [costs[name, side, SHELF] for side in SIDES if (name, side, SHELF) in costs]
        grows = exponent([side * side for side in SIDES[: len(row)]], [one.median for one in row])
        cells = [str(one) for one in row] + ["–"] * (len(SIDES) - len(row))
        yield line(name, *cells, f"{grows:.2f}")
        found[f"exponent of {name}"] = grows
    yield line("weaver, k = 7, one pattern", str(costs["weaver, k = 7", SIDES[0], 1]))
    yield f"The same at {SIDES[0]} × {SIDES[0]} cells, by sketches"
    yield line("", *map(str, SHELVES))
    for name in BY_SHELF:
        yield line(name, *(str(costs[name, SIDES[0], sketches]) for sketches in SHELVES))
