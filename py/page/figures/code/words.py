"""What the figure "The code" says in words."""

from __future__ import annotations

from collections.abc import Mapping

from page.figures.code.scene import Lane
from page.state.yours import YOURS, Kind, Yours
from page.widgets.numbers import short

NAMES: Mapping[str, str] = {"original": "the engine’s", YOURS: "yours"}
"""What lanes and lines are called."""
READY = "Change the code and press Run."
EDITED = "This is the text as you left it. It runs when you press Run."
KEPT_NOWHERE = "This browser keeps nothing for this page: copy your text before you leave."
TOO_LONG = "This text is too long to be kept: copy it before you leave."
COPIED = "Code copied."
NO_CLIPBOARD = "The browser does not let the page copy. Select the text and copy it."
AWAY = "You have reset the code."
MENUS: Mapping[Kind, str] = {"schedule": "Schedule", "denoiser": "Denoiser", "sampler": "Sampler"}
"""What menus of each kind are called."""
PICTURES: Mapping[str, str] = {
    "schedule": "your drawing on its way into noise",
    "denoiser": "the answers to your drawing under more and more noise",
    "sampler": "a walk with the memoriser, from one noise",
}


def published(one: Yours, alone: bool) -> str:
    """What is said after a run that went well; a figure that stands alone has no menus for it."""
    if alone:
        return f"{one.name} runs."
    return (
        f"{one.name} runs. It stands in every menu {MENUS[one.kind]} of this page as Yours, until "
        "you reset it or leave."
    )


def cursor_words(lanes: Mapping[str, Lane], t: int) -> str:
    """Step t of the chart in words."""
    if not lanes or not all(lane.over for lane in lanes.values()):
        return f"step {t}"
    values = ", ".join(f"{NAMES[name]} {short(lane.value(t))}" for name, lane in lanes.items())
    return f"step {t}: {values}"


def cell_words(lines: int, pictures: int) -> str:
    """What is said after a scratch cell that went well."""
    return f"It ran. Lines: {lines}, pictures: {pictures}."
