"""The figure "Corrupt" before Python is there."""

from __future__ import annotations

from page.figures.corrupt.scene import Scene
from page.figures.corrupt.settings import CorruptSettings
from page.figures.corrupt.words import readings
from page.figures.poster import Poster
from page.state.subject import DEFAULT_SUBJECT

DEFAULT = CorruptSettings()


def _scene() -> Scene:
    return Scene(DEFAULT, DEFAULT_SUBJECT)


POSTER = Poster(
    lambda: _scene().pictures(DEFAULT.timestep),
    texts=lambda: readings(_scene(), DEFAULT.timestep),
)
