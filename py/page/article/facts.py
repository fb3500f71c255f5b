"""Every number in the article's sentences, computed by the engine.

Written into the page when the site is built, so that it reads without Python, and again by the
engine in the visitor's own browser.
"""

from __future__ import annotations

from math import log10

from page.figures.catalogue import ALL
from page.figures.hero.settings import HeroSettings
from page.figures.poster import Facts
from page.widgets.numbers import SUPERSCRIPT, percent, short
from unerase import linear
from unerase.metrics import amplification, detector_accuracy, signal_left
from unerase.presets import SIDE, preset_names
from unerase.schedules import BETA_CAP, COSINE_S, MAX_STEPS

STEPS = HeroSettings.steps


def _detector() -> str:
    return f"{100 * detector_accuracy(linear(STEPS).at(STEPS), SIDE * SIDE):.0f}"


OWN: Facts = {
    "steps": lambda: str(STEPS),
    "fine-steps": lambda: str(MAX_STEPS),
    "cosine.s": lambda: f"{COSINE_S:g}",
    "cosine.cap": lambda: f"{BETA_CAP:g}",
    "presets": lambda: str(len(preset_names())),
    "cells": lambda: str(SIDE * SIDE),
    "drawings": lambda: f"10{str(int(SIDE * SIDE * log10(2))).translate(SUPERSCRIPT)}",
    "linear.amplitude": lambda: percent(signal_left(linear(STEPS).at(STEPS))),
    "linear.detector": _detector,
    "linear.amplification": lambda: short(amplification(linear(STEPS).at(STEPS))),
}
"""Facts that belong to no figure."""


def names() -> set[str]:
    """The names of all facts; a figure's begin with its name."""
    return {*OWN, *(f"{one.name}.{name}" for one in ALL for name in one.poster.facts)}


def fact(name: str) -> str:
    """The number of that name; raises KeyError where there is none."""
    figure, _, fact_of_it = name.partition(".")
    for one in ALL:
        if one.name == figure:
            return one.poster.facts[fact_of_it]()
    return OWN[name]()
