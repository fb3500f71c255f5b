"""The article's numbers, computed again in the visitor's browser."""

from __future__ import annotations

import platform

import js
import numpy as np

from page.article.facts import FACTS, STEPS
from page.browser.clock import when_near
from page.browser.dom import by_id, set_text
from page.browser.timing import Stopwatch
from page.state.subject import DEFAULT_SUBJECT
from unerase import Experiment, Oracle, ddpm, linear

WALKS = 5  # the first ones warm up


def fill_facts() -> None:
    """Write every fact into the places of the article that name it, and fill the model spec."""
    for element in js.document.querySelectorAll("[data-fact]"):
        set_text(element, FACTS[str(element.dataset.fact)]())
    versions = f"numpy {np.__version__} on Python {platform.python_version()}, in your browser"
    set_text(by_id("spec-software"), versions)
    when_near(by_id("spec"), _measure)


def _measure() -> None:
    """Time the hero's walk on this device."""
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
