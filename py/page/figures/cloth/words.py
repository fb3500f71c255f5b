"""What the figure "More cloth" says about its cloths."""

from __future__ import annotations

from collections.abc import Sequence

from page.figures.cloth.scene import Cloth, Scene
from page.figures.cloth.settings import WINDOWS, ClothSettings
from page.widgets.numbers import percent
from page.widgets.words import listed, never_met
from unerase.shelves import is_plain

ALL_WOVEN = "all seven are woven"


def readings(cloth: Cloth) -> dict[str, str]:
    """The numbers beside a cloth, by the name of their place; the largest copy at its end."""
    largest = "" if cloth.largest is None else f"{cloth.largest} × {cloth.largest}"
    return {"ink": percent(cloth.ink), "copied": percent(cloth.copied), "largest": largest}


def texts(scene: Scene, t: int) -> dict[str, str]:
    """All that stands beside the pattern and its cloths at step t."""
    found = {"ink": percent(scene.ink), "progress": progress(scene)}
    for cloth in scene.cloths(t):
        found |= {f"{key}-{cloth.window}": text for key, text in readings(cloth).items()}
    return found


def progress(scene: Scene) -> str:
    """How far the weaving is."""
    left = [window for window in WINDOWS if window not in scene.woven()]
    return f"weaving, k = {left[0]} …" if left else ALL_WOVEN


def notice(s: ClothSettings, scene: Scene) -> str:
    """A sentence about settings that need one; else nothing. Of the cloths that are woven."""
    if is_plain(scene.pattern):
        return "There is nothing to weave yet: draw a pattern from edge to edge, or choose one."
    if said := never_met(scene.schedule):
        return said
    if s.timestep > 0:
        return ""
    if lost := [cloth.window for cloth in scene.cloths(0) if cloth.lost]:
        return (
            f"The pattern was lost at k = {listed(lost)}. Draw a pattern, not a thing: the "
            "weaver knows what lies next to what, and not where."
        )
    return ""


def arrival_words(cloths: Sequence[Cloth]) -> str:
    """What is said when all walks have come to their end."""
    told = "; ".join(f"k = {cloth.window}, {percent(cloth.copied)}" for cloth in cloths)
    return f"All seven cloths are finished. Squares that occur in the pattern: {told}."
