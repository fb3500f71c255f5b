"""The model spec: what runs on this page, read from the engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

from page.article.facts import STEPS
from page.figures.points.settings import MOST_STEPS, PointsSettings
from page.widgets.numbers import percent, short
from unerase.clouds import MAX_POINTS
from unerase.metrics import signal_left
from unerase.noise import MAX_SEED
from unerase.presets import SIDE, preset_names
from unerase.schedules import BETA_CAP, BETA_FIRST, BETA_LAST, COSINE_S, MAX_STEPS, SCHEDULES

BETAS = f"β from {BETA_FIRST:g} to {BETA_LAST:g}"
TIME = "Time per step, on this device"
START = "This start, on this device"
SOFTWARE = "Software"


def rows() -> list[tuple[str, str]]:
    """(what, words) of each row that does not depend on the device."""
    return [
        ("Grid", f"{SIDE} × {SIDE} cells, {SIDE * SIDE} values"),
        ("Values", "paper −1, ink +1, in single precision; noise goes beyond both"),
        (
            "Steps T",
            f"{STEPS} in the figures with pictures, 1 to {MAX_STEPS} in the first one; in Points "
            f"{PointsSettings.steps} to begin with, 1 to {MOST_STEPS}, closer together near data",
        ),
        (
            "Schedule “linear”",
            f"{BETAS} per fine step, {MAX_STEPS} fine steps seen at T evenly spaced stops; "
            + _left("linear"),
        ),
        (
            "Schedule “cosine”",
            f"cosine squared with offset {COSINE_S:g}, β at most {BETA_CAP:g}; {_left('cosine')}",
        ),
        (
            "Schedule “literal”",
            f"{BETAS} over the T steps themselves; {_left('literal')}: not noise",
        ),
        (
            "Noise",
            "Gaussian: Box and Muller’s transform of the raw output of PCG64; "
            f"a seed from 0 to {MAX_SEED} fixes all of it, on every machine",
        ),
        (
            "Denoisers",
            f"the oracle; the exact posterior mean over the {len(preset_names())} presets; "
            f"the exact posterior mean over up to {MAX_POINTS} smoothed points",
        ),
        (
            "Walks",
            "DDPM (Ho et al. 2020, algorithm 2, with the posterior variance) and DDIM with η "
            "from 0 to 1 (Song, Meng & Ermon 2021, equation 12); in Samplers also DDPM with the "
            "larger variance, Heun (Karras et al. 2022, algorithm 1), DPM-Solver++(2M), its SDE "
            "and (3M) (Lu et al. 2022), UniPC of order 2 (Zhao et al. 2023) and fresh noise at "
            "each step",
        ),
    ]


def _left(name: str) -> str:
    alpha_bar = SCHEDULES[name](STEPS).at(STEPS)
    amplitude = percent(signal_left(alpha_bar))
    said = f"at T = {STEPS} it leaves ᾱ = {short(alpha_bar)}, {amplitude} of the amplitude"
    return said.replace(" = ", "\u00a0=\u00a0")


def spec() -> str:
    """The whole table, as HTML; what depends on the device is filled in on it."""
    body = "".join(_row(escape(what), escape(words)) for what, words in rows())
    software = (
        '<output aria-live="off" id="spec-software">numpy on Python, in your browser</output>'
    )
    time = '<output aria-live="off" id="spec-time">measured where Python runs</output>'
    start = '<output aria-live="off" id="spec-start">measured where Python runs</output>'
    body += _row(SOFTWARE, software) + _row(START, start) + _row(TIME, time)
    return f'<table class="numbers spec" id="spec"><tbody>{body}</tbody></table>'


def _row(what: str, words: str) -> str:
    return f'<tr><th scope="row">{what}</th><td>{words}</td></tr>'


TABLES: Mapping[str, Callable[[], str]] = {"spec": spec}
