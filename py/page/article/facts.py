"""Every number in the article's sentences, computed by the engine.

Written into the page when the site is built, so that it reads without Python, and again by the
engine in the visitor's own browser.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from page.figures.cloth import words as cloth
from page.figures.estimate.scene import View, last_step
from page.figures.estimate.settings import EstimateSettings
from page.figures.hero.settings import HeroSettings
from page.figures.lab import words as lab
from page.figures.name import words as name
from page.figures.points.scene import SAMPLES
from page.figures.samplers import words as samplers
from page.figures.schedules import words as schedules
from page.figures.unseen import words as unseen
from page.figures.without import words as without
from page.widgets.numbers import percent, short
from unerase import linear
from unerase.metrics import amplification, detector_accuracy, signal_left
from unerase.presets import SIDE, preset_names
from unerase.schedules import BETA_CAP, COSINE_S, MAX_STEPS

STEPS = HeroSettings.steps


def _detector() -> str:
    return f"{100 * detector_accuracy(linear(STEPS).at(STEPS), SIDE * SIDE):.0f}"


@cache
def _blind() -> View:
    """A denoiser that does not know the drawing, in the deepest noise, with no error added."""
    return last_step(EstimateSettings(denoiser="presets", delta=0.0))


FACTS: Mapping[str, Callable[[], str]] = {
    "steps": lambda: str(STEPS),
    "fine-steps": lambda: str(MAX_STEPS),
    "cosine.s": lambda: f"{COSINE_S:g}",
    "cosine.cap": lambda: f"{BETA_CAP:g}",
    "presets": lambda: str(len(preset_names())),
    "cells": lambda: str(SIDE * SIDE),
    "linear.amplitude": lambda: percent(signal_left(linear(STEPS).at(STEPS))),
    "linear.detector": _detector,
    "linear.amplification": lambda: short(amplification(linear(STEPS).at(STEPS))),
    "estimate.delta": lambda: short(EstimateSettings.delta, 1),
    "estimate.noise-error": lambda: short(_blind().noise_error, 1),
    "estimate.clean-error": lambda: short(_blind().clean_error, 1),
    **schedules.FACTS,
    **lab.FACTS,
    **samplers.FACTS,
    **without.FACTS,
    **unseen.FACTS,
    **cloth.FACTS,
    **name.FACTS,
    "points.samples": lambda: str(SAMPLES),
}
