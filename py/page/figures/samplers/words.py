"""What the figure "Samplers" says about its lanes."""

from __future__ import annotations

from collections.abc import Iterable

from page.denoisers import DENOISERS
from page.figures.samplers.scene import Lane, charted
from page.figures.samplers.settings import SamplersSettings
from page.samplers import SAMPLER_SPECS, sampler_of
from page.widgets.numbers import counted, short
from page.widgets.words import all_over, away, never_met
from unerase import Schedule

COMPUTED = "computing …"
DICE = "differs from run to run"
OVERSHOT = {"heun": "its first step is too long for the slope at its end"}
LOST = 2.0
"""At this distance from the answer, as far as paper from ink, a walk has nothing to do with it."""


def ending(lane: Lane) -> str:
    """The drawing that a lane's answer, or its end, is most like."""
    return f"{lane.near.name}, {away(lane.near.off)}"


def apart(lane: Lane) -> str:
    """How far a lane ends from the answer it is compared with."""
    if sampler_of(lane.method).stochastic and lane.steps > 1:
        return DICE
    return f"distance {COMPUTED if lane.error is None else short(lane.error)}"


def readings(lanes: Iterable[Lane]) -> dict[str, str]:
    """What is said of the lanes, by the names of its places."""
    found = {}
    for number, lane in enumerate(lanes, 1):
        spent = f"{counted(lane.steps, 'step')}, {counted(lane.used, 'call')}"
        found[f"spent-{number}"] = spent
        found[f"end-{number}"] = ending(lane)
        found[f"apart-{number}"] = apart(lane)
        found[f"also-{number}"] = SAMPLER_SPECS[lane.method].about
    return found


def progress(s: SamplersSettings) -> str:
    """How many calls have been made at this moment."""
    return f"{s.budget - s.timestep} of {counted(s.budget, 'call')} made"


def arrival_words(lanes: Iterable[Lane]) -> str:
    """What is said when all walks have come to their end."""
    return all_over(
        f"{SAMPLER_SPECS[lane.method].short}: {ending(lane)}, {apart(lane)}." for lane in lanes
    )


def notice(s: SamplersSettings, schedule: Schedule, lanes: Iterable[Lane]) -> str:
    """A sentence about settings that need one; else nothing."""
    if said := never_met(schedule):
        return said
    lost = [lane for lane in lanes if lane.error is not None and lane.error > LOST]
    if lost:
        first = lost[0].method
        why = OVERSHOT.get(first, "its steps are too long for the curve that it extrapolates")
        return f"{SAMPLER_SPECS[first].label} has overshot: under this schedule {why}."
    if not charted(s.lanes):
        return "All four lanes throw dice, so the chart below has no line."
    return ""


def about(denoiser: str) -> str:
    """What the denoiser of all lanes knows."""
    spec = DENOISERS[denoiser]
    return spec.racing or spec.about
