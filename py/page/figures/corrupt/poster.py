"""The figure "Corrupt" before Python is there."""

from __future__ import annotations

from page.figures.corrupt.scene import Scene
from page.figures.corrupt.settings import CorruptSettings
from page.figures.poster import Picture, Poster
from page.state.subject import DEFAULT_SUBJECT


def pictures() -> dict[str, Picture]:
    """The terms of the sum, the sum, and the chain."""
    settings = CorruptSettings()
    view = Scene(settings, DEFAULT_SUBJECT).at(settings.timestep)
    return {
        "signal": Picture(view.signal),
        "noise": Picture(view.noise, "noise"),
        "jump": Picture(view.jump),
        "again": Picture(view.jump),
        "chain": Picture(view.chained),
    }


POSTER = Poster(pictures)
