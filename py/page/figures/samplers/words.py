"""What the figure "Samplers" says about its lanes."""

from __future__ import annotations

from collections.abc import Sequence

from page.denoisers import DENOISERS
from page.figures.samplers.scene import Lane, charted
from page.figures.samplers.settings import SamplersSettings
from page.samplers import SAMPLER_SPECS
from page.widgets.numbers import percent, short
from page.widgets.words import stops_short
from unerase import Schedule
from unerase.metrics import signal_left
from unerase.samplers import SAMPLERS

COMPUTED = "being computed …"
DICE = "differs from run to run"
OVERSHOT = {"heun": "its first step is too long for the slope at its end"}
LOST = 2.0
"""At this distance from the answer, as far as paper from ink, a walk has nothing to do with it."""


def spent(lane: Lane) -> str:
    """What a lane costs."""
    steps = f"{lane.steps} {'step' if lane.steps == 1 else 'steps'}"
    return f"{steps}, {calls(lane.used)}"


def calls(count: int) -> str:
    """A number of denoiser calls."""
    return f"{count} {'call' if count == 1 else 'calls'}"


def ending(lane: Lane) -> str:
    """The drawing that a lane's answer, or its end, is most like."""
    near = "cell for cell" if lane.off == 0 else f"{lane.off} cells off"
    return f"{lane.name}, {'1 cell off' if lane.off == 1 else near}"


def apart(lane: Lane) -> str:
    """How far a lane ends from the answer it is compared with."""
    if SAMPLERS[lane.method].stochastic and lane.steps > 1:
        return DICE
    return f"distance {COMPUTED if lane.error is None else short(lane.error)}"


def readings(lane: Lane) -> dict[str, str]:
    """What stands in the places of a lane."""
    return {
        "spent": spent(lane),
        "end": ending(lane),
        "apart": apart(lane),
        "also": SAMPLER_SPECS[lane.method].about,
    }


def place(s: SamplersSettings) -> str:
    """The moment in words, as the slider says it."""
    return f"step {s.timestep} of {s.steps}, {progress(s)}"


def progress(s: SamplersSettings) -> str:
    """The moment in words, as it stands under the slider."""
    return f"{s.budget - s.timestep} of {calls(s.budget)} made"


def arrival_words(lanes: Sequence[Lane]) -> str:
    """What is said when all walks have come to their end."""
    ends = (f"{SAMPLER_SPECS[lane.method].short}: {ending(lane)}, {apart(lane)}." for lane in lanes)
    return f"All walks are over. {' '.join(ends)}"


def notice(s: SamplersSettings, schedule: Schedule, lanes: Sequence[Lane]) -> str:
    """A sentence about settings that need one; else nothing."""
    if stops_short(schedule):
        left = percent(signal_left(schedule.at(schedule.steps)))
        return (
            f"This schedule’s last step still holds {left} of a drawing’s amplitude. "
            "These walks start from pure noise, which it never meets."
        )
    lost = [lane for lane in lanes if lane.error is not None and lane.error > LOST]
    if lost:
        first = lost[0].method
        why = OVERSHOT.get(first, "its strides are too long for the curve that it draws on")
        return f"{SAMPLER_SPECS[first].label} has overshot: under this schedule {why}."
    if not charted(s.lanes):
        return "All four lanes throw dice: there is no line to draw below."
    return ""


def about(denoiser: str) -> str:
    """What the denoiser of all lanes knows."""
    spec = DENOISERS[denoiser]
    return spec.racing or spec.about
