"""The distance between two walks as a chart over the timestep."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from page.denoisers import DENOISERS, LABELS, ORACLE, PRESETS
from page.state.controls import STEPS
from page.widgets.charts.chart import Axis, Chart, Level, Series, steps_axis
from unerase.metrics import UNRELATED

ALWAYS = {ORACLE: "with the oracle", PRESETS: "knowing only the presets"}
"""Denoisers that the text compares: they have a place in the chart before they have walked."""

_X = steps_axis("timestep t", STEPS)
_Y = Axis("distance between the walks", 0, 1.6, [(0, "0"), (0.5, "0.5"), (1, "1")])
_LEVELS = (Level(UNRELATED, "two unrelated noises", pinned=True),)


def curve(walked: Mapping[str, Sequence[float]]) -> Chart:
    """A line for each denoiser, from step T to the step down to which it has walked.

    `walked` has the distances at steps T, T - 1 … by denoiser.
    """
    shown = [denoiser for denoiser in LABELS if denoiser in walked or denoiser in ALWAYS]
    series = tuple(_series(denoiser, walked.get(denoiser, ())) for denoiser in shown)
    said = [_summary(denoiser, walked[denoiser]) for denoiser in shown if denoiser in walked]
    return Chart("Distance between the walks", _X, _Y, series, _LEVELS, " ".join(said))


def _series(denoiser: str, walked: Sequence[float]) -> Series:
    missing = [math.nan] * (STEPS + 1 - len(walked))
    # Named once it has arrived, for its name would move with every step.
    return Series(
        denoiser,
        _name(denoiser),
        range(STEPS + 1),
        [*missing, *reversed(walked)],
        named=not missing,
        dash=list(LABELS).index(denoiser),
    )


def _name(denoiser: str) -> str:
    return ALWAYS.get(denoiser, DENOISERS[denoiser].short.lower())


def _summary(denoiser: str, walked: Sequence[float]) -> str:
    name = _name(denoiser).capitalize()
    if len(walked) < 2:
        return f"{name}: nothing has been walked yet."
    return (
        f"{name}: from {walked[0]:.2f} at step {STEPS} "
        f"through {max(walked):.2f} at most to {walked[-1]:.2f} at step {STEPS + 1 - len(walked)}."
    )
