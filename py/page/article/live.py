"""The article's numbers, computed again in the visitor's browser."""

from __future__ import annotations

import platform
from contextlib import suppress
from functools import partial

import js
import numpy as np

from page.browser.clock import when_near
from page.browser.dom import Element, by_id, set_text
from page.browser.timing import Start, Stopwatch, this_start
from page.state.subject import DEFAULT_SUBJECT
from unerase import Experiment, Oracle, ddpm, linear

WALKS = 5  # the first ones warm up


def fill_facts() -> None:
    """Write each fact into its place of the article when a reader comes near it.

    The same for the model spec.
    """
    for element in js.document.querySelectorAll("[data-fact]"):
        when_near(element, partial(_fill, element), screens=1.0)
    versions = f"numpy {np.__version__} on Python {platform.python_version()}, in your browser"
    set_text(by_id("spec-software"), versions)
    set_text(by_id("spec-start"), _start_words(this_start()))
    when_near(by_id("spec"), _measure)


def _start_words(start: Start | None) -> str:
    if start is None:
        return "this browser keeps its timings to itself"
    megabytes = f"{start.fetched / 1e6:.1f}"
    fetched = (
        f"{megabytes} MB were fetched"
        if megabytes != "0.0"
        else "your browser had kept everything from an earlier visit"
    )
    python = "Python, from its stored memory," if start.from_memory else "Python"
    return (
        f"text after {start.readable_ms / 1000:.1f} s, {python} and the first figure after "
        f"{start.ready_ms / 1000:.1f} s; {fetched}"
    )


def _fill(element: Element) -> None:
    from page.article.facts import fact

    with suppress(FileNotFoundError):  # it needs weights that are not here: the built number stays
        set_text(element, fact(str(element.dataset.fact)))


def _measure() -> None:
    """Time the hero's walk on this device."""
    from page.article.facts import STEPS

    watch = Stopwatch("step", "Model spec")
    x0 = DEFAULT_SUBJECT.x0
    run = Experiment(x0, linear(STEPS), Oracle(x0), ddpm)
    for _ in range(WALKS):
        walk = run.reverse()
        for _ in range(STEPS):
            with watch.span("oracle"):
                next(walk)
    text = f"{watch.recent_ms:.2f} ms: the oracle and a DDPM step, mean of {STEPS} just now"
    set_text(by_id("spec-time"), text)
