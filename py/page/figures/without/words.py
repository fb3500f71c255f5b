"""What the figure "Without the oracle" says about its lanes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from page.denoisers import DENOISERS, IMPROVISER, ORACLE, WEAVER
from page.figures.without.scene import Lane
from page.figures.without.settings import WHOLE, WithoutSettings
from page.widgets.numbers import counted, percent, short
from page.widgets.words import all_over, away, never_met
from unerase import Schedule
from unerase.metrics import undecided, verdict
from unerase.pixels import to_bits

BLURRED = 0.05
"""With more cells than this share undecided there is no drawing to give a verdict on."""

FETCHING = "its weights are loading …"
SEES_ALL = (
    "From every cell it now sees the whole picture, so the improviser has become the memoriser."
)
POINT = "Point at a cell."


def readings(lanes: Mapping[str, Lane], t: int) -> dict[str, str]:
    """What is said of each lane at step t, by the name of its place."""
    found = {}
    for name, lane in lanes.items():
        found[f"verdict-{name}"] = verdict_of(lane, t)
        if DENOISERS[name].sketches:
            found[f"near-{name}"] = nearest_of(lane)
        found[f"alive-{name}"] = "" if lane.alive is None else f"in play: {short(lane.alive, 2)}"
    return found


def verdict_of(lane: Lane, t: int) -> str:
    """What the end of a lane is; nothing while it is under way."""
    if t > 0:
        return ""
    if lane.denoiser == ORACLE:
        return "your drawing" if lane.near.off == 0 else "not your drawing"
    if lane.denoiser == WEAVER:
        return ""
    return "a blur" if undecided(lane.frame.x0_hat) > BLURRED else verdict(lane.near.off)


def nearest_of(lane: Lane) -> str:
    """What a lane's answer is compared with, and how far off it is."""
    return f"{lane.near.name}, {away(lane.near.off)}"


def apart_of(lane: Lane) -> str:
    """How far a lane's two walks are apart."""
    if lane.apart is None:
        return ""
    return "the same" if lane.apart == 0 else f"{counted(lane.apart, 'cell')} apart"


def arrival_words(lanes: Iterable[Lane]) -> str:
    """What is said when all walks have come to their end."""
    ends = []
    for lane in lanes:
        spec = DENOISERS[lane.denoiser]
        told = verdict_of(lane, 0) or "cloth from your drawing"
        near = f", {nearest_of(lane)}" if spec.sketches else ""
        ends.append(f"{spec.short}: {told}{near}.")
    return all_over(ends)


def notice(s: WithoutSettings, schedule: Schedule, lanes: Mapping[str, Lane]) -> str:
    """A sentence about settings that need one; else nothing."""
    if said := never_met(schedule):
        return said
    if s.window == WHOLE and IMPROVISER in s.shown:
        return SEES_ALL
    woven = lanes.get(WEAVER)
    if woven and s.timestep == 0:
        ink, known = to_bits(woven.frame.x_t).sum(), woven.near.bits.sum()
        if abs(ink - known) > known / 2:
            done = "all but emptied" if ink < known else "flooded"
            return f"The weaver has {done} the sheet: give it a pattern, not a thing."
    return ""


def speakers_of(names: Sequence[tuple[str, float]]) -> str:
    """Who counts at a cell."""
    told = (f"{name} {percent(weight)}" for name, weight in names if weight >= 0.005)
    return ", ".join(told)
