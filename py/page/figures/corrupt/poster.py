"""The figure "Corrupt" before Python is there."""

from __future__ import annotations

from page.figures.corrupt.scene import Scene
from page.figures.corrupt.settings import CorruptSettings
from page.figures.poster import Picture, Poster
from page.state.subject import DEFAULT_SUBJECT


def pictures() -> dict[str, Picture]:
    """The terms of the sum, the sum, and the chain."""
    settings = CorruptSettings()
    t, scene = settings.timestep, Scene(settings, DEFAULT_SUBJECT)
    return {
        "signal": Picture(scene.signal[t]),
        "noise": Picture(scene.noise[t], "noise"),
        "jump": Picture(scene.jump[t]),
        "again": Picture(scene.jump[t]),
        "chain": Picture(scene.chained[t]),
    }


POSTER = Poster(pictures)
