"""What the figure "Without the oracle" says about its lanes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from page.denoisers import DENOISERS, IMPROVISER, ORACLE, WEAVER
from page.figures.without.scene import Lane
from page.figures.without.settings import WHOLE, WithoutSettings
from page.widgets.numbers import percent, short
from page.widgets.words import stops_short
from unerase import Schedule
from unerase.metrics import signal_left, verdict
from unerase.pixels import to_bits

BLURRED = 0.05
"""With more cells than this share undecided there is no drawing to give a verdict on."""

FETCHING = "its weights are on their way …"


def cells(count: int) -> str:
    """A number of cells."""
    return f"{count} {'cell' if count == 1 else 'cells'}"


def verdict_of(lane: Lane, t: int) -> str:
    """What the end of a lane is; nothing while it is under way."""
    if t > 0:
        return ""
    if lane.denoiser == ORACLE:
        return "your drawing" if lane.off == 0 else "not your drawing"
    if lane.denoiser == WEAVER:
        return ""
    return "a blur" if lane.undecided > BLURRED else verdict(lane.off)


def nearest_of(lane: Lane) -> str:
    """What a lane's answer is compared with, and how far off it is."""
    return f"{lane.name}, {cells(lane.off)} off" if lane.off else f"{lane.name}, cell for cell"


def alive_of(lane: Lane) -> str:
    """How many candidates are in play."""
    return "" if lane.alive is None else f"candidates {short(lane.alive, 2)}"


def apart_of(lane: Lane) -> str:
    """How far a lane's two walks are apart."""
    if lane.apart is None:
        return ""
    return "the same" if lane.apart == 0 else f"{cells(lane.apart)} apart"


def window_of(window: int) -> str:
    """The improviser's window in words."""
    return "the whole picture" if window == WHOLE else f"{window} × {window} cells"


def place(s: WithoutSettings) -> str:
    """The moment in words."""
    return f"step {s.timestep} of {s.steps}"


def arrival_words(lanes: Sequence[Lane]) -> str:
    """What is said when all walks have come to their end."""
    ends = []
    for lane in lanes:
        told = filter(None, (verdict_of(lane, 0), nearest_of(lane)))
        ends.append(f"{DENOISERS[lane.denoiser].short}: {', '.join(told)}.")
    return f"All walks are over. {' '.join(ends)}"


def notice(s: WithoutSettings, schedule: Schedule, lanes: Mapping[str, Lane]) -> str:
    """A sentence about settings that need one; else nothing."""
    if stops_short(schedule):
        left = percent(signal_left(schedule.at(schedule.steps)))
        return (
            f"This schedule’s last step still holds {left} of a drawing’s amplitude. "
            "These walks start from pure noise, which it never meets."
        )
    if s.window == WHOLE and IMPROVISER in s.shown:
        return "It sees the whole picture from every cell, so the improviser is the memoriser now."
    woven = lanes.get(WEAVER)
    if woven and s.timestep == 0:
        ink, known = to_bits(woven.x_t).sum(), woven.known.sum()
        if abs(ink - known) > known / 2:
            done = "all but emptied" if ink < known else "flooded"
            return f"The weaver has {done} the sheet: draw a pattern, not a thing."
    return ""


def speakers_of(names: Sequence[tuple[str, float]]) -> str:
    """Who counts at a cell."""
    told = (f"{name} {percent(weight)}" for name, weight in names if weight >= 0.005)
    return ", ".join(told)


POINT = "Point at a cell."
