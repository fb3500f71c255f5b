"""What the figure "Walk back" says about its walks."""

from __future__ import annotations

from page.figures.walk_back.scene import View, Walker
from page.figures.walk_back.settings import ORACLE, PRESETS, WalkSettings
from page.widgets.numbers import percent
from unerase import Schedule, preset_names
from unerase.presets import preset_label

DENOISER_LABELS = {ORACLE: "Oracle (remembers your drawing)", PRESETS: "Knows only the presets"}
STILL_THERE = 0.1
"""From this share of the drawing's amplitude on, a start is not noise."""


def verdict(walker: Walker, t: int) -> str:
    """Where a walk stands, or ended: what the denoiser's answer is most like."""
    named = preset_label(walker.nearest) if walker.nearest else "your drawing"
    return f"ended on: {named}" if t == 0 else f"answer nearest to: {named}"


def detail(walker: Walker, t: int) -> str:
    """How near that is; on the way, how many presets the denoiser still weighs."""
    weighs = f"{walker.in_play:.1f} of {len(preset_names())} presets in play"
    if t == 0 or not walker.nearest:
        return "cell for cell" if walker.off == 0 else f"{cells(walker.off)} away"
    # No "cell for cell" here: what is compared are signs, and the answer may still be a blend.
    return weighs if walker.off == 0 else f"{cells(walker.off)} away, {weighs}"


def arrival_words(view: View) -> str:
    """What is said when both walks have come to their end."""
    ends = (f"Walk {n} {verdict(w, view.t)}." for n, w in enumerate(view.walkers, 1))
    return f"Both walks are over, {view.distance:.2f} apart. {' '.join(ends)}"


def cells(count: int) -> str:
    """A number of cells."""
    return "1 cell" if count == 1 else f"{count} cells"


def notice(settings: WalkSettings, schedule: Schedule) -> str:
    """A sentence about settings under which the walks do not part, or not freely; else nothing."""
    if settings.eta == 0:
        return "At η = 0 no dice are thrown: both walks are one and the same."
    left = float(schedule.signal[-1])
    if left > STILL_THERE:
        return (
            f"Under this schedule the start still has {percent(left)} of your drawing’s amplitude: "
            "it is not noise, and it leads both walks."
        )
    return ""
