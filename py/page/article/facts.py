"""Every number in the article's sentences, computed by the engine.

Written into the page when the site is built, so that it reads without Python, and again by the
engine in the visitor's own browser.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from page.figures.points.scene import SAMPLES
from page.state.settings import Settings
from page.widgets.numbers import percent
from unerase import detector_accuracy, linear, preset_names, signal_left
from unerase.presets import SIDE

STEPS = Settings.steps


def _detector() -> str:
    return f"{100 * detector_accuracy(linear(STEPS).at(STEPS), SIDE * SIDE):.0f}"


FACTS: Mapping[str, Callable[[], str]] = {
    "steps": lambda: str(STEPS),
    "presets": lambda: str(len(preset_names())),
    "cells": lambda: f"{SIDE * SIDE:,}".replace(",", "\u202f"),
    "linear.amplitude": lambda: percent(signal_left(linear(STEPS).at(STEPS))),
    "linear.detector": _detector,
    "points.samples": lambda: str(SAMPLES),
}
