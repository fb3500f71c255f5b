"""In the browser every figure shows what the same page shows on the stand-in, once each.

So tests/wiring stands for the browser: a link gives the same pictures, readouts and controls.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
import support.wired as wired
from playwright.sync_api import Page
from support.figure import Figure
from support.learner import learner

from page.figures.catalogue import NAMES

LINKS = {
    "hero": "seed=9&schedule=cosine&denoiser=memoriser&phase=reverse&timestep=6",
    "corrupt": "corrupt.schedule=cosine&corrupt.timestep=13&corrupt.walk=5",
    "estimate": "estimate.denoiser=presets&estimate.timestep=12&estimate.answer=score",
    "walk": "walk.denoiser=presets&walk.eta=0.5&walk.timestep=6&walk.pair=3",
    "schedules": "schedules.literal=1&schedules.denoiser=averager&schedules.timestep=7",
    "lab": "lab.shown=linear.literal.custom&lab.scale=snr&lab.walk=4&lab.timestep=6",
    "without": "without.window=7&without.seed=3&without.timestep=5&without.twice=1",
    "unseen": "unseen.locked=upper&unseen.window=7&unseen.seed=2&unseen.timestep=6",
    "code": "code.part=heun&code.timestep=6",
    "learn": "learn.sees=30&learn.hidden=64&learn.seed=4&learn.sheet=200",
    "name": "name.denoiser=memoriser&name.label=K&name.weight=0.5&name.timestep=4",
    "cloth": "cloth.pattern=waves&cloth.schedule=linear&cloth.seed=1&cloth.timestep=6",
    "samplers": "samplers.lanes=half.heun.beta.dpmpp&samplers.budget=10&samplers.schedule=karras",
    "points": "points.steps=20&points.walk=2&points.phase=reverse&points.timestep=7",
}
LAST_BITS = 4
"""By how many tones a picture may differ: sums come in another order, and logarithms round."""
LOOSE = re.compile(r"-ms\b|film|learner|marks|trails|plane")
"""Times; what has been walked before; a network's sums; and what is drawn as lines."""


@pytest.fixture(scope="module")
def stand_in() -> Iterator[wired.Page]:
    with learner(here=False), wired.opened() as page:
        yield page


def words_of(page: Page, name: str) -> dict[str, Any]:
    """By id, what the browser has in a figure's readouts and controls."""
    found: dict[str, Any] = page.evaluate(
        """name => Object.fromEntries(
            [...document.querySelectorAll(`#${name} :is(output, select, input)[id]`)].map(one => [
                one.id,
                one.localName === 'output' ? one.textContent.trim().replace(/\\s+/g, ' ')
                    : one.type === 'checkbox' ? one.checked : one.value,
            ]))""",
        name,
    )
    return found


def words_of_ours(page: wired.Page, name: str) -> dict[str, Any]:
    """The same on the stand-in, as far as it is to be seen and can be compared."""
    found: dict[str, Any] = {}
    for one in page.select(f"#{name} :is(output, select, input)[id]"):
        key = str(one.attribute("id"))
        if one.visible and not LOOSE.search(key):
            told = one.checked if one.attribute("type") == "checkbox" else one.value
            found[key] = one.text if one.element.tag.name == "output" else told
    return found


@pytest.mark.parametrize("name", NAMES)
def test_the_browser_shows_what_cpython_shows(hero: Page, stand_in: wired.Page, name: str) -> None:
    title = hero.locator(f"#{name}").get_attribute("aria-label") or ""
    theirs, ours = Figure(hero, title, name), wired.Figure(stand_in, title, name)
    stand_in.follow(LINKS[name])
    hero.evaluate("link => { location.hash = link }", LINKS[name])
    ours.wait_until_open()
    stand_in.rest()
    theirs.wait_until_open()
    hero.wait_for_function(
        "name => (document.getElementById(name).dataset.making ?? '') === ''", arg=name
    )
    if name not in ("learn", "code"):  # nothing of them stands at a step
        theirs.wait_for_step(int(ours.timestep.value))
    theirs.settle()
    told, seen = words_of_ours(stand_in, name), words_of(hero, name)
    assert {key: seen[key] for key in told} == told
    for canvas in stand_in.select(f"#{name} canvas"):
        part = str(canvas.attribute("id")).removeprefix(f"{name}-")
        if LOOSE.search(part) or not canvas.visible:
            continue
        found, wanted = theirs.pixels(part).astype(int), ours.pixels(part).astype(int)
        assert found.shape == wanted.shape, part
        assert np.abs(found - wanted).max() <= LAST_BITS, part
