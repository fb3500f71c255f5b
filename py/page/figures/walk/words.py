"""What the figure "Walk back" says about its walks."""

from __future__ import annotations

from collections.abc import Sequence

from page.denoisers import ORACLE, WEAVER
from page.figures.walk.scene import Scene, Walker
from page.figures.walk.settings import WalkSettings
from page.widgets.numbers import counted
from page.widgets.words import stops_short
from unerase import Schedule
from unerase.metrics import COPY, hamming
from unerase.pixels import to_bits


def verdict(walker: Walker) -> str:
    """Where a walk stands, or ended: what the denoiser's answer is most like."""
    if walker.denoiser == WEAVER:
        return f"{'answer' if walker.frame.t else 'ended'}: cloth woven from your drawing"
    if walker.frame.t > 0:
        return f"answer nearest to: {walker.near.name}"
    near = "on" if walker.near.off <= COPY else "nearest to"
    return f"ended {near}: {walker.near.name}"


def detail(walker: Walker) -> str:
    """How near that is; on the way, how many drawings the denoiser still weighs."""
    off = walker.near.off
    away = f"{counted(off, 'cell')} away" if off else ""
    if walker.frame.t == 0 or walker.denoiser == ORACLE:
        return away or "exact match"
    # No "exact match" here: what is compared are signs, and the answer may still be a blend.
    if walker.in_play is None:
        return away or "signs as there"
    weighs = f"{walker.in_play:.1f} of {walker.of} in play"
    return f"{away}, {weighs}" if away else weighs


def readings(scene: Scene, s: WalkSettings) -> dict[str, str]:
    """What stands beside both walks at a step, by the name of its place."""
    walkers = scene.at(s.denoiser, s.timestep)
    found = {
        "distance": f"{scene.distance(s.denoiser, s.timestep):.2f}",
        "cells": str(hamming(*(to_bits(walker.frame.x_t) for walker in walkers))),
    }
    for number, walker in enumerate(walkers, 1):
        found |= {f"end-{number}": verdict(walker), f"detail-{number}": detail(walker)}
    return found


def arrival_words(walkers: Sequence[Walker], distance: float) -> str:
    """What is said when both walks have come to their end."""
    ends = (f"Walk {number} {verdict(walker)}." for number, walker in enumerate(walkers, 1))
    return f"Both walks are over, {distance:.2f} apart. {' '.join(ends)}"


def notice(settings: WalkSettings, schedule: Schedule) -> str:
    """A sentence about settings under which the walks do not part, or not freely; else nothing."""
    if settings.eta == 0:
        return "At η = 0 no dice are thrown, so both walks are the same."
    said = stops_short(schedule)
    return (
        f"{said} Both walks start there, and what is left of your drawing leads them."
        if said
        else ""
    )
