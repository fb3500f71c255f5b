"""The figure "Corrupt" before Python is there."""

from __future__ import annotations

from page.figures.corrupt.scene import Scene
from page.figures.corrupt.settings import CorruptSettings
from page.figures.poster import Poster
from page.state.subject import DEFAULT_SUBJECT

DEFAULT = CorruptSettings()

POSTER = Poster(lambda: Scene(DEFAULT, DEFAULT_SUBJECT).pictures(DEFAULT.timestep))
