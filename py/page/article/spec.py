"""The model spec: what runs on this page, read from the engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

from page.article.facts import STEPS
from page.denoisers import DENOISERS
from page.figures.hero.words import schedule_words
from page.figures.points.settings import MOST_STEPS, PointsSettings
from page.figures.samplers.scene import REFERENCE_CALLS
from page.figures.samplers.settings import BUDGETS
from page.samplers import SAMPLER_SPECS
from page.widgets.numbers import counted, percent, short, whole
from page.widgets.words import SCHEDULE_LABELS
from unerase.clouds import MAX_POINTS
from unerase.metrics import signal_left
from unerase.noise import MAX_SEED
from unerase.presets import SIDE
from unerase.samplers import SAMPLERS
from unerase.schedules import MAX_STEPS, SCHEDULES

TIME = "Time per step, on this device"
START = "This start, on this device"
SOFTWARE = "Software"


def rows() -> list[tuple[str, str]]:
    """(what, words) of each row that does not depend on the device, but for `families`."""
    return [
        ("Grid", f"{SIDE} × {SIDE} cells, {SIDE * SIDE} values"),
        ("Values", "paper −1, ink +1, in single precision; noise goes beyond both"),
        (
            "Noise",
            "Gaussian: Box and Muller’s transform of the raw output of PCG64; "
            f"a seed from 0 to {whole(MAX_SEED)} fixes all of it, on every machine",
        ),
        (
            "Steps T",
            f"{STEPS} in the figures with pictures, but 1 to {MAX_STEPS} in the first one; in "
            f"Samplers {BUDGETS[0]} to {BUDGETS[-1]} denoiser calls, compared with a walk of "
            f"{REFERENCE_CALLS} steps; in Points {PointsSettings.steps} to begin with, "
            f"1 to {MOST_STEPS}, closer together near data",
        ),
    ]


def families() -> dict[str, list[tuple[str, str]]]:
    """(label, sentences) of all that are on offer, by what they are: as the registries have them.

    A new denoiser, schedule or sampler has its line here by itself.
    """
    return {
        "Schedules": [
            (
                SCHEDULE_LABELS[name],
                f"{_beyond_its_name(schedule_words(name, STEPS))} {_left(name)}",
            )
            for name in SCHEDULES
        ],
        "Denoisers": [
            *((spec.label, _beyond_its_name(spec.about)) for spec in DENOISERS.values()),
            ("In Points", f"the exact posterior mean over up to {MAX_POINTS} smoothed points."),
        ],
        "Samplers": [
            (SAMPLER_SPECS[name].label, f"{_costs(name)} {SAMPLER_SPECS[name].about}")
            for name in SAMPLERS
        ],
    }


def _left(name: str) -> str:
    alpha_bar = SCHEDULES[name](STEPS).at(STEPS)
    amplitude = percent(signal_left(alpha_bar))
    said = f"At T = {STEPS} it leaves ᾱ = {short(alpha_bar)}, {amplitude} of the amplitude."
    return said.replace(" = ", "\u00a0=\u00a0")


def _beyond_its_name(about: str) -> str:
    """What is said of a schedule or a denoiser, without the words that only say which it is."""
    end = ". " if about.startswith("Denoiser: ") else ": "
    return about.partition(end)[2] or about


def _costs(name: str) -> str:
    sampler = SAMPLERS[name]
    dice = "with dice" if sampler.stochastic else "no dice"
    return f"{counted(sampler.asks, 'call')} a step, {dice}."


def spec() -> str:
    """The whole table, as HTML; what depends on the device is filled in on it."""
    body = "".join(_row(escape(what), escape(words)) for what, words in rows())
    body += "".join(_row(escape(what), _unfolding(named)) for what, named in families().items())
    software = (
        '<output aria-live="off" id="spec-software">numpy on Python, in your browser</output>'
    )
    time = '<output aria-live="off" id="spec-time">measured where Python runs</output>'
    start = '<output aria-live="off" id="spec-start">measured where Python runs</output>'
    body += _row(SOFTWARE, software) + _row(START, start) + _row(TIME, time)
    return f'<table class="numbers spec" id="spec"><tbody>{body}</tbody></table>'


def _row(what: str, words: str) -> str:
    return f'<tr><th scope="row">{what}</th><td>{words}</td></tr>'


def _unfolding(named: list[tuple[str, str]]) -> str:
    """The labels, and each with its sentences when they are asked for."""
    labels = "; ".join(escape(label) for label, _ in named)
    lines = "".join(
        f"<li><strong>{escape(label)}</strong>: {escape(words)}</li>" for label, words in named
    )
    return f'<details class="unfold"><summary>{labels}</summary><ul>{lines}</ul></details>'


TABLES: Mapping[str, Callable[[], str]] = {"spec": spec}
