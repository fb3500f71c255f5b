"""The poster of the part "Whose pixel is this?"."""

from __future__ import annotations

from page.denoisers import IMPROVISER
from page.figures.without.scene import default_scene
from page.figures.without.settings import WithoutSettings
from page.figures.without.whose import whose
from page.state.subject import DEFAULT_SUBJECT
from page.widgets.palette import Rgba


def sources(table: Rgba) -> Rgba:
    """The picture at the default settings, in colours of `page.widgets.palette.categories`."""
    s = WithoutSettings()
    frame = default_scene().frame(IMPROVISER, max(1, s.timestep))
    found = whose(IMPROVISER, DEFAULT_SUBJECT.shelf, s.window, frame)
    picture: Rgba = table[found.rank, found.ink.astype(int)]
    return picture
