"""What the figure "More cloth" says about its cloths."""

from __future__ import annotations

from collections.abc import Sequence

from page.figures.cloth.scene import Cloth, Scene
from page.figures.cloth.settings import WINDOWS, ClothSettings
from page.widgets.numbers import percent
from page.widgets.words import stops_short
from unerase.metrics import signal_left
from unerase.shelves import is_plain

ALL_WOVEN = "all seven are woven"


def readings(cloth: Cloth) -> dict[str, str]:
    """The numbers beside a cloth, by the name of their place; the largest copy at its end."""
    largest = "" if cloth.largest is None else f"{cloth.largest} × {cloth.largest}"
    return {"ink": percent(cloth.ink), "copied": percent(cloth.copied), "largest": largest}


def progress(scene: Scene) -> str:
    """How far the weaving is."""
    left = [window for window in WINDOWS if window not in scene.woven()]
    return f"weaving, k = {left[0]} …" if left else ALL_WOVEN


def place(s: ClothSettings) -> str:
    """The moment in words."""
    return f"step {s.timestep} of {s.steps}"


def listed(numbers: Sequence[int]) -> str:
    """Numbers in a sentence."""
    *first, last = map(str, numbers)
    return f"{', '.join(first)} and {last}" if first else last


def notice(s: ClothSettings, scene: Scene) -> str:
    """A sentence about settings that need one; else nothing. Of the cloths that are woven."""
    if is_plain(scene.pattern):
        return "There is nothing to weave yet: draw a pattern from edge to edge, or pick one."
    if stops_short(scene.schedule):
        left = percent(signal_left(scene.schedule.at(scene.schedule.steps)))
        return (
            f"This schedule’s last step still holds {left} of a drawing’s amplitude. "
            "These walks start from pure noise, which it never meets."
        )
    lost = [window for window in scene.woven() if scene.cloth(window, 0).lost]
    if s.timestep == 0 and lost:
        return (
            f"The pattern has got lost at k = {listed(lost)}. Draw a pattern, not a thing: the "
            "weaver knows what lies beside what, and not where."
        )
    return ""


def arrival_words(cloths: Sequence[Cloth]) -> str:
    """What is said when all walks have come to their end."""
    told = "; ".join(f"k = {cloth.window}, {percent(cloth.copied)}" for cloth in cloths)
    return f"All seven cloths are finished. Squares that occur in the pattern: {told}."
